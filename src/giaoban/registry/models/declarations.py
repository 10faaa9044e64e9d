"""What the commune made of a declaration. The declaration itself lies in intake, as received."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from giaoban.intake.models import Declaration
from giaoban.registry.models.cases import Case
from giaoban.registry.models.people import Person


class DeclarationDecision(models.Model):
    """One declared person: confirmed as a case, rejected, or sent on to the commune of the stay."""

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="decisions")
    index = models.SmallIntegerField()  # place of the person in the declaration
    act = models.CharField(max_length=10)  # confirmed, rejected, forwarded
    reason = models.CharField(max_length=16, blank=True)  # of a rejection
    note = models.CharField(max_length=200, blank=True)
    corrected = models.BinaryField(null=True)  # sealed: the person as corrected, where anything was
    changed = models.JSONField(default=list)  # names of the corrected fields
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="declared")
    new_person = models.BooleanField(default=False)
    new_case = models.BooleanField(default=False)
    onward = models.ForeignKey(
        Declaration, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["declaration", "index"], name="declared_person_decided_once"),
            models.CheckConstraint(
                condition=models.Q(act="confirmed", case__isnull=False, person__isnull=False)
                | models.Q(act="rejected", case=None) & ~models.Q(reason="")
                | models.Q(act="forwarded", case=None, onward__isnull=False),
                name="declaration_decision_whole",
            ),
        ]


class SettledDeclaration(models.Model):
    """Every person of the declaration is decided: it has left the queue."""

    declaration = models.OneToOneField(
        Declaration, on_delete=models.PROTECT, primary_key=True, related_name="settled"
    )
    settled_at = models.DateTimeField()
