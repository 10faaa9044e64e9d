"""An obstacle, or help asked for: whose it is to answer, until when, and what was answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.places.models import Unit

USER = settings.AUTH_USER_MODEL


class Obstacle(models.Model):
    """Raised at `unit`; `owner` answers until `due_at`, later the unit above it as well."""

    class Kind(models.TextChoices):
        OBSTACLE = "obstacle", _("vướng mắc")
        HELP = "help", _("đề nghị hỗ trợ")

    OPEN, ANSWERED, CONCLUDED = "open", "answered", "concluded"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    raiser = models.CharField(max_length=160)  # as written: "UBND phường Quang Hanh"
    task = models.ForeignKey("directives.Task", null=True, on_delete=models.PROTECT, related_name="obstacles")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.OBSTACLE)
    text = models.TextField()
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default=OPEN)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    conclusion = models.ForeignKey(
        "directives.Conclusion", null=True, on_delete=models.PROTECT, related_name="obstacles"
    )

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="obstacle_state_due")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="open", answered_at=None)
                | models.Q(state="answered", answered_at__isnull=False) & ~models.Q(answer="")
                | models.Q(state="concluded", answered_at__isnull=False, conclusion__isnull=False),
                name="obstacle_state_has_answer",
            )
        ]

    def __str__(self) -> str:
        return f"{self.raiser}: {self.text[:60]}"
