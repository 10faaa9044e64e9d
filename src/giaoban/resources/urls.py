from __future__ import annotations

from django.urls import path

from giaoban.resources.views import people, proposals, stock, vehicles

urlpatterns = [
    path("kho/", stock.stock, name="stock"),
    path("kho/<int:site>/", stock.stock, name="stock_of"),
    path("dieu-chuyen/", proposals.proposals, name="proposals"),
    path("luc-luong/", people.staff, name="staff"),
    path("luc-luong/<int:site>/", people.staff, name="staff_of"),
    path("luc-luong/lich-truc/", people.rosters, name="rosters"),
    path("luc-luong/lich-truc/<int:site>/", people.rosters, name="rosters_of"),
    path("luc-luong/xe/", vehicles.vehicles, name="vehicles"),
    path("luc-luong/xe/<int:site>/", vehicles.vehicles, name="vehicles_of"),
    path("luc-luong/chi-tieu-giuong/", vehicles.quotas, name="quotas"),
]
