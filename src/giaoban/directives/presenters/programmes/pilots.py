"""Pilots: both groups side by side, and what may honestly be said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.directives.presenters import label
from giaoban.directives.presenters.programmes import words
from giaoban.directives.programmes.models import Pilot, PilotPlace
from giaoban.directives.programmes.queries import pilots as queries
from giaoban.directives.programmes.queries.targets import unit_of
from giaoban.directives.programmes.rules import pilots as rules
from giaoban.kernel import wording
from giaoban.kernel.tables import Column
from giaoban.places.models import Unit
from giaoban.policy.comparison import Match
from giaoban.policy.rule import Rule

LIST_COLUMNS = [
    Column("name", gettext_lazy("Thí điểm"), head=True, link="url"),
    Column("state", gettext_lazy("Tình trạng")),
    Column("places", gettext_lazy("Số nơi"), "number"),
    Column("beside", gettext_lazy("Nơi đối chứng"), "number"),
    Column("first_day", gettext_lazy("Từ ngày"), "date"),
    Column("last_day", gettext_lazy("Đến ngày"), "date"),
    Column("measure", gettext_lazy("Chỉ số đo")),
]
MATCH_COLUMNS = [
    Column("place", gettext_lazy("Nơi đối chứng"), head=True),
    Column("of", gettext_lazy("Giống với")),
    Column("population", gettext_lazy("Dân số so với nơi thí điểm"), "percent", places=0),
    Column("incidence", gettext_lazy("Số ca trên 100.000 dân so với nơi thí điểm"), "percent", places=0),
]
_GROUPS = {
    PilotPlace.PILOT: gettext_lazy("Nơi thí điểm"),
    PilotPlace.COMPARISON: gettext_lazy("Nơi đối chứng"),
}


def state(pilot: Pilot, on: date) -> Any:
    if queries.is_due(pilot, on):
        return words.tag(_("đã hết thời gian, chờ quyết định"), "caution")
    if pilot.decision:
        return words.tag(words.DECISIONS[pilot.decision], "good" if pilot.decision == Pilot.SCALE else "")
    if pilot.first_day > on:
        return words.tag(_("chưa bắt đầu"))
    return words.tag(_("đang làm"))


def list_row(pilot: Pilot, on: date) -> dict[str, Any]:
    held = list(pilot.places.all())
    return {
        "name": pilot.name,
        "url": reverse("pilot", args=[pilot.pk]),
        "state": state(pilot, on),
        "places": sum(p.arm == PilotPlace.PILOT for p in held),
        "beside": sum(p.arm == PilotPlace.COMPARISON for p in held),
        "first_day": pilot.first_day,
        "last_day": pilot.last_day,
        "measure": label(pilot.measure),
        "_class": "warn" if queries.is_due(pilot, on) else "",
    }


def rule_in_words(rule: Rule, on: date) -> str:
    """How places beside are chosen, in one sentence with the rule's own numbers."""
    return _(
        "Nơi đối chứng là đơn vị cùng cấp trong địa bàn, không tham gia thí điểm, có dân số bằng "
        "%(p1)s–%(p2)s%% và số ca mới trên 100.000 dân của tuần trước thí điểm bằng %(i1)s–%(i2)s%% của nơi "
        "thí điểm; lấy %(n)s nơi giống nhất cho mỗi nơi thí điểm, mỗi nơi chỉ dùng một lần."
    ) % {
        "p1": wording.number(rule.number_of("population.least", on)),
        "p2": wording.number(rule.number_of("population.most", on)),
        "i1": wording.number(rule.number_of("incidence.least", on)),
        "i2": wording.number(rule.number_of("incidence.most", on)),
        "n": wording.number(rule.number_of("each", on)),
    }


def match_rows(found: Sequence[Match], units: Sequence[Unit]) -> list[dict[str, Any]]:
    names = {unit.code: unit.full_name for unit in units}
    return [
        {"place": names.get(m.code, m.code), "of": names.get(m.of, m.of), "population": m.population,
         "incidence": m.incidence}
        for m in found
    ]  # fmt: skip


def group_columns(measure: str) -> list[Column]:
    unit = unit_of(measure)
    return [
        Column("group", gettext_lazy("Nhóm"), head=True),
        Column("places", gettext_lazy("Số nơi"), "number"),
        Column("before", gettext_lazy("Trước"), "unit", unit=unit),
        Column("before_rows", gettext_lazy("Dòng gốc trước"), "number"),
        Column("after", gettext_lazy("Sau"), "unit", unit=unit),
        Column("after_rows", gettext_lazy("Dòng gốc sau"), "number"),
        Column("change", gettext_lazy("Thay đổi, %"), "signed", places=1),
    ]


def group_rows(told: queries.Told) -> list[dict[str, Any]]:
    found = []
    for arm, (before, after) in told.groups.items():
        found.append(
            {
                "group": str(_GROUPS[arm]),
                "places": before.places,
                "before": before.value,
                "before_rows": before.records,
                "after": after.value if told.after else None,
                "after_rows": after.records if told.after else None,
                "change": rules.change(before.value, after.value) if told.after else None,
            }
        )
    return found


def place_columns(measure: str) -> list[Column]:
    unit = unit_of(measure)
    return [
        Column("place", gettext_lazy("Đơn vị"), head=True),
        Column("group", gettext_lazy("Nhóm")),
        Column("before", gettext_lazy("Trước"), "unit", unit=unit, link="before_url"),
        Column("after", gettext_lazy("Sau"), "unit", unit=unit, link="after_url"),
        Column("change", gettext_lazy("Thay đổi, %"), "signed", places=1),
        Column("why", gettext_lazy("Vì sao chọn")),
    ]


def place_rows(told: queries.Told) -> list[dict[str, Any]]:
    pilot, found = told.pilot, []
    for line in told.lines:
        code = line.place.unit.code
        after = line.after
        found.append(
            {
                "place": line.place.unit.full_name,
                "group": str(_GROUPS[line.place.arm]),
                "before": line.before.value,
                "before_url": words.rows_url(pilot.before_id, pilot.measure, code),
                "after": after.value if after else None,
                "after_url": words.rows_url(told.after.pk, pilot.measure, code) if told.after else "",
                "change": rules.change(line.before.value, after.value) if after else None,
                "why": line.place.why,
            }
        )
    return sorted(found, key=lambda row: row["group"] != str(_GROUPS[PilotPlace.PILOT]))


def told_in_words(told: queries.Told) -> tuple[str, str]:
    """What the figures say, and what they do not: this is no trial."""
    if told.after is None or told.result is None:
        return _("Chưa có kỳ số liệu nào nằm trọn trong thời gian thí điểm."), ""
    result = told.result
    head = _sentence(result, told.least)
    if result.verdict in (rules.FEW, rules.NO_FIGURES, rules.NO_COMPARISON):
        return head, ""
    caution = _(
        "Đây không phải thử nghiệm: nơi thí điểm được chọn chứ không bốc thăm, hai nhóm chỉ giống nhau ở "
        "dân số và số ca trước đó, một kỳ trước và một kỳ sau không tách được tác động của việc khác làm "
        "cùng lúc. "
        "Chênh lệch này là gợi ý để xem tiếp, không phải bằng chứng về hiệu quả."
    )
    return head, caution


def _sentence(result: rules.Told, least: float) -> str:
    if result.verdict == rules.NO_COMPARISON:
        return _("Không có nơi đối chứng: thay đổi của nơi thí điểm không so được với nơi nào.")
    if result.verdict == rules.NO_FIGURES:
        return _("Không đủ số liệu của mọi nơi trong hai nhóm để so sánh.")
    changes = {
        "pilot": wording.signed(result.pilot_change, 1) + "%",
        "beside": wording.signed(result.comparison_change, 1) + "%",
    }
    said = _("Nơi thí điểm thay đổi %(pilot)s, nơi đối chứng %(beside)s") % changes
    if result.verdict == rules.FEW:
        return said + _("; có nhóm chỉ %(n)s dòng gốc, dưới %(least)s: quá ít để nhận xét.") % {
            "n": wording.number(result.fewest), "least": wording.number(least, 0),
        }  # fmt: skip
    apart = wording.number(abs(result.difference or 0), 1)
    ends = {
        rules.BETTER: _("; chênh %(apart)s điểm %% theo chiều mong muốn."),
        rules.WORSE: _("; chênh %(apart)s điểm %% ngược chiều mong muốn."),
        rules.SAME: _("; không chênh nhau."),
    }
    end = ends[result.verdict]
    return said + (end % {"apart": apart} if "%(apart)s" in end else end)
