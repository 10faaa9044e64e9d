"""Sentences with figures in them.

`{new}` is the figure's value, `{new.change}` its change with its base, `{new.base}`, `{new.numerator}` and
`{new.denominator}` what their names say; `{new.change:lượt}` names another counting word. Words in [square
brackets] are left out where a figure in them is not known; outside brackets an unknown figure is said to be
without data. A zero is printed only if it was computed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from giaoban.briefing.document.facts import Facts
from giaoban.documents.model import Bullets, Paragraph, Run
from giaoban.kernel.vietnamese import number, percent

_TOKEN = re.compile(r"\{([a-z0-9_]+)(?:\.([a-z]+))?(?::([^}]+))?\}")
_OPTIONAL = re.compile(r"\[([^\]]*)\]")
NO_DATA = "chưa có số liệu"
UNIT_VI = {
    "cases": "ca", "persons": "người", "deaths": "ca", "communes": "xã", "beds": "giường", "doses": "mũi",
    "percent": "điểm %", "per_100k_week": "ca/100.000 dân/tuần", "days": "ngày",
    "checks": "lượt", "person_days": "ngày theo dõi", "station_days": "ngày trạm", "alarms": "báo động",
    "referrals": "yêu cầu", "packs": "phần thuốc", "minutes": "phút", "per_person_day": "lượt/người/ngày",
    "per_station_day": "báo động/trạm/ngày", "per_staff": "ca/nhân viên",
}  # fmt: skip
_PLACES = {
    "per_100k_week": 1, "days": 1, "minutes": 1, "per_person_day": 2, "per_station_day": 2, "per_staff": 1,
}  # fmt: skip


def written(value: float | None, unit: str) -> str:
    """The one place where a figure of the text is rounded."""
    if value is None:
        return NO_DATA
    if unit == "percent":
        return percent(value, 2 if value % 1 else 0)
    return number(value, _PLACES.get(unit, 0) if value % 1 else 0)


def paragraph(f: Facts, template: str) -> Paragraph:
    return Paragraph(tuple(runs(f, template)))


def bullets(f: Facts, *templates: str) -> Bullets:
    return Bullets(tuple(tuple(runs(f, template)) for template in templates))


def runs(f: Facts, template: str) -> Iterator[Run]:
    """The runs of a template, optional parts with unknown figures dropped."""
    kept = _OPTIONAL.sub(lambda found: found[1] if _all_known(f, found[1]) else "", template)
    at = 0
    for token in _TOKEN.finditer(kept):
        if token.start() > at:
            yield Run(kept[at : token.start()])
        yield from _told(f, token[1], token[2] or "value", token[3])
        at = token.end()
    if at < len(kept):
        yield Run(kept[at:])


def _all_known(f: Facts, part: str) -> bool:
    return all(f.figure(name).get(what or "value") is not None for name, what, _ in _TOKEN.findall(part))


def _told(f: Facts, name: str, what: str, word: str | None) -> Iterator[Run]:
    figure = f.figure(name)
    if what == "change":
        yield from change(f, name, word)
        return
    unit = "persons" if what in ("numerator", "denominator") else figure["unit"]
    yield Run(written(figure[what], unit), bold=what == "value", ref=name)


def change(f: Facts, name: str, counted: str | None = None) -> Iterator[Run]:
    """ "tăng 7.700 ca (20,53%) so với tuần trước (37.500 ca)"."""
    figure = f.figure(name)
    unit, moved, base = figure["unit"], figure["change"], figure["base"]
    if moved is None or base is None:
        yield Run(f"{NO_DATA} của {f.period} trước")
        return
    word = "" if unit == "percent" else " " + (counted or UNIT_VI[unit])
    before = written(base, unit) + word
    if not moved:
        yield Run(f"không thay đổi so với {f.period} trước (")
    else:
        yield Run("tăng " if moved > 0 else "giảm ")
        size = written(abs(moved), unit) + word if word else _points(moved)
        yield Run(size, ref=f"{name}_change" if f"{name}_change" in f.by_id else name)
        share = f" ({percent(abs(moved) / base * 100)})" if base and unit != "percent" else ""
        yield Run(f"{share} so với {f.period} trước (")
    yield Run(before, ref=name)
    yield Run(")")


def _points(moved: float) -> str:
    """Shares differ by percentage points, never by per cent."""
    return f"{number(abs(moved), 2)} {UNIT_VI['percent']}"


def listed(words: list[str], most: int = 20) -> str:
    """ "A, B, C và 5 đơn vị khác"."""
    if len(words) <= most:
        return ", ".join(words)
    return ", ".join(words[:most]) + f" và {number(len(words) - most)} đơn vị khác"
