"""Work is found, not remembered: what each app says has to be done now, merged into one worklist."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban import policy
from giaoban.accounts.duty import Duty, Severity, in_order
from giaoban.accounts.scope import Scope
from giaoban.briefing.explanations import queries as explanations
from giaoban.care.queries import duties as care
from giaoban.care.referrals import queries as referrals
from giaoban.directives import queries as directives
from giaoban.directives.programmes.queries import duties as programmes
from giaoban.intake.models import Return
from giaoban.kernel import wording
from giaoban.kernel.weeks import Window, week_label
from giaoban.policy import cut_off
from giaoban.registry import queries as registry
from giaoban.registry.callbacks import duties as callbacks
from giaoban.registry.declarations import queries as declarations
from giaoban.registry.lab import queries as lab
from giaoban.registry.sweeps import queries as sweeps
from giaoban.registry.transfers import duties as movement
from giaoban.resources.queries import people
from giaoban.situation import actions as situation

_SOON = timedelta(hours=24)  # a return due this near is work of today, not of the week; a guess
_END_OF_DAY = time(23, 59)
_REPORTS = frozenset({"commune"})  # the role that sends a commune's weekly figures


def worklist(scope: Scope, now: datetime) -> list[Duty]:
    """Worst first, then the earliest due."""
    return in_order(duty for provider in PROVIDERS for duty in provider(scope, now))


def cases_to_close(scope: Scope, now: datetime) -> Iterator[Duty]:
    """Active cases past the last day the rule allows: one row, its list is one tap away."""
    days = situation.rule_numbers(now.date()).get("isolation_days")
    if not scope.allows("close_cases") or days is None:
        return
    last_day = now.date() - timedelta(days=int(days))
    n = registry.overdue(scope, last_day).count()
    if n:
        words = ngettext(
            "%(n)s ca quá hạn chưa kết thúc cách ly", "%(n)s ca quá hạn chưa kết thúc cách ly", n
        )
        yield Duty(
            kind="close_cases",
            key=f"{scope.path}:{last_day}",
            place=scope.path,
            role=scope.role,
            due=None,
            severity=Severity.DUE,
            link=reverse("overdue"),
            title=words % {"n": wording.number(n)},
            detail=_("công bố đến hết ngày %(day)s; quy định %(days)s ngày cách ly")
            % {"day": wording.day(last_day), "days": wording.number(days)},
        )


def returns_to_send(scope: Scope, now: datetime) -> Iterator[Duty]:
    """Last week and this week, if the commune has sent nothing for them, not even a zero."""
    if scope.role not in _REPORTS or not scope.allows("import"):
        return
    monday = now.date() - timedelta(days=now.weekday())
    this_week = Window(monday, monday + timedelta(days=6))
    for week in (this_week.before(), this_week):
        if not _heard(scope, week):
            due = _cut_off(week.end, scope.path)
            calm = due > now + _SOON
            yield Duty(
                kind="return",
                key=f"{scope.path}:{week_label(week)}",
                place=scope.path,
                role=scope.role,
                due=due,
                severity=Severity.NEW if calm else Severity.DUE,
                link=reverse("import"),
                title=_("Gửi báo cáo số liệu tuần %(start)s – %(end)s")
                % {"start": wording.day(week.start), "end": wording.day(week.end)},
                detail=_("chưa có báo cáo nào của tuần này; không có ca thì báo cáo bằng không"),
            )


def _heard(scope: Scope, week: Window) -> bool:
    """By its own return, zero included; where no commune sends returns, the line list is the report."""
    returns = Return.objects.filter(established=True, superseded_at=None)
    if returns.filter(unit=scope.unit_id, from_date__gte=week.start, to_date__lte=week.end).exists():
        return True
    if returns.filter(unit__level="commune").exists():
        return False
    return registry.cases(scope, {"since": week.start, "until": week.end}).exists()


def _cut_off(on: date, path: str) -> datetime:
    """The reporting cut-off of that day where the unit stands; the day's end where no rule says one."""
    rule = policy.load(settings.GIAOBAN_POLICY_DIR).in_force("cut_off", on, path)
    return datetime.combine(on, cut_off.hour(rule, on) if rule else _END_OF_DAY)


Provider = Callable[[Scope, datetime], Iterable[Duty]]
# Who has work to hand out. An app below the desk joins by its `queries.duties`.
PROVIDERS: tuple[Provider, ...] = (
    care.duties,
    referrals.duties,
    directives.duties,
    programmes.duties,
    cases_to_close,
    returns_to_send,
    explanations.duties,
    declarations.duties,
    sweeps.duties,
    lab.duties,
    callbacks.duties,
    movement.duties,
    movement.pairs_to_see,
    people.duties,
)
