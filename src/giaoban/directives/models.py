"""Conclusion → task → status rows → the record that answers it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.accounts.models import Role
from giaoban.briefing.models import Briefing
from giaoban.directives.bodies.models import Body as Body
from giaoban.directives.bodies.models import BodyPost as BodyPost
from giaoban.directives.bodies.models import Charge as Charge
from giaoban.directives.meetings.models import AgendaItem as AgendaItem
from giaoban.directives.meetings.models import Meeting as Meeting
from giaoban.directives.meetings.models import MeetingState as MeetingState
from giaoban.directives.meetings.models import Note as Note
from giaoban.directives.meetings.models import Site as Site
from giaoban.directives.notices.models import Notice as Notice
from giaoban.directives.notices.models import NoticeLine as NoticeLine
from giaoban.directives.obstacles.models import Obstacle as Obstacle
from giaoban.directives.programmes import models as programmes  # noqa: F401  registered here
from giaoban.directives.rules import STATES
from giaoban.intake.models import Batch
from giaoban.places.models import Unit
from giaoban.situation.models import Evaluation

USER = settings.AUTH_USER_MODEL


class Conclusion(models.Model):
    """What was concluded at the standing meeting that heard `briefing`.

    With `answers` it is the lower body's own document, which makes that task concrete at `place`.
    """

    briefing = models.ForeignKey(Briefing, null=True, on_delete=models.PROTECT)
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="conclusions")
    answers = models.ForeignKey("Task", null=True, on_delete=models.PROTECT, related_name="made_concrete")
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    chair = models.CharField(max_length=120, blank=True)
    theme = models.CharField(max_length=80, blank=True)
    concluded_on = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.text[:80]


class Task(models.Model):
    """A conclusion as one body's work at one place, bound to a measure where one exists.

    `state`, `due_at` and `n_moves` say where the status rows have led; they change only with a new row.
    """

    conclusion = models.ForeignKey(Conclusion, on_delete=models.PROTECT, related_name="tasks")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    giver = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")  # who gave it, signs it off
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=Role.choices)
    agency = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="tasks")
    body = models.CharField(max_length=160)  # as written: "UBND phường Cẩm Trung"
    text = models.TextField()
    due_at = models.DateTimeField()
    due_text = models.CharField(max_length=120, blank=True)  # the words: "trong 24 giờ"
    due_rule = models.CharField(max_length=200, blank=True)  # how the words became a date
    measure = models.CharField(max_length=40, blank=True)  # an indicator's id
    direction = models.CharField(max_length=4, blank=True)  # up, down
    target = models.FloatField(null=True)
    target_change = models.FloatField(null=True)  # the target as per cent of the start value: −20
    start_value = models.FloatField(null=True)
    start_evaluation = models.ForeignKey(Evaluation, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    state = models.CharField(max_length=12, default="given")
    n_moves = models.IntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "due_at"], name="task_unit_state"),
            models.Index(fields=["giver", "state", "due_at"], name="task_giver_state"),
            models.Index(fields=["state", "due_at"], name="task_state_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(measure="", direction="", target=None, target_change=None)
                | models.Q(models.Q(target__isnull=False) | models.Q(target_change__isnull=False))
                & ~models.Q(measure="") & models.Q(direction__in=("up", "down")),
                name="task_measure_has_target",
            ),
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="task_state_known"),
            models.CheckConstraint(
                condition=models.Q(role="agency", agency__isnull=False)
                | ~models.Q(role="agency") & models.Q(agency=None),
                name="task_agency_is_a_body",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.body}: {self.text[:60]}"


class TaskStatus(models.Model):
    """One move of a task: who, when, on what evidence. Never changed, never taken away."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="statuses")
    seq = models.IntegerField()  # 1 = given; two moves at the same moment cannot both be the next
    move = models.CharField(max_length=20)
    state = models.CharField(max_length=12)  # the task's state after the move
    by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(blank=True)
    value = models.FloatField(null=True)  # what the owner reports of the measure
    evidence = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField(null=True)  # the deadline given, asked for or granted

    class Meta:
        indexes = [models.Index(fields=["move", "at"], name="task_status_move")]
        constraints = [
            models.UniqueConstraint(fields=["task", "seq"], name="task_status_once"),
            models.CheckConstraint(
                condition=~models.Q(move="answer") | models.Q(evidence__isnull=False),
                name="task_answer_has_evidence",
            ),
            models.CheckConstraint(
                condition=~models.Q(move__in=("stuck", "return")) | ~models.Q(note=""),
                name="task_status_says_why",
            ),
        ]
