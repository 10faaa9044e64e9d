from __future__ import annotations

from django.urls import path

from giaoban.care.dispensing import views

urlpatterns = [path("thuoc/<int:episode_id>/", views.courses, name="course_new")]
