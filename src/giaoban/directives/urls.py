"""Conclusions stand below the tasks, so that the section of the frame stays marked."""

from __future__ import annotations

from django.urls import include, path

from giaoban.directives.views import accountability, conclusions, obstacles, tasks

urlpatterns = [
    path("", include("giaoban.directives.notices.urls")),
    path("", include("giaoban.directives.views.programmes.urls")),
    path("", include("giaoban.directives.meetings.urls")),
    path("nhiem-vu/vuong-mac/", obstacles.obstacles, name="obstacles"),
    path("nhiem-vu/vuong-mac/<int:pk>/", obstacles.obstacle, name="obstacle"),
    path("nhiem-vu/phan-cong/", accountability.charges, name="charges"),
    path("nhiem-vu/phan-cong/<int:pk>/thoi/", accountability.charge_end, name="charge_end"),
    path("nhiem-vu/co-quan/", accountability.bodies, name="bodies"),
    path("nhiem-vu/co-quan/<int:pk>/", accountability.body_change, name="body_change"),
    path("nhiem-vu/theo-doi/", accountability.followed, name="followed"),
    path("nhiem-vu/", tasks.tasks, name="tasks"),
    path("nhiem-vu/<int:pk>/cu-the-hoa/", conclusions.task_concrete, name="task_concrete"),
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
