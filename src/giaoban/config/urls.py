"""Every page's address."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("giaoban.desk.urls")),
    path("", include("giaoban.desk.public.urls")),
    path("", include("giaoban.accounts.urls")),
    path("", include("giaoban.resources.urls")),
    path("", include("giaoban.registry.urls")),
    path("", include("giaoban.registry.duplicates.urls")),
    path("", include("giaoban.registry.layouts.urls")),
    path("", include("giaoban.registry.transfers.urls")),
    path("", include("giaoban.care.urls")),
    path("", include("giaoban.care.referrals.urls")),
    path("", include("giaoban.care.dispensing.urls")),
    path("", include("giaoban.briefing.urls")),
    path("", include("giaoban.directives.urls")),
]
