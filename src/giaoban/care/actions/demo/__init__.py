"""A week of care at home in the demo district: made up from a fixed seed, written in bulk.

Who lies at home, since when and until when, is what the line list says; what was answered and measured, who
called whom, what rang, what was asked for and signed is a guess, such that whoever came to hospital had shown
a sign before.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import numpy as np
from django.db import transaction

from giaoban.care.actions.demo import answers, reviewed, ringing, sent, stays, told
from giaoban.care.models import Alarm, Check, Contact, Episode, Responsibility
from giaoban.kernel import audit, bulk
from giaoban.places.models import Unit

_SEED = 221_000
DAYS = 8  # the week of the briefing and the day before it


@transaction.atomic
def fill_week(*, by: Any, district: Unit, morning: datetime) -> dict[str, int]:
    """Episodes, checks, contacts, alarms and referrals until `morning`; nothing where some are open."""
    first = datetime.combine(morning.date(), time()) - timedelta(days=DAYS)
    if Episode.objects.filter(unit__parent=district).exists():
        return {}
    found = stays.read(district, first.date(), DAYS)
    if not found.rows:
        return {}
    rng = np.random.default_rng(_SEED)
    callers = stays.callers(found)
    with bulk.rarely_collected():
        week = answers.make(found, rng, first, morning)
        signs = ringing.signs(found, week, rng)
        ids = stays.write(by, found, week)
        answers.write(found, week, signs, ids, callers)
        alarms = ringing.write(found, week, signs, ids, callers, rng, morning)
    written = {
        "episodes": len(found.rows),
        "checks": len(week.who),
        "contacts": int(week.called.sum()),
        "alarms": alarms,
        "referrals": sent.write(found, week, ids),
    }
    written["courses"] = reviewed.courses(found, ids, callers, sent.beds_of(found))
    written["reviews"] = sent.reviews(found, morning)
    written["statements"] = reviewed.statements(morning, callers)
    written["needs"] = told.needs(found, week, ids, rng, morning)
    written["calls"] = told.calls(found, week, ids, rng, morning, district)
    written["signed"] = told.papers(found, week, ids, callers, rng, morning)
    bulk.analyse(Episode, Responsibility, Check, Contact, Alarm)
    audit.record(by, "care.fill_week", f"unit:{district.pk}", **written)
    return written
