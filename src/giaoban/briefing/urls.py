from __future__ import annotations

from django.urls import path

from giaoban.briefing.views import downloads, explanations, listing, quick, reading, records

urlpatterns = [
    path("bao-cao/", listing.briefings, name="briefings"),
    path("giai-trinh/", explanations.explain, name="explain"),
    path("bao-cao/nhanh/", quick.quick, name="quick"),
    path("bao-cao/nhanh/van-ban.txt", quick.quick_text, name="quick_text"),
    path("bao-cao/nhanh/anh.png", quick.quick_png, name="quick_png"),
    path("bao-cao/lap/", listing.draft, name="briefing_draft"),
    path("bao-cao/<slug:slug>/", reading.briefing, name="briefing"),
    path("bao-cao/<slug:slug>/ky/", reading.sign, name="briefing_sign"),
    path("bao-cao/<slug:slug>/tai-ve.<str:kind>", downloads.paper, name="briefing_paper"),
    path("bao-cao/<slug:slug>/so-lieu/<slug:figure_id>/", records.records, name="records"),
    path("bao-cao/<slug:slug>/so-lieu/<slug:figure_id>.csv", records.records_csv, name="records_csv"),
]
