"""Whom a line of a conclusion addresses."""

from __future__ import annotations

from datetime import date

from giaoban.directives.lines import BODY, COMMUNES, DISTRICTS, ONE, TaskLine
from giaoban.kernel.errors import UserError
from giaoban.places import queries as places
from giaoban.places.models import Unit


def addressees(line: TaskLine, giver: Unit, on: date) -> list[Unit]:
    """The units, one task each. A named unit must stand under the giver, or be it."""
    if line.whom == COMMUNES:
        return list(places.communes_of(giver, on=on))
    if line.whom == DISTRICTS:
        return list(places.subtree(giver, "district", on=on).order_by("code"))
    if line.whom == BODY and line.agency is not None:
        return [_within(line.agency.place, giver)]
    if line.whom != ONE or line.unit is None:
        raise UserError("nobody_addressed", "Chưa chọn đơn vị nhận việc.", "Chọn đơn vị nhận việc.")
    return [_within(line.unit, giver)]


def _within(unit: Unit, giver: Unit) -> Unit:
    if unit.path != giver.path and not unit.path.startswith(giver.path + "/"):
        raise UserError(
            "unit_outside",
            "Đơn vị nhận việc không thuộc địa bàn giao việc.",
            "Chọn đơn vị trong địa bàn.",
        )
    return unit


def choosable(giver: Unit, on: date) -> list[Unit]:
    """Every unit a line may name, in the order of the tree."""
    return list(places.subtree(giver, on=on).order_by("path"))
