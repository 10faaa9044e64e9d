"""What movement and doubtful pairs ask of somebody today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.accounts.duty import Duty, Severity
from giaoban.accounts.scope import Scope
from giaoban.kernel import wording
from giaoban.places.models import Unit
from giaoban.registry.duplicates import queries as duplicates
from giaoban.registry.transfers import presenters, queries, rules

# How many steps a matter has climbed when the level sees it in its own worklist.
_STEP = {"commune": 0, "district": 1, "province": 2}


def duties(scope: Scope, now: datetime) -> Iterator[Duty]:
    """Of the place that has to act; of the level above once the clock has run out there."""
    if not scope.allows("move"):
        return
    rule = queries.rule(now)
    step = _STEP.get(Unit.objects.only("level").get(id=scope.unit_id).level, 0)
    for absence in queries.absences(scope)[:200]:
        clock = rules.clock(rule, "absence", absence.noticed_at, now)
        if (clock.step if clock else 0) >= step:
            yield _absent(absence, clock, scope)
    if not step:
        yield from (_refused(transfer, scope) for transfer in queries.refused(scope)[:200])
    letters = queries.outgoing(scope).filter(outside=True, case__outcome="")
    arriving = queries.incoming(scope).filter(case__outcome="")
    for transfer in [*arriving[:200], *letters[:200]]:
        clock = queries.clock_of(transfer, now, rule)
        if (clock.step if clock else 0) >= step:
            yield _transfer(transfer, clock, scope, now)


def _absent(absence: queries.Absence, clock: rules.Clock | None, scope: Scope) -> Duty:
    return Duty(
        kind="absence", key=str(absence.id), place=absence.case.unit.path, role=scope.role,
        due=clock.due if clock else None, severity=Severity.RISK,
        link=reverse("move", args=[absence.case.ref]),
        title=_("Tìm ca vắng mặt %(case)s") % {"case": absence.case.number},
        detail=presenters.place(absence.case.unit),
    )  # fmt: skip


def _transfer(
    transfer: queries.Transfer, clock: rules.Clock | None, scope: Scope, now: datetime
) -> Duty:
    words = _("Tiếp nhận ca %(case)s chuyển đến")
    if transfer.outside:
        words = _("Đòi giấy báo tiếp nhận ca %(case)s")
    owner = transfer.sender if transfer.outside else transfer.receiver
    due = clock.due if clock else None
    return Duty(
        kind="transfer", key=str(transfer.id), place=owner.path, role=scope.role, due=due,
        severity=Severity.NEW if due and due > now + timedelta(days=1) else Severity.DUE,
        link=reverse("transfer", args=[transfer.id]), title=words % {"case": transfer.case.number},
        detail=f"{presenters.place(transfer.sender)} → {presenters.place(transfer.receiver)}",
    )  # fmt: skip


def _refused(transfer: queries.Transfer, scope: Scope) -> Duty:
    return Duty(
        kind="refused_transfer", key=str(transfer.id), place=transfer.sender.path, role=scope.role, due=None,
        severity=Severity.DUE, link=reverse("transfer", args=[transfer.id]),
        title=_("Nơi nhận từ chối ca %(case)s") % {"case": transfer.case.number},
        detail=f"{presenters.place(transfer.sender)} → {presenters.place(transfer.receiver)}",
    )  # fmt: skip


def pairs_to_see(scope: Scope, now: datetime) -> Iterator[Duty]:
    """Doubtful pairs wait and never press: one line, the queue is one tap away."""
    if not scope.allows("merge"):
        return
    n = duplicates.queue(scope).order_by().count()
    if n:
        words = ngettext("%(n)s cặp hồ sơ nghi trùng", "%(n)s cặp hồ sơ nghi trùng", n)
        yield Duty(
            kind="duplicates", key=scope.path, place=scope.path, role=scope.role, due=None,
            severity=Severity.NEW, link=reverse("duplicates"), title=words % {"n": wording.number(n)},
            detail=_("một người hay hai người: xem cạnh nhau rồi quyết định"),
        )  # fmt: skip
