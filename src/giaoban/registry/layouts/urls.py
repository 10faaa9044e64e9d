from __future__ import annotations

from django.urls import path

from giaoban.registry.layouts import views

urlpatterns = [
    path("xuat/", views.layouts, name="layouts"),
    path("xuat/moi/", views.new_layout, name="layout_new"),
    path("xuat/<int:layout_id>/", views.layout, name="layout"),
    path("xuat/<int:layout_id>/bo/", views.drop_layout, name="layout_drop"),
    path("xuat/<int:layout_id>/anh-xa.yaml", views.layout_mapping, name="layout_mapping"),
    path("xuat/<int:layout_id>/tai-ve.<str:form>", views.layout_export, name="layout_export"),
]
