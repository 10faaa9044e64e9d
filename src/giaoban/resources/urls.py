from __future__ import annotations

from django.urls import path

from giaoban.resources import views

urlpatterns = [
    path("kho/", views.stock, name="stock"),
    path("kho/<int:site>/", views.stock, name="stock_of"),
    path("dieu-chuyen/", views.proposals, name="proposals"),
]
