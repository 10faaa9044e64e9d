"""Meeting → agenda, sites with their attendance, notes; its conclusions point to it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.briefing.models import Briefing
from giaoban.places.models import Unit

USER = settings.AUTH_USER_MODEL


class Meeting(models.Model):
    """`state` says where the state rows have led."""

    class State(models.TextChoices):
        PLANNED = "planned", _("sắp họp")
        HELD = "held", _("đang họp")
        CONCLUDED = "concluded", _("đã kết thúc")

    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    briefing = models.ForeignKey(Briefing, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    starts_at = models.DateTimeField()
    chair = models.CharField(max_length=120)
    secretary = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    created_at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["place", "starts_at"], name="meeting_place_starts")]

    def __str__(self) -> str:
        return f"{self.title} {self.starts_at:%d/%m/%Y}"


class MeetingState(models.Model):
    """Planned, held, concluded: who and when, each once."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=10, choices=Meeting.State.choices)
    by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "state"], name="meeting_state_once")]


class AgendaItem(models.Model):
    """One point. What lives on (tasks, obstacles) is kept in `content` as the meeting had it before it."""

    class Kind(models.TextChoices):
        SECTION = "section", _("phần của báo cáo")
        FIGURES = "figures", _("số liệu chính")
        LEVELS = "levels", _("thay đổi cấp độ dịch")
        CHECKS = "checks", _("số liệu không khớp")
        OVERDUE = "overdue", _("nhiệm vụ quá hạn")
        OBSTACLES = "obstacles", _("vướng mắc từ cơ sở")
        FREE = "free", _("nội dung khác")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    position = models.SmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    ref = models.CharField(max_length=20, blank=True)  # of a section: its id in the briefing's text
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    content = models.JSONField(null=True)  # {"columns": [...], "rows": [...]} as of the meeting

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title


class Site(models.Model):
    """A place at which somebody sits (điểm cầu), and whether they did."""

    class Attendance(models.TextChoices):
        INVITED = "invited", _("đã mời")
        PRESENT = "present", _("có mặt")
        REPRESENTED = "represented", _("cử người dự thay")
        ABSENT = "absent", _("vắng")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="sites")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("directives.Body", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    attendance = models.CharField(max_length=12, choices=Attendance.choices, default=Attendance.INVITED)
    note = models.CharField(max_length=200, blank=True)  # who came instead, or why nobody did
    marked_at = models.DateTimeField(null=True)
    by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "unit"], name="site_unit_once"),
            models.UniqueConstraint(fields=["meeting", "body"], name="site_body_once"),
            models.CheckConstraint(
                condition=models.Q(unit__isnull=False, body=None) | models.Q(unit=None, body__isnull=False),
                name="site_is_one",
            ),
            models.CheckConstraint(
                condition=~models.Q(attendance__in=("represented", "absent")) | ~models.Q(note=""),
                name="site_says_who_or_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Note(models.Model):
    """What was typed while people spoke; `conclusion` once it became one."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    conclusion = models.ForeignKey(
        "directives.Conclusion", null=True, on_delete=models.PROTECT, related_name="notes"
    )

    def __str__(self) -> str:
        return self.text[:80]
