"""Units of the dated tree, their populations, facilities and the levels announced for them."""

from __future__ import annotations

from django.db import models


class Unit(models.Model):
    """A unit is a code from a date on: 3,315 codes of 2025 existed in 2021, most under another name."""

    code = models.CharField(max_length=8)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    level = models.CharField(max_length=12)  # country, province, district, commune
    kind = models.CharField(max_length=24)  # "Phường", "Huyện", "Tỉnh"
    name = models.CharField(max_length=80)
    full_name = models.CharField(max_length=100)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    # codes from the country down: "VN/22/195/06778"; db_index also makes PostgreSQL's prefix index
    path = models.CharField(max_length=60, db_index=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    centre_estimated = models.BooleanField(default=False)  # the mean of its district's

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="unit_code_from"),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="unit_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name


class Boundary(models.Model):
    """The outline of a unit, simplified: what a map draws. One that another file replaces becomes former."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, primary_key=True, related_name="boundary")
    rings = models.JSONField()  # [[[longitude, latitude], …], …], closed by their last line
    points = models.IntegerField()
    tolerance = models.FloatField()  # metres within which the outline was simplified
    source = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=32)  # of the rings: the same file again changes nothing
    recorded_at = models.DateTimeField()


class FormerBoundary(models.Model):
    """An outline as it was until `replaced_at`: a paper signed meanwhile is drawn from it for ever."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="former_boundaries")
    rings = models.JSONField()
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField()


class Succession(models.Model):
    """What became of a unit: shares of its population by which a series is told on the other tree."""

    old = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    new = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="predecessions")
    weight = models.FloatField()
    estimated = models.BooleanField()
    source = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="succession_once")]


class Population(models.Model):
    """Residents of a unit. Without ages it is the total; with ages an estimate says so."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="populations")
    year = models.SmallIntegerField()
    age_from = models.SmallIntegerField(default=0)
    age_to = models.SmallIntegerField(default=200)  # inclusive; 200 = open
    persons = models.FloatField()
    estimated = models.BooleanField(default=False)
    source = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "age_from", "age_to", "source"], name="population_once"
            )
        ]


class Facility(models.Model):
    """A station, hospital, collection site or test site."""

    code = models.CharField(max_length=24, unique=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=24)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="facilities")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    phone = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return self.name


class AnnouncedLevel(models.Model):
    """The legal fact: who announced which level for which unit, from which hour on."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="announced_levels")
    level = models.SmallIntegerField()
    number = models.CharField(max_length=60)
    issuer = models.CharField(max_length=120)
    effective_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "effective_at"], name="announced_level_once"),
            models.CheckConstraint(
                condition=models.Q(level__gte=1, level__lte=4), name="announced_level_1_to_4"
            ),
        ]
