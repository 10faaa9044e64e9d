"""Notices stand below the tasks, so that the section of the frame stays marked."""

from __future__ import annotations

from django.urls import path

from giaoban.directives.notices import views

urlpatterns = [
    path("nhiem-vu/thong-bao/", views.notices, name="notices"),
    path("nhiem-vu/thong-bao/<int:pk>/", views.notice, name="notice"),
    path("nhiem-vu/thong-bao/<int:pk>/bo/", views.notice_discard, name="notice_discard"),
    path("nhiem-vu/thong-bao/<int:pk>/so/", views.notice_issue, name="notice_issue"),
    path("nhiem-vu/thong-bao/<int:pk>/van-ban.<slug:kind>", views.notice_paper, name="notice_paper"),
    path("nhiem-vu/thong-bao/soan/<int:conclusion>/", views.notice_write, name="notice_write"),
]
