from __future__ import annotations

from django.urls import path

from giaoban.desk.views import board, home, overload, place, today

urlpatterns = [
    path("viec-hom-nay/", today.today, name="today"),
    path("", home.home, name="home"),
    path("bang/", board.board, name="board"),
    path("bang/<str:code>/", board.board, name="board_of"),
    path("qua-tai/", overload.overload, name="overload"),
    path("noi/<str:code>/", place.place, name="place"),
]
