"""Programmes stand below the tasks, so that the section of the frame stays marked."""

from __future__ import annotations

from django.urls import path

from giaoban.directives.views.programmes import inspections, pilots, records, targets, watch

urlpatterns = [
    path("nhiem-vu/chi-tieu/", targets.targets, name="targets"),
    path("nhiem-vu/chi-tieu/moi/", targets.target_new, name="target_new"),
    path("nhiem-vu/chi-tieu/<int:pk>/", targets.target, name="target"),
    path("nhiem-vu/chi-tieu/<int:pk>/tai-ve.csv", targets.target_csv, name="target_csv"),
    path("nhiem-vu/chi-tieu/<int:pk>/rut/", targets.target_withdraw, name="target_withdraw"),
    path("nhiem-vu/kiem-tra/", inspections.inspections, name="inspections"),
    path("nhiem-vu/kiem-tra/moi/", inspections.inspection_new, name="inspection_new"),
    path("nhiem-vu/kiem-tra/<int:pk>/", inspections.inspection, name="inspection"),
    path("nhiem-vu/kiem-tra/<int:pk>/phat-hien/", inspections.inspection_finding, name="inspection_finding"),
    path(
        "nhiem-vu/kiem-tra/<int:pk>/khac-phuc/<int:finding>/",
        inspections.inspection_repair,
        name="inspection_repair",
    ),
    path(
        "nhiem-vu/kiem-tra/<int:pk>/bien-ban.<slug:kind>",
        inspections.inspection_paper,
        name="inspection_paper",
    ),
    path("nhiem-vu/kiem-tra/<int:pk>/<slug:how>/", inspections.inspection_end, name="inspection_end"),
    path("nhiem-vu/thi-diem/", pilots.pilots, name="pilots"),
    path("nhiem-vu/thi-diem/moi/", pilots.pilot_new, name="pilot_new"),
    path("nhiem-vu/thi-diem/<int:pk>/", pilots.pilot, name="pilot"),
    path("nhiem-vu/thi-diem/<int:pk>/quyet-dinh/", pilots.pilot_decide, name="pilot_decide"),
    path("nhiem-vu/thi-diem/<int:pk>/bo-doi-chung/", pilots.pilot_drop, name="pilot_drop"),
    path("nhiem-vu/xa-theo-doi/", watch.watch, name="watch"),
    path("nhiem-vu/xa-theo-doi/tai-ve.csv", watch.watch_csv, name="watch_csv"),
    path("nhiem-vu/xa-theo-doi/<str:code>/", watch.watch_commune, name="watch_commune"),
    path("nhiem-vu/so-lieu/<int:pk>/<slug:indicator>/", records.figure_rows, name="figure_rows"),
]
