"""Body → who holds a post in it; charge: who leads, executes, shares responsibility for an area, a theme."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.places.models import Unit

USER = settings.AUTH_USER_MODEL


class Dated(models.Model):
    """True from one day on, until another; both ends count."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        abstract = True


class Body(Dated):
    """A department, the police, the Front: it owns tasks without being a level of the state's places."""

    class Kind(models.TextChoices):
        DEPARTMENT = "department", _("sở, ban, ngành")
        FORCE = "force", _("công an, quân đội, biên phòng")
        FRONT = "front", _("Mặt trận, đoàn thể")
        PARTY = "party", _("ban của cấp ủy")
        OTHER = "other", _("cơ quan khác")

    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")  # whose body it is

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "name", "valid_from"], name="body_once")]

    def __str__(self) -> str:
        return self.name


class BodyPost(Dated):
    """Who answers for a body; without anybody the office does it on its behalf."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="posts")
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.body}: {self.user}"


class Charge(Dated):
    """Responsibility for a place, or for a theme within it."""

    class Part(models.TextChoices):
        LEADS = "leads", _("lãnh đạo, chỉ đạo")
        EXECUTES = "executes", _("tổ chức thực hiện")
        SHARES = "shares", _("được phân công, liên đới chịu trách nhiệm")

    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    theme = models.CharField(max_length=80, blank=True)  # blank: everything at the place
    part = models.CharField(max_length=8, choices=Part.choices)
    holder = models.CharField(max_length=120)  # as the decision writes it: "Đ/c …, Phó Chủ tịch UBND"
    body = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=120, blank=True)  # the deciding document
    by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["place", "valid_from"], name="charge_place_from")]

    def __str__(self) -> str:
        return f"{self.holder}: {self.place} {self.theme}".strip()
