from __future__ import annotations

from django.urls import path

from giaoban.registry.callbacks import views as callbacks
from giaoban.registry.declarations import views as declarations
from giaoban.registry.lab import views as lab
from giaoban.registry.sweeps.views import lists as listing
from giaoban.registry.sweeps.views import rounds as sweeps
from giaoban.registry.views import closing, imports, linelist, mapping

urlpatterns = [
    path("ca-benh/", linelist.line_list, name="line_list"),
    path("ca-benh/tai-ve.csv", linelist.line_list_csv, name="line_list_csv"),
    path("ca-benh/<int:ref>/", linelist.case, name="case"),
    path("ca-benh/qua-han/", closing.overdue, name="overdue"),
    path("ca-benh/khai-bao/", declarations.declarations, name="declarations"),
    path("ca-benh/khai-bao/<int:number>/", declarations.declaration, name="declaration"),
    path("ra-soat/", sweeps.sweeps, name="sweeps"),
    path("ra-soat/thieu-mui/", sweeps.missing_doses, name="missing_doses"),
    path("ra-soat/<int:round_id>/", sweeps.sweep, name="sweep"),
    path("ra-soat/<int:round_id>/danh-sach/", listing.sweep_list, name="sweep_list"),
    path("ra-soat/<int:round_id>/phieu.csv", listing.sweep_sheet, name="sweep_sheet"),
    path("ra-soat/<int:round_id>/ho/<int:household_id>/", sweeps.door, name="sweep_door"),
    path("xet-nghiem/", lab.laboratory, name="laboratory"),
    path("xet-nghiem/mau/", lab.samples, name="samples"),
    path("xet-nghiem/cho/", lab.waiting, name="samples_waiting"),
    path("xet-nghiem/da-xem/<str:code>/", lab.seen, name="variant_seen"),
    path("goi-lai/", callbacks.callbacks, name="callbacks"),
    path("goi-lai/<int:sample_id>/", callbacks.callback_sample, name="callback_sample"),
    path("nhap/", imports.imports, name="import"),
    path("nhap/cho/<int:upload_id>/", mapping.telling, name="import_map"),
    path("nhap/<int:batch_id>/", imports.import_page, name="import_batch"),
    path("nhap/<int:batch_id>/ket-qua.csv", imports.import_report, name="import_report"),
]
