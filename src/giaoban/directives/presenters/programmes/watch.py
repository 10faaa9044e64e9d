"""Watched communes: reasons in words, since when, and what would take them off the list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from giaoban.directives.presenters.programmes import words
from giaoban.directives.programmes.models import WatchPlan
from giaoban.directives.programmes.queries.watch import Watched, WatchList
from giaoban.kernel import wording
from giaoban.kernel.tables import Column
from giaoban.policy import watch as rules
from giaoban.policy.rule import Rule

COLUMNS = [
    Column("name", gettext_lazy("Xã"), head=True, link="url"),
    Column("rank", gettext_lazy("Mức")),
    Column("why", gettext_lazy("Vì sao")),
    Column("week", gettext_lazy("Ca 7 ngày"), "number", link="week_url", sort=True),
    Column("before", gettext_lazy("7 ngày trước"), "number", link="before_url", sort=True),
    Column("incidence", gettext_lazy("Trên 100.000 dân"), "number", places=0, sort=True),
    Column("since", gettext_lazy("Trong danh sách từ"), "date", sort=True),
    Column("plan", gettext_lazy("Kế hoạch"), link="plan_url"),
]
WAITING_COLUMNS = [
    Column("name", gettext_lazy("Xã"), head=True, link="url"),
    Column("why", gettext_lazy("Còn chờ gì")),
    Column("week", gettext_lazy("Ca 7 ngày"), "number", link="week_url"),
    Column("before", gettext_lazy("7 ngày trước"), "number", link="before_url"),
    Column("since", gettext_lazy("Trong danh sách từ"), "date"),
]
LEFT_COLUMNS = [
    Column("name", gettext_lazy("Xã"), head=True, link="url"),
    Column("left", gettext_lazy("Ra khỏi danh sách ngày"), "date"),
    Column("since", gettext_lazy("Đã theo dõi từ"), "date"),
    Column("week", gettext_lazy("Ca 7 ngày"), "number", link="week_url"),
    Column("before", gettext_lazy("7 ngày trước"), "number", link="before_url"),
]


def reasons(c: Watched, end: date) -> list[str]:
    """Each reason with its numbers; of one that has none left, what it waits for."""
    said = [_REASONS[name](c, end) for name in c.reasons]
    if not said:
        said.append(_waiting(c))
    return said


def _growth(c: Watched, end: date) -> str:
    if not c.day.before:
        return _("%(n)s ca trong 7 ngày, 7 ngày trước không có ca") % {"n": wording.number(c.day.week)}
    said = _("7 ngày tăng %(change)s so với 7 ngày trước") % {"change": wording.percent(c.change, 0)}
    if c.doubling is not None:
        said += _(", gấp đôi sau %(days)s ngày") % {"days": wording.number(c.doubling, 1)}
    return said


def _returned(c: Watched, end: date) -> str:
    n = int(c.day.silence)
    return ngettext(
        "có ca trở lại sau %(n)s ngày không có ca", "có ca trở lại sau %(n)s ngày không có ca", n
    ) % {"n": wording.number(n)}


def _level(c: Watched, end: date) -> str:
    assert c.raised is not None
    return _("cấp độ dịch tăng từ %(before)s lên %(level)s ngày %(day)s") % {
        "before": c.raised.before, "level": c.raised.level, "day": wording.day(c.raised.on),
    }  # fmt: skip


def _not_reported(c: Watched, end: date) -> str:
    if c.last_case is None:
        return _("kỳ này không có số liệu nào, kể cả báo cáo bằng không")
    days = (end - c.last_case).days
    return _("kỳ này không có số liệu nào; ca gần nhất %(n)s ngày trước") % {"n": wording.number(days)}


_REASONS = {
    rules.GROWTH: _growth,
    rules.RETURNED: _returned,
    rules.LEVEL: _level,
    rules.NOT_REPORTED: _not_reported,
}


def _waiting(c: Watched) -> str:
    if c.change is not None and c.day.week > c.day.before:
        return _("không còn lý do, nhưng 7 ngày vẫn tăng %(change)s") % {
            "change": wording.percent(c.change, 0)
        }
    return _("không còn lý do và số ca không tăng; chờ đủ số ngày của quy tắc")


def joined(parts: list[str]) -> str:
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def row(c: Watched, held: WatchList, plans: Mapping[str, WatchPlan]) -> dict[str, Any]:
    plan = plans.get(c.code)
    evaluation = held.evaluation
    return {
        "code": c.code,
        "name": c.name,
        "url": reverse("watch_commune", args=[c.code]),
        "rank": words.rank(c.rank),
        "why": joined(reasons(c, evaluation.end)),
        "week": c.day.week,
        "week_url": words.rows_url(evaluation.pk, "new", c.code),
        "before": c.day.before,
        "before_url": words.rows_url(evaluation.pk, "new", c.code, "base"),
        "incidence": c.incidence,
        "since": c.since,
        "left": c.left,
        "plan": _("xem kế hoạch") if plan else "–",
        "plan_url": reverse("conclusion", args=[plan.conclusion_id]) if plan else "",
        "_class": "warn" if c.rank == rules.URGENT else "",
    }


def tally(held: WatchList) -> str:
    """ "19 khẩn, 33 cao"."""
    counted = [(n, sum(c.rank == n for c in held.on_list)) for n in words.RANKS]
    return ", ".join(f"{wording.number(k)} {words.RANKS[n]}" for n, k in counted if k)


def rule_in_words(rule: Rule, on: date) -> list[str]:
    """What puts a commune on the list and what takes it off, with the rule's own numbers."""
    held = rules.limits(rule, on)

    def n(value: float) -> str:
        return wording.number(value)

    return [
        _("Vào danh sách khi có từ %(least)s ca trong 7 ngày và tăng từ %(percent)s%% so với 7 ngày trước; "
          "khi có ca trở lại sau %(silent)s ngày không có ca; khi cấp độ dịch được công bố tăng trong "
          "%(level)s ngày; hoặc khi cả kỳ không có số liệu nào, kể cả báo cáo bằng không.")
        % {"least": n(held.least_cases), "percent": n(held.percent), "silent": n(held.silent_days),
           "level": n(held.level_days)},
        _("Khẩn khi số ca tăng gấp đôi trong %(days)s ngày trở xuống hoặc lên cấp độ %(level)s.")
        % {"days": n(held.urgent_doubling), "level": n(held.urgent_level)},
        _("Ra khỏi danh sách sau %(days)s ngày liền không còn lý do nào và số ca không tăng.")
        % {"days": n(held.quiet_days)},
    ]  # fmt: skip


def sheet(held: WatchList) -> tuple[list[str], list[list[Any]]]:
    header = [
        _("Mã đơn vị"),
        _("Xã"),
        _("Mức"),
        _("Vì sao"),
        _("Ca 7 ngày"),
        _("7 ngày trước"),
        _("Trên 100.000 dân"),
        _("Gấp đôi sau, ngày"),
        _("Trong danh sách từ"),
        _("Ra khỏi danh sách ngày"),
    ]
    return header, [
        [c.code, c.name, str(words.RANKS[c.rank]),
         "" if c.left else joined(reasons(c, held.evaluation.end)),
         c.day.week, c.day.before, c.incidence, c.doubling, c.since, c.left]
        for c in [*held.on_list, *held.waiting, *held.left]
    ]  # fmt: skip
