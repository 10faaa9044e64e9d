"""What the aggregate returns say."""

from __future__ import annotations

from giaoban.analytics.reference.extract import Asked, Row


def versions_in_force(rows: list[Row]) -> list[Row]:
    """Of returns of one series for the same days, the one recorded last."""
    kept: dict[tuple[object, ...], Row] = {}
    for row in sorted(rows, key=when_recorded):
        series = (row["unit"], row["publisher"], row["indicator"], row["from_date"],
                  row["to_date"], row["source"], row["established"], row["place_text"])
        kept[series] = row
    return list(kept.values())


def when_recorded(row: Row) -> tuple[bool, object, int]:
    known = row["recorded_at"] is not None
    return known, row["recorded_at"] if known else 0, row["id"]


def happened(asked: Asked, indicator: str) -> list[Row]:
    """Returns of an indicator whose whole span of days lies in the window."""
    return [row for row in versions_in_force(asked.extract.returns)
            if row["indicator"] == indicator and asked.inside(row["unit"])
            and asked.start <= row["from_date"] and row["to_date"] <= asked.end]


def has_line_list(asked: Asked, unit: str) -> bool:
    return any(case["unit"] == unit for case in asked.extract.cases)


def beside_line_lists(asked: Asked, indicator: str) -> float:
    """The returns that add to line lists: no list there, or no place established."""
    return sum(row["value"] for row in happened(asked, indicator)
               if not row["established"] or not has_line_list(asked, row["unit"]))


def standing(asked: Asked, indicator: str) -> list[Row]:
    """The latest return of each unit and source that is not after the window's end."""
    latest: dict[tuple[str, str], Row] = {}
    for row in versions_in_force(asked.extract.returns):
        if row["indicator"] != indicator or not asked.inside(row["unit"]):
            continue
        if row["to_date"] > asked.end:
            continue
        series = (row["unit"], row["source"])
        if series not in latest or newer(row, latest[series]):
            latest[series] = row
    return list(latest.values())


def newer(one: Row, other: Row) -> bool:
    left = (one["to_date"], when_recorded(one))
    right = (other["to_date"], when_recorded(other))
    return bool(left > right)


def registered_one_by_one(asked: Asked, unit: str) -> bool:
    """Whether anybody in the unit, or in a unit below it, is registered by name."""
    homes = {person["unit"] for person in asked.extract.persons}
    return any(row["code"] in homes and unit in row["path"].split("/")
               for row in asked.extract.units)
