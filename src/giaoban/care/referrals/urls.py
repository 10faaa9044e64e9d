from __future__ import annotations

from django.urls import path

from giaoban.care.referrals.views import desk, hospital, sending

urlpatterns = [
    path("chuyen-vien/", sending.outgoing, name="referrals"),
    path("chuyen-vien/moi/<int:ref>/", sending.new, name="referral_new"),
    path("chuyen-vien/<int:ref>/", sending.referral, name="referral"),
    path("benh-vien/", hospital.desk, name="hospital_desk"),
    path("dieu-phoi/", desk.coordination, name="coordination"),
]
