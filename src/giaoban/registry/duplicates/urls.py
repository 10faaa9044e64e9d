from __future__ import annotations

from django.urls import path

from giaoban.registry.duplicates import views

urlpatterns = [
    path("trung-lap/", views.duplicates, name="duplicates"),
    path("trung-lap/<int:pair_id>/", views.duplicate, name="duplicate"),
    path("trung-lap/gop/<int:merge_id>/", views.merge, name="merge"),
]
