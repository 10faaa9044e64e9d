from __future__ import annotations

from django.urls import path

from giaoban.desk.views import board, home, overload, place, quality, today

urlpatterns = [
    path("viec-hom-nay/", today.today, name="today"),
    path("", home.home, name="home"),
    path("bang/", board.board, name="board"),
    path("bang/<str:code>/", board.board, name="board_of"),
    path("qua-tai/", overload.overload, name="overload"),
    path("chat-luong/", quality.quality, name="quality"),
    path("chat-luong/tai-ve.csv", quality.quality_csv, name="quality_csv"),
    path("noi/<str:code>/", place.place, name="place"),
]
