from __future__ import annotations

from django.urls import path

from giaoban.desk.public import hotline, poster, receipts, views

urlpatterns = [
    path("khai-bao/", views.entrance, name="public_entrance"),
    path("khai-bao/tra-cuu/", receipts.look, name="public_look"),
    path("khai-bao/phieu/<int:number>/<str:code>/", receipts.receipt, name="public_receipt"),
    path("khai-bao/ho/", hotline.declare, name="hotline_declare"),
    path("khai-bao/<str:short>/", views.declare, name="public_declare"),
    path("khai-bao/<str:short>/to-ma-qr/", poster.poster, name="public_poster"),
]
