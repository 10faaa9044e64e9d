"""Conclusions stand below the tasks, so that the section of the frame stays marked."""

from __future__ import annotations

from django.urls import include, path

from giaoban.directives.views import conclusions, tasks

urlpatterns = [
    path("", include("giaoban.directives.notices.urls")),
    path("", include("giaoban.directives.views.programmes.urls")),
    path("nhiem-vu/", tasks.tasks, name="tasks"),
    path("nhiem-vu/<int:pk>/", tasks.task, name="task"),
    path("nhiem-vu/<int:pk>/<slug:move>/", tasks.task_move, name="task_move"),
    path("nhiem-vu/<int:pk>/minh-chung/<int:status_pk>/", tasks.evidence, name="task_evidence"),
    path("nhiem-vu/<int:pk>/minh-chung/<int:status_pk>/tep/", tasks.evidence_file, name="task_evidence_file"),
    path("nhiem-vu/ket-luan/", conclusions.conclusions, name="conclusions"),
    path("nhiem-vu/ket-luan/moi/", conclusions.conclude, name="conclude"),
    path("nhiem-vu/ket-luan/<int:pk>/", conclusions.conclusion, name="conclusion"),
    path("nhiem-vu/ket-luan/<int:pk>/tai-ve.csv", conclusions.conclusion_csv, name="conclusion_csv"),
    path("nhiem-vu/ket-luan/<int:pk>/<slug:move>/", conclusions.conclusion_move, name="conclusion_move"),
]
