from __future__ import annotations

from django.urls import path

from giaoban.care.protected import views as protected
from giaoban.care.views import hotline, patient, reviews, support, worklist

urlpatterns = [
    path("s/sw.js", patient.worker, name="patient_worker"),
    path("s/<str:token>/", patient.page, name="patient"),
    path("cham-soc/", worklist.care, name="care"),
    path("cham-soc/nhu-cau/", support.needs, name="care_needs"),
    path("cham-soc/giay-to/", support.papers, name="care_papers"),
    path("cham-soc/giay-to/in/", support.printed, name="care_papers_print"),
    path("duong-day-nong/", hotline.hotline, name="hotline"),
    path("duong-day-nong/<slug:what>/", hotline.act, name="hotline_act"),
    path("cham-soc/kiem-thao/", reviews.reviews, name="care_reviews"),
    path("cham-soc/kiem-thao/<int:review_id>/", reviews.review, name="care_review"),
    path("bao-ve/", protected.protected, name="protected"),
    path("bao-ve/<str:code>/", protected.register, name="protected_register"),
    path("cham-soc/<int:episode_id>/<slug:what>/", worklist.act, name="care_act"),
]
