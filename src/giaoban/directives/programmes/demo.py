"""Programmes of a demo province, so that its pages show how they look at work. Invented, like its people.

Everything is chosen from the frozen figures by rule: another province gets its own communes.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time, timedelta

from giaoban.directives.lines import ONE, TaskLine
from giaoban.directives.programmes.actions import inspections, pilots, targets, watch
from giaoban.directives.programmes.models import Pilot, Target
from giaoban.directives.programmes.queries import watch as watched
from giaoban.directives.programmes.queries import windows
from giaoban.directives.queries import measures
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.places import queries as places
from giaoban.places.models import Unit
from giaoban.situation.models import Evaluation

_PLANS = 3  # watched communes with a plan: some, so that the list shows both
_PILOTS = 2


def create_demo_programmes(*, place: Unit) -> None:
    """After the first week is frozen: what follows is then told by the second. Nothing where it exists."""
    week = windows.newest_week()
    if week is None or Target.objects.exists() or Pilot.objects.exists():
        return
    _targets(place, week)
    _inspections(place, week)
    _pilot(place, week)


def create_demo_plans(*, place: Unit) -> None:
    """After the newest week is frozen: measures for its most urgent communes."""
    held = watched.watch_list(place.path)
    for one in held.on_list[:_PLANS] if held else []:
        unit = places.resolve(one.code, clock.today())
        text = (held.rule.text(f"suggested.{one.reasons[0]}") if held and one.reasons else None) or ""
        line = _line(unit, text or "Theo dõi hằng ngày", 3)
        watch.plan_measures(by=None, place=place, unit=unit, lines=[line])


def _line(unit: Unit, text: str, days: int) -> TaskLine:
    due = datetime.combine(clock.today() + timedelta(days=days), time(17, 0))
    role = "commune" if unit.level == "commune" else "district"
    return TaskLine(text=text, whom=ONE, role=role, due_at=due, due_rule="đúng giờ ghi", unit=unit)


def _month_end(week: Evaluation) -> date:
    following = (clock.today().replace(day=1) + timedelta(days=32)).replace(day=1)
    return max(following - timedelta(days=1), week.end + timedelta(days=14))


def _targets(place: Unit, week: Evaluation) -> None:
    """One that rises, one that shall fall, one of each commune; without figures none."""
    due = _month_end(week)
    given = [
        ("Tiêm mũi 3 cho người từ 18 tuổi đạt 95%", "coverage_adults_dose3", "up", 95.0, None, False),
        ("Giảm một nửa số ca mắc mới trong tuần", "new", "down", None, -50.0, False),
        ("Mỗi xã giảm 30% số ca đang quản lý", "active", "down", None, -30.0, True),
    ]
    for text, measure, direction, target, change, each in given:
        if measures.values(week, measure, [place.code])[place.code] is None:
            continue
        with suppress(UserError):  # reached already, or no commune has a start value: not for this province
            targets.set_target(
                by=None, place=place, text=text, measure=measure, direction=direction, due_on=due, start=week,
                each=each, target=target, target_change=change,
            )  # fmt: skip


def _inspections(place: Unit, week: Evaluation) -> None:
    """One closed with its repairs given, one to come in the same commune, one at a district."""
    units = list(places.subtree(place, on=week.end).order_by("path"))
    commune = next((u for u in units if u.level == "commune"), None)
    district = next((u for u in units if u.level == "district"), None)
    if commune is None:
        return
    today, theme, team = clock.today(), "quản lý F0 tại nhà", "Đoàn kiểm tra số 1, Sở Y tế chủ trì"
    done = inspections.plan_visit(
        by=None, place=place, unit=commune, on=today - timedelta(days=3), team=team, theme=theme
    )
    for text, severity, repair in (
        ("Sổ theo dõi ghi thiếu ngày kết thúc cách ly", "serious", "Rà soát, ghi đủ ngày kết thúc"),
        ("Tổ lưu động chưa có số trực ban đêm", "grave", "Công bố số trực 24/24 đến từng tổ dân phố"),
    ):
        inspections.record_finding(
            by=None, visit=done, text=text, severity=severity, repair=_line(commune, repair, 4)
        )
    inspections.close_visit(by=None, visit=done, summary="Đã kiểm tra tại trạm y tế và hai tổ dân phố.")
    inspections.plan_visit(
        by=None, place=place, unit=commune, on=today + timedelta(days=4), team=team, theme=theme
    )
    if district is not None:
        inspections.plan_visit(
            by=None, place=place, unit=district, on=today, team="Đoàn kiểm tra số 2, Văn phòng UBND tỉnh",
            theme="điều phối giường và ô xy",
        )  # fmt: skip


def _pilot(place: Unit, week: Evaluation) -> None:
    """The communes with the most cases that have places like them."""
    communes = list(places.communes_of(place, on=week.end))
    cases = measures.values(week, "new", [u.code for u in communes])
    most = sorted(communes, key=lambda u: (-(cases[u.code] or 0.0), u.code))[:_PILOTS]
    if not most:
        return
    pilots.begin_pilot(
        by=None, place=place, name="Tổ chăm sóc F0 tại nhà gọi điện hằng ngày",
        hypothesis="Gọi điện hằng ngày cho mọi F0 tại nhà thì số ca mắc mới trong tuần tăng ít hơn.",
        measure="new", direction="down", first_day=week.end + timedelta(days=1),
        last_day=week.end + timedelta(days=7), units=most,
    )  # fmt: skip
