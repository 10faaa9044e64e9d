"""Persons without identity, identities sealed, households, doses."""

from __future__ import annotations

from django.db import models

from giaoban.places.models import Unit


class Household(models.Model):
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    hamlet = models.CharField(max_length=80, blank=True)
    key = models.BinaryField(max_length=16, unique=True)  # keyed hash of the household's number


class Person(models.Model):
    """What rules and figures need of a person. `ref` is the random name under which extracts know them."""

    ref = models.BigIntegerField(unique=True)
    unit = models.ForeignKey(  # current stay
        Unit, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    household = models.ForeignKey(Household, null=True, on_delete=models.PROTECT)
    resident = models.BooleanField(default=False)  # on the commune's own register (số nhân khẩu quản lý)
    birth = models.DateField(null=True)
    birth_precision = models.CharField(max_length=5, default="day")  # day, month, year
    sex = models.CharField(max_length=1, blank=True)  # m, f
    occupation = models.CharField(max_length=10, blank=True)  # pupil, teacher, worker, health, other
    underlying = models.BooleanField(default=False)
    pregnant = models.BooleanField(default=False)
    poor = models.BooleanField(default=False)
    minority = models.BooleanField(default=False)
    unvaccinable = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["unit", "resident"], name="person_unit")]


class Identity(models.Model):
    """Name, identity number, phone and address, sealed; found again only by keyed hash."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, primary_key=True)
    sealed = models.BinaryField()
    name_hash = models.BinaryField(max_length=16, db_index=True)
    cid_hash = models.BinaryField(max_length=16, null=True, db_index=True)
    phone_hash = models.BinaryField(max_length=16, null=True, db_index=True)


class Dose(models.Model):
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="doses", db_index=False)
    number = models.SmallIntegerField()
    kind = models.CharField(max_length=10)  # primary, additional, booster
    vaccine = models.CharField(max_length=30)
    date = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "number"], name="dose_once")]
