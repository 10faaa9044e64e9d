"""What households asked for, who rang the hotline, what a shift left to the next, what was signed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Any

import numpy as np

from giaoban.accounts.models import User
from giaoban.care.actions.demo.answers import Week
from giaoban.care.actions.demo.stays import Found
from giaoban.care.actions.hotline import DUE
from giaoban.care.law import law
from giaoban.care.models import Call, Need, Paper, ShiftNote, Ticket
from giaoban.kernel import bulk
from giaoban.places.models import Unit

_NEEDS = (("food", 0.010), ("medicine", 0.008), ("shopping", 0.006), ("child", 0.002), ("elder", 0.002))
_DELIVERED = 0.85  # of needs; the others wait no longer than this: guesses, all of these
_WAITS = timedelta(days=2)
_CALLED = 0.006
_SUMMARIES = (
    ("medical", "Hỏi cách dùng thuốc hạ sốt cho trẻ (mẫu)"),
    ("psychological", "Lo lắng, mất ngủ nhiều đêm (mẫu)"),
    ("station", "Hết thuốc túi A, nhờ trạm mang đến (mẫu)"),
)
_SIGNED_AFTER = timedelta(days=1, hours=3)
_SICK = 0.08  # of those of working age: who asked for a certificate
_WORKING = range(18, 60)


def needs(found: Found, week: Week, ids: list[int], rng: np.random.Generator, morning: datetime) -> int:
    rows = []
    for stay, episode, opened, closed in zip(found.rows, ids, week.opened, week.closed, strict=True):
        for kind, share in _NEEDS:
            if rng.random() >= share or closed:
                continue
            stated = _moment(opened) + timedelta(hours=float(rng.integers(1, 40)))
            if stated < morning:
                done = stated + timedelta(hours=float(rng.integers(2, 20)))
                late = rng.random() >= _DELIVERED and morning - stated < _WAITS
                rows.append(
                    Need(
                        episode_id=episode, unit_id=stay.row.unit, kind=kind, stated_at=stated,
                        delivered_at=done if done < morning and not late else None,
                    )
                )  # fmt: skip
    Need.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def calls(
    found: Found, week: Week, ids: list[int], rng: np.random.Generator, morning: datetime, desk: Unit
) -> int:
    """Calls of the last two days with a ticket each, most of them closed; the night's note not yet taken."""
    user, _ = User.objects.get_or_create(
        username="truc-dem-mau", defaults={"first_name": "Trực đêm đường dây nóng (mẫu)", "is_active": False}
    )
    home = [i for i, closed in enumerate(week.closed) if not closed]
    made = []
    for n, i in enumerate(rng.choice(home, size=int(len(home) * _CALLED), replace=False).tolist()):
        at = morning - timedelta(minutes=float(rng.integers(20, 48 * 60)))
        kind, summary = _SUMMARIES[n % len(_SUMMARIES)]
        call = Call.objects.create(
            direction="in", episode_id=ids[i], unit_id=found.rows[i].row.unit, at=at, by=user, summary=summary
        )
        done = at + timedelta(hours=1) if at + DUE[kind] < morning - timedelta(hours=2) else None
        made.append(
            Ticket(
                call=call, episode_id=ids[i], unit_id=call.unit_id, kind=kind, opened_at=at,
                due_at=at + DUE[kind], closed_at=done, closed_by=user if done else None,
                answer="Đã gọi lại, dặn theo dõi (mẫu)" if done else "",
            )
        )  # fmt: skip
    Ticket.objects.bulk_create(made)
    left = sum(t.closed_at is None for t in made)
    night = datetime.combine(morning.date(), time(6, 45))
    ShiftNote.objects.create(
        unit=desk, at=night, by=user, open_tickets=left,
        note="Đêm qua đông cuộc gọi sau 22 giờ; hai người xin tư vấn tâm lý hẹn gọi lại sáng nay (mẫu).",
    )  # fmt: skip
    return len(made)


def papers(
    found: Found, week: Week, ids: list[int], callers: Mapping[int, int], rng: np.random.Generator,
    morning: datetime,
) -> int:  # fmt: skip
    """Confirmations and certificates drafted; what was drafted before the last day signed in batches."""
    rules, day = law(found.first), bulk.day_writer()
    if rules.papers is None:
        return 0
    columns = ["episode_id", "unit_id", "kind", "role", "rule", "from_date", "to_date", "drafted_at",
               "number"]  # fmt: skip
    drafts = list(_drafts(found, week, ids, rng, rules, day))
    bulk.insert(Paper, columns, drafts)
    limit, signed = morning - _SIGNED_AFTER, 0
    communes = _offices(callers)
    waiting = Paper.objects.filter(signed_at=None, drafted_at__lt=limit, unit__in=callers)
    for unit, kind in waiting.order_by().values_list("unit", "kind").distinct():
        for on in waiting.filter(unit=unit, kind=kind).dates("drafted_at", "day"):
            batch = waiting.filter(unit=unit, kind=kind, drafted_at__date=on)
            office = communes if kind == "isolation" else callers
            signed += batch.update(
                signed_at=datetime.combine(on + timedelta(days=1), time(9, 30)), signed_by=office[unit],
                number=f"{on:%d%m}/{'QĐ' if kind == 'isolation' else 'GXN'} (mẫu)",
            )  # fmt: skip
    return signed


def _drafts(
    found: Found, week: Week, ids: list[int], rng: np.random.Generator, rules: Any, day: Any
) -> Iterator[tuple[Any, ...]]:
    roles = {kind: rules.papers.text(kind, rules.on) for kind in ("recovery", "sick_leave")}
    rows = zip(found.rows, ids, week.opened, week.closed, strict=True)
    for stay, episode, opened, closed in rows:
        if stay.reason == "recovered" and closed:
            yield (episode, stay.row.unit, "recovery", roles["recovery"], rules.papers.id, day(stay.since),
                   day(stay.until), closed, "")  # fmt: skip
        if stay.row.age in _WORKING and rng.random() < _SICK:
            yield (episode, stay.row.unit, "sick_leave", roles["sick_leave"], rules.papers.id,
                   day(stay.since), day(stay.until), closed or opened, "")  # fmt: skip


def _offices(callers: Mapping[int, int]) -> dict[int, int]:
    """{commune: an account of its People's Committee that nobody can sign in with}."""
    found = {}
    for unit in Unit.objects.filter(pk__in=callers).order_by("code"):
        user, _ = User.objects.get_or_create(
            username=f"xa-{unit.code}-mau",
            defaults={"first_name": f"UBND {unit.full_name} (mẫu)"[:150], "is_active": False},
        )
        found[unit.pk] = user.pk
    return found


def _moment(kept: Any) -> datetime:
    return kept if isinstance(kept, datetime) else datetime.fromisoformat(kept)
