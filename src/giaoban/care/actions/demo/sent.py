"""Who came from home to hospital: the request, its steps, the bed; and the reviews of deaths."""

from __future__ import annotations

from datetime import datetime, timedelta

from giaoban.care.actions.demo.answers import Week
from giaoban.care.actions.demo.stays import Found, Stay
from giaoban.care.actions.reviews import open_reviews
from giaoban.care.models import Alarm, Episode, Review
from giaoban.care.referrals.models import Referral, ReferralAsk, ReferralStep
from giaoban.care.referrals.models import Stay as InBed
from giaoban.kernel.sealing import seal
from giaoban.resources.models import BedGroup

_SUMMARY = "SpO2 91 %, khó thở (dữ liệu minh họa)."
_STEPS = (("ask", 0), ("accept", 12), ("depart", 30), ("arrive", 75))  # minutes after the request: guesses
_AFTER_SIGN = timedelta(minutes=25)
_RULE = "demo"


def write(found: Found, week: Week, ids: list[int]) -> int:
    """One arrived request for every stay that ended in hospital; none where no hospital has beds."""
    group = beds_of(found)
    if group is None:
        return 0
    last = {a.episode_id: a for a in Alarm.objects.filter(answer="referred").order_by("raised_at")}
    made = 0
    for number, (stay, episode) in enumerate(zip(found.rows, ids, strict=True)):
        if stay.reason == "hospital" and episode in last:
            _request(stay, episode, last[episode], group, number)
            made += 1
    return made


def beds_of(found: Found) -> BedGroup | None:
    """Where the district's hospital puts them; None where it has no beds."""
    beds = BedGroup.objects.filter(
        facility__unit_id__in=_districts(found), facility__kind="hospital", capability="oxygen"
    )
    return beds.select_related("facility").order_by("id").first()


def _districts(found: Found) -> set[int]:
    from giaoban.places.models import Unit

    codes = {s.row.path.split("/")[-2] for s in found.rows}
    return set(Unit.objects.filter(code__in=codes).values_list("pk", flat=True))


def _request(stay: Stay, episode: int, alarm: Alarm, group: BedGroup, number: int) -> None:
    asked = (alarm.answered_at or alarm.raised_at) + _AFTER_SIGN
    when = {act: asked + timedelta(minutes=minutes + number % 20) for act, minutes in _STEPS}
    row = Referral.objects.create(
        ref=9_000_000_000 + episode, case_id=stay.row.case, person_id=stay.row.person, episode_id=episode,
        unit_id=stay.row.unit, tier=group.tier, capability=group.capability, rank="emergency",
        reason="signs", sealed=seal({"summary": _SUMMARY}), state="arrived", asked_at=when["ask"],
        answer_by=when["ask"] + timedelta(minutes=30), rule=_RULE, facility=group.facility, beds=group,
        accepted_at=when["accept"], leave_by=when["depart"], departed_at=when["depart"],
        closed_at=when["arrive"],
    )  # fmt: skip
    ReferralAsk.objects.create(
        referral=row, facility=group.facility, asked_at=when["ask"], answer="accepted",
        answered_at=when["accept"],
    )  # fmt: skip
    ReferralStep.objects.bulk_create(
        ReferralStep(referral=row, act=act, at=at, facility=group.facility) for act, at in when.items()
    )
    InBed.objects.create(
        case_id=stay.row.case, person_id=stay.row.person, facility=group.facility, beds=group, referral=row,
        since=when["arrive"], until=_end_of(stay), left="dead" if stay.died else "",
    )  # fmt: skip
    Episode.objects.filter(pk=episode).update(closed_at=when["arrive"])


def _end_of(stay: Stay) -> datetime | None:
    return datetime.combine(stay.died, datetime.min.time().replace(hour=14)) if stay.died else None


def reviews(found: Found, morning: datetime) -> int:
    """Of every death after care at home, and by the ordinary act of every stay that ended in hospital."""
    deaths = [
        Review(case_id=s.row.case, kind="death", unit_id=s.row.unit, happened_on=s.died, opened_at=morning)
        for s in found.rows
        if s.died
    ]
    Review.objects.bulk_create(deaths)
    return len(deaths) + open_reviews(by=None)
