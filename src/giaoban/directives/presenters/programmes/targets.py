"""Targets as rows, tables and the picture of a path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.directives.presenters import goal_words, label
from giaoban.directives.presenters.programmes import words
from giaoban.directives.programmes.models import Target
from giaoban.directives.programmes.queries import targets as queries
from giaoban.directives.programmes.rules import targets as rules
from giaoban.documents import svg
from giaoban.kernel import wording
from giaoban.kernel.tables import Column

LIST_COLUMNS = [
    Column("text", gettext_lazy("Chỉ tiêu"), head=True, link="url"),
    Column("state", gettext_lazy("Tình trạng")),
    Column("where", gettext_lazy("Địa bàn")),
    Column("goal", gettext_lazy("Cần đạt")),
    Column("due", gettext_lazy("Ngày phải đạt"), "date"),
]
HISTORY_COLUMNS = [
    Column("end", gettext_lazy("Kỳ số liệu đến"), "date", head=True),
    Column("reached", gettext_lazy("Đã đạt"), "number"),
    Column("on_path", gettext_lazy("Đúng lộ trình"), "number"),
    Column("behind", gettext_lazy("Chậm"), "number"),
    Column("missed", gettext_lazy("Hết hạn, chưa đạt"), "number"),
    Column("unknown", gettext_lazy("Chưa đánh giá được"), "number"),
]


def goal(target: Target) -> str:
    return f"{label(target.measure)}: " + goal_words(
        target.measure, target.direction, target.target, target.target_change
    )


def list_row(told: queries.Told) -> dict[str, Any]:
    target = told.target
    where = target.place.full_name
    if target.each:
        where = _("từng xã của %(place)s") % {"place": where}
    return {
        "text": target.text,
        "url": reverse("target", args=[target.pk]),
        "state": _state(told),
        "where": where,
        "goal": goal(target),
        "due": target.due_on,
        "_class": "warn" if told.verdict in (rules.BEHIND, rules.MISSED) else "",
    }


def _state(told: queries.Told) -> SafeString:
    """The worst of its places, and in words how many stand how."""
    mark = words.verdict(told.verdict)
    if told.target.each:
        return format_html("{} <span class='quiet small'>{}</span>", mark, words.place_tally(told.counts))
    line = told.lines[0] if told.lines else None
    said = words.gap(line.standing, queries.unit_of(told.target.measure)) if line else ""
    return format_html("{} <span class='quiet small'>{}</span>", mark, said) if said else mark


def line_columns(target: Target) -> list[Column]:
    unit = queries.unit_of(target.measure)
    return [
        Column("place", gettext_lazy("Đơn vị"), head=True, link="place_url", sort=True),
        Column("state", gettext_lazy("Tình trạng")),
        Column("start", gettext_lazy("Bắt đầu"), "unit", unit=unit, sort=True, link="start_url"),
        Column("value", gettext_lazy("Nay"), "unit", unit=unit, sort=True, link="value_url"),
        Column("asked", gettext_lazy("Lộ trình đến nay"), "unit", unit=unit),
        Column("goal", gettext_lazy("Cần đạt"), "unit", unit=unit),
        Column("gap", gettext_lazy("Chênh lệch")),
    ]


def line_rows(told: queries.Told) -> list[dict[str, Any]]:
    target, evaluation = told.target, told.evaluation
    unit = queries.unit_of(target.measure)
    return [
        {
            "place": line.place.unit.full_name,
            "place_url": f"?place={line.place.unit.code}#duong-di" if target.each else "",
            "state": words.verdict(line.standing.verdict),
            "start": line.place.start_value,
            "start_url": words.rows_url(target.start_evaluation_id, target.measure, line.place.unit.code),
            "value": line.value,
            "value_url": words.rows_url(evaluation.pk, target.measure, line.place.unit.code),
            "asked": line.standing.expected,
            "goal": line.place.goal,
            "gap": words.gap(line.standing, unit),
            "_class": "warn" if line.standing.verdict in (rules.BEHIND, rules.MISSED) else "",
        }
        for line in told.lines
    ]


def history_row(told: queries.Told) -> dict[str, Any]:
    return {"end": told.evaluation.end, **{name: told.counts[name] for name in rules.VERDICTS}}


def picture(target: Target, line: queries.Line, history: Sequence[queries.Told], narrow: bool) -> str:
    """The path of one place and what the records said at every window."""
    measured = []
    for told in history:
        mine = next((one for one in told.lines if one.place.pk == line.place.pk), None)
        if mine is not None and mine.value is not None:
            good = None if mine.standing.verdict == rules.UNKNOWN else mine.standing.gap is None
            url = words.rows_url(told.evaluation.pk, target.measure, mine.place.unit.code)
            measured.append(svg.Measured(told.evaluation.end, mine.value, good, url))
    asked = queries.asked_for(target, line.place)
    width, height = (344, 280) if narrow else (720, 300)
    return svg.path_line(
        asked, measured, title=finding(target, line),
        subtitle=f"{label(target.measure)}, {line.place.unit.full_name}",
        unit=wording.unit_word(queries.unit_of(target.measure)),
        asked_word=_("lộ trình"), measured_word=_("số liệu"), width=width, height=height,
    )  # fmt: skip


def finding(target: Target, line: queries.Line) -> str:
    """The title of the picture says what it shows."""
    unit = queries.unit_of(target.measure)
    value = wording.in_unit(line.value, unit) if line.value is not None else _("chưa có số liệu")
    said = str(words.VERDICTS[line.standing.verdict])
    more = words.gap(line.standing, unit)
    sentence = f"{said[:1].upper()}{said[1:]}: {value}"
    return f"{sentence}, {more}" if more else sentence


def sheet(told: queries.Told) -> tuple[list[str], list[list[Any]]]:
    header = [
        _("Mã đơn vị"),
        _("Đơn vị"),
        _("Tình trạng"),
        _("Bắt đầu"),
        _("Nay"),
        _("Lộ trình đến nay"),
        _("Cần đạt"),
        _("Chênh lệch"),
    ]
    return header, [
        [one.place.unit.code, one.place.unit.full_name, str(words.VERDICTS[one.standing.verdict]),
         one.place.start_value, one.value, one.standing.expected, one.place.goal, one.standing.gap]
        for one in told.lines
    ]  # fmt: skip
