"""The ledger: goods move between accounts. A balance is a sum and stands nowhere."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.places.models import Facility


class Item(models.TextChoices):
    PACK_A = "pack_a", _("Túi thuốc A")
    PACK_B = "pack_b", _("Túi thuốc B")
    PACK_C = "pack_c", _("Túi thuốc C")
    MOLNUPIRAVIR = "molnupiravir", _("Molnupiravir (liều điều trị)")
    FAVIPIRAVIR = "favipiravir", _("Favipiravir (liều điều trị)")
    OXYGEN = "oxygen", _("Bình ô xy")
    TEST_KIT = "test_kit", _("Bộ xét nghiệm nhanh")


class Account(models.Model):
    """Where goods lie: at a site, on the road to one, or beyond our shelves.

    `supplier` gives what comes in, `used` takes what is handed out, `difference` what a count did not find.
    """

    KINDS = ("site", "road", "supplier", "used", "difference")
    kind = models.CharField(max_length=10)
    facility = models.ForeignKey(Facility, null=True, on_delete=models.PROTECT, related_name="accounts")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "kind"], condition=~models.Q(facility=None), name="account_of_site_once"
            ),
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(facility=None), name="account_of_kind_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["site", "road"]) & ~models.Q(facility=None)
                | ~models.Q(kind__in=["site", "road"]) & models.Q(facility=None),
                name="account_has_its_site",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.facility_id or ''}"


class Transfer(models.Model):
    """Goods sent from one site to another: two sides, each with its time and person."""

    item = models.CharField(max_length=16, choices=Item.choices)
    sender = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="sent")
    receiver = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="received")
    quantity = models.IntegerField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    arrived = models.IntegerField(null=True)  # fewer than sent: the rest is a difference with its reason
    reason = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="transfer_of_something"),
            models.CheckConstraint(
                condition=models.Q(arrived=None) | models.Q(arrived__lte=models.F("quantity")),
                name="transfer_arrives_not_more",
            ),
        ]


class Movement(models.Model):
    """So many of an item from one account to another. Never changed, never removed."""

    item = models.CharField(max_length=16, choices=Item.choices)
    source = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    target = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    quantity = models.IntegerField()
    expires_on = models.DateField(null=True)  # the last good day of the lot; a lot is the day it ends on
    cause = models.CharField(max_length=10)  # receipt, dispense, transfer, count, return, expired
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    reason = models.CharField(max_length=160, blank=True)
    transfer = models.ForeignKey(
        Transfer, null=True, on_delete=models.PROTECT, related_name="movements", db_index=False
    )
    key = models.CharField(max_length=60, null=True, unique=True)  # the same act sent twice moves once
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        indexes = [
            models.Index(fields=["source", "item"], name="movement_source"),
            models.Index(fields=["target", "item"], name="movement_target"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="movement_of_something"),
            models.CheckConstraint(
                condition=~models.Q(source=models.F("target")), name="movement_goes_somewhere"
            ),
        ]
