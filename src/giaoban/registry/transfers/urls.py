from __future__ import annotations

from django.urls import path

from giaoban.registry.transfers import views

urlpatterns = [
    path("chuyen-dia-ban/", views.transfers, name="transfers"),
    path("chuyen-dia-ban/<int:transfer_id>/", views.transfer, name="transfer"),
    path("chuyen-dia-ban/<int:transfer_id>/giay.pdf", views.letter, name="transfer_letter"),
    path("ca-benh/<int:ref>/chuyen/", views.move, name="move"),
]
