"""Who is on call: by place, by the minute, and never somebody at two places."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from giaoban.kernel.errors import UserError
from giaoban.kernel.models import AuditEvent
from giaoban.places.models import Facility, Unit
from giaoban.resources import queries
from giaoban.resources.actions import people
from giaoban.resources.models import Staff

EVENING, MORNING = datetime(2022, 3, 6, 17), datetime(2022, 3, 7, 7)
Worker = Callable[..., Staff]


@pytest.fixture
def night(sites: dict[str, Facility], worker: Worker) -> Staff:
    staff = worker("TYT-1", "doctor", "Bác sĩ Thử")
    people.put_on_duty(by=None, facility=sites["TYT-1"], staff=staff, starts_at=EVENING, ends_at=MORNING)
    return staff


class TestOnCall:
    @pytest.mark.parametrize(
        ("at", "answers"),
        [
            (datetime(2022, 3, 6, 16, 59), False),
            (EVENING, True),
            (datetime(2022, 3, 7, 6, 59), True),
            (MORNING, False),
        ],
    )
    def test_a_shift_holds_from_its_first_minute_until_its_end(
        self, tree: dict[str, Unit], night: Staff, at: datetime, answers: bool
    ) -> None:
        assert bool(queries.on_call(tree["06778"], at)) is answers

    def test_it_gives_the_name_and_phone_to_call(self, tree: dict[str, Unit], night: Staff) -> None:
        (found,) = queries.on_call(tree["06778"], EVENING)
        assert (found.name, found.phone, found.until) == ("Bác sĩ Thử", "0900000000", MORNING)

    def test_another_communes_roster_is_empty(self, tree: dict[str, Unit], night: Staff) -> None:
        assert queries.on_call(tree["06781"], EVENING) == []

    def test_who_is_called_first_stands_first(
        self, tree: dict[str, Unit], sites: dict[str, Facility], night: Staff, worker: Worker
    ) -> None:
        second = worker("TYT-1", "nurse", "Điều dưỡng Thử")
        people.put_on_duty(
            by=None, facility=sites["TYT-1"], staff=second, starts_at=EVENING, ends_at=MORNING, rank=2
        )
        assert [p.rank for p in queries.on_call(tree["06778"], EVENING)] == [1, 2]

    def test_a_cancelled_line_calls_nobody(self, tree: dict[str, Unit], night: Staff) -> None:
        people.take_off_duty(by=None, shift=night.shifts.get())
        assert queries.on_call(tree["06778"], EVENING) == []

    def test_a_mobile_station_answers_for_the_commune_it_was_given(
        self, tree: dict[str, Unit], sites: dict[str, Facility], worker: Worker
    ) -> None:
        staff = worker("LD-1")
        people.put_on_duty(by=None, facility=sites["LD-1"], staff=staff, starts_at=EVENING, ends_at=MORNING)
        assert queries.on_call(tree["06781"], EVENING) == []
        area = people.assign_area(by=None, facility=sites["LD-1"], unit=tree["06781"], since=date(2022, 3, 1))
        assert len(queries.on_call(tree["06781"], EVENING)) == 1
        people.hand_back_area(by=None, area=area, last_day=date(2022, 3, 5))
        assert queries.on_call(tree["06781"], EVENING) == []


class TestPutOnDuty:
    def test_nobody_is_on_duty_at_two_places_at_once(self, sites: dict[str, Facility], night: Staff) -> None:
        with pytest.raises(UserError) as refused:
            people.put_on_duty(
                by=None, facility=sites["TYT-2"], staff=night,
                starts_at=datetime(2022, 3, 7, 6), ends_at=datetime(2022, 3, 7, 12),
            )  # fmt: skip
        assert refused.value.code == "shift_twice"

    def test_a_shift_may_begin_when_the_last_one_ends(self, sites: dict[str, Facility], night: Staff) -> None:
        people.put_on_duty(
            by=None, facility=sites["TYT-1"], staff=night, starts_at=MORNING, ends_at=datetime(2022, 3, 7, 12)
        )
        assert night.shifts.count() == 2


class TestPostStaff:
    def test_a_new_posting_ends_the_one_before(self, sites: dict[str, Facility], worker: Worker) -> None:
        staff = worker("TYT-1")
        people.post_staff(by=None, staff=staff, facility=sites["TYT-2"], since=date(2022, 3, 7))
        rows = staff.postings.order_by("valid_from").values_list("facility__code", "valid_to")
        assert list(rows) == [("TYT-1", date(2022, 3, 6)), ("TYT-2", None)]

    def test_no_name_or_phone_stands_in_the_audit(self, worker: Worker) -> None:
        worker("TYT-1", name="Tên Riêng")
        written = " ".join(str(e.data) + e.subject for e in AuditEvent.objects.all())
        assert "Tên Riêng" not in written and "0900000000" not in written
