"""Deaths whose stay at home lies before the week: their course; what was said of some of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from giaoban.accounts.models import User
from giaoban.care.actions.demo.ringing import _GRAVELY, _assessed
from giaoban.care.actions.demo.sent import _request
from giaoban.care.actions.demo.stays import Found, Stay
from giaoban.care.actions.opening import _birth
from giaoban.care.models import Alarm, AlarmStep, Check, Contact, Episode, Review, ReviewStatement
from giaoban.care.rules import checking
from giaoban.kernel.sealing import seal
from giaoban.resources.models import BedGroup

COUNCIL = "Hội đồng chuyên môn Trung tâm Y tế (mẫu)"
_CONTACT, _SIGN = time(16, 10), time(5, 40)
_ANSWERED = (timedelta(minutes=38), timedelta(minutes=95))  # in turn: in time and late by the rule
_ACCOUNT, _CONCLUSION = timedelta(days=2, hours=9), timedelta(days=4, hours=15)  # after the death's midnight
_SAID = (
    (
        "Trạm gọi ngay trong ngày báo cáo, hướng dẫn đo SpO2. Sáng sớm người nhà báo khó thở, trực trạm nghe "
        "máy, gọi 115 và chuyển viện (dữ liệu minh họa).",
        "no",
        "Bệnh nền nặng, diễn biến nhanh; các bước đúng thời hạn (dữ liệu minh họa).",
    ),
    (
        "Đêm đó trạm một người trực đang đi cấp cứu ca khác, xử trí báo động chậm (dữ liệu minh họa).",
        "yes",
        "Báo động ban đêm xử trí chậm vì thiếu người trực thứ hai. Đề nghị xếp hai người trực ở phường trên "
        "1.000 F0 tại nhà (dữ liệu minh họa).",
    ),
)
_HEARD = 6  # stays that ended in hospital of which the station has told its part


def courses(found: Found, ids: list[int], callers: Mapping[int, int], group: BedGroup | None) -> int:
    """A contact, a sign, an alarm answered, a bed: for who died and left nothing in the week."""
    made = 0
    dead = [(n, s, e) for n, (s, e) in enumerate(zip(found.rows, ids, strict=True)) if s.died]
    for number, stay, episode in sorted(dead, key=lambda row: (row[1].died, row[0])):
        if group is None or Alarm.objects.filter(episode=episode).exists():
            continue
        _course(stay, episode, number, made, callers[stay.row.unit], group)
        made += 1
    return made


def _course(stay: Stay, episode: int, number: int, nth: int, caller: int, group: BedGroup) -> None:
    said = datetime.combine(stay.since, _CONTACT)
    left = stay.until or (stay.died or stay.since) - timedelta(days=1)
    shown = max(datetime.combine(left, _SIGN), said + timedelta(hours=4))
    Contact.objects.create(
        episode_id=episode, kind="phone", reached=True, at=said, by_id=caller, recorded_at=said,
        advice="Đo SpO2 hai lần mỗi ngày, gọi trạm khi khó thở",
    )  # fmt: skip
    symptom, spo2 = _GRAVELY
    age = checking.age_months(stay.row.birth or _birth(stay.row), shown.date())
    found = _assessed(shown.date(), symptom, spo2, age)
    check = Check.objects.create(
        episode_id=episode, client_id=f"mau-t{nth}", answered_by="relative", channel="page",
        happened_at=shown, received_at=shown, symptoms=symptom, spo2=spo2, rank=found.rank,
        signs=" ".join(found.signs), rule=found.rule,
    )  # fmt: skip
    alarm = Alarm.objects.create(
        kind="signs", episode_id=episode, check_made=check, unit_id=stay.row.unit, rank=found.rank,
        signs=" ".join(found.signs), rule=found.rule, raised_at=shown, rings_at=shown, owner_role="station",
        owner_unit_id=stay.row.unit, answered_at=shown + _ANSWERED[nth % 2], answered_by_id=caller,
        answer="referred",
    )  # fmt: skip
    AlarmStep.objects.create(alarm=alarm, step=0, role="station", unit_id=stay.row.unit, at=shown)
    Episode.objects.filter(pk=episode).update(
        opened_at=datetime.combine(stay.since, time(7, 40)), last_check_at=shown, last_staff_at=said,
        last_rank=found.rank,
    )  # fmt: skip
    _request(stay, episode, alarm, group, number)


def statements(morning: datetime, callers: Mapping[int, int]) -> int:
    """Two deaths heard and concluded, the newest left to be heard; some deteriorations only heard."""
    council, _ = User.objects.get_or_create(
        username="hoi-dong-mau",
        defaults={"first_name": "Thư ký hội đồng chuyên môn (mẫu)", "is_active": False},
    )
    rows = []
    here = Review.objects.filter(unit__in=callers)
    deaths = here.filter(kind="death").order_by("happened_on", "id")[: len(_SAID)]
    for review, (account, avoidable, conclusion) in zip(deaths, _SAID, strict=False):
        told = datetime.combine(review.happened_on, time())
        rows += [
            ReviewStatement(
                review=review, kind="account", sealed=seal({"text": account}), by_id=callers[review.unit_id],
                at=min(told + _ACCOUNT, morning),
            ),
            ReviewStatement(
                review=review, kind="conclusion", avoidable=avoidable, body=COUNCIL, by=council,
                sealed=seal({"text": conclusion}), at=min(told + _CONCLUSION, morning),
            ),
        ]  # fmt: skip
    for review in here.filter(kind="deterioration").order_by("happened_on", "id")[:_HEARD]:
        rows.append(
            ReviewStatement(
                review=review, kind="account", sealed=seal({"text": _SAID[0][0]}),
                by_id=callers[review.unit_id],
                at=min(datetime.combine(review.happened_on, time(16)), morning),
            )
        )  # fmt: skip
    ReviewStatement.objects.bulk_create(rows)
    return len(rows)
