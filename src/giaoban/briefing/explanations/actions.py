"""Writing what a unit says of its figures."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from giaoban.briefing.explanations import rules
from giaoban.briefing.explanations.models import Explanation
from giaoban.briefing.explanations.queries import is_frozen
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.vietnamese import date_vi
from giaoban.kernel.weeks import Window, week_label
from giaoban.places.models import Unit
from giaoban.situation import live


@transaction.atomic
def explain(*, by: Any, unit: Unit, week: Window, indicator: str, text: str) -> Explanation:
    """A note on one figure of a week that is not frozen yet, with the value it had at that moment."""
    now, said = clock.now(), rules.sound(text)
    _still_open(week)
    if indicator not in live.EXPLAINED:
        raise UserError(
            "figure_unknown", "Không có số liệu này để giải trình.", "Chọn một số liệu trong bảng."
        )
    if not said:
        raise UserError("explanation_empty", "Chưa ghi nội dung giải trình.", "Ghi vì sao con số như vậy.")
    value = live.figures(unit, week, now)[indicator]
    made = Explanation.objects.create(
        unit=unit, start=week.start, end=week.end, indicator=indicator, value=value, text=said, by=by, at=now
    )
    _noted(by, made, week)
    return made


@transaction.atomic
def see(*, by: Any, unit: Unit, week: Window) -> Explanation:
    """The unit has looked at its figures of the week; once is enough."""
    _still_open(week)
    found = Explanation.objects.filter(unit=unit, start=week.start, end=week.end, indicator="").first()
    if found:
        return found
    made = Explanation.objects.create(unit=unit, start=week.start, end=week.end, by=by, at=clock.now())
    _noted(by, made, week)
    return made


def _noted(by: Any, made: Explanation, week: Window) -> None:
    subject = f"explanation:{made.id}"
    audit.record(by, "briefing.explain", subject, week=week_label(week), figure=made.indicator)


def _still_open(week: Window) -> None:
    if is_frozen(week):
        raise UserError(
            "week_frozen",
            f"Số liệu đến hết ngày {date_vi(week.end)} đã chốt.",
            "Gửi đính chính: thay đổi sẽ được nêu trong báo cáo sau.",
        )
