"""Addresses of meetings."""

from __future__ import annotations

from django.urls import path

from giaoban.directives.meetings import views

urlpatterns = [
    path("giao-ban/", views.meetings, name="meetings"),
    path("giao-ban/moi/", views.plan, name="meeting_plan"),
    path("giao-ban/<int:pk>/", views.meeting, name="meeting"),
    path("giao-ban/<int:pk>/chieu/<int:n>/", views.walk, name="meeting_walk"),
    path("giao-ban/<int:pk>/ghi-chep/", views.meeting_note, name="meeting_note"),
    path("giao-ban/<int:pk>/chuong-trinh/", views.meeting_item, name="meeting_item"),
    path("giao-ban/<int:pk>/chuong-trinh/<int:item>/", views.item_move, name="item_move"),
    path("giao-ban/<int:pk>/diem-cau/", views.sites_present, name="sites_present"),
    path("giao-ban/<int:pk>/diem-cau/moi/", views.site_invite, name="site_invite"),
    path("giao-ban/<int:pk>/diem-cau/<int:site>/", views.site_mark, name="site_mark"),
    path("giao-ban/<int:pk>/thong-bao/", views.meeting_notice, name="meeting_notice"),
    path("giao-ban/<int:pk>/<slug:step>/", views.meeting_step, name="meeting_step"),
]
