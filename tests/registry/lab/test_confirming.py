"""A positive sample nobody has a case for …"""

from __future__ import annotations

from typing import Any

import pytest

from giaoban.kernel.errors import UserError
from giaoban.places.models import Unit
from giaoban.registry.lab import actions, queries
from giaoban.registry.lab.rules import NEW
from giaoban.registry.models import Case, LabSample, Person
from tests.registry import small_tree
from tests.registry.conftest import Take
from tests.registry.lab.conftest import AT, Results, row
from tests.registry.officers import officer, scope
from tests.registry.taking import HEADER as LINELIST
from tests.registry.taking import ROW

pytestmark = pytest.mark.django_db
BINH = ("Nguyễn Văn Bình", "06/03/1975", "000175000001")


@pytest.fixture
def station(places: dict[str, Unit], fake_clock: Any) -> Any:
    return officer("station", places[small_tree.CAM_TRUNG])


def waiting() -> LabSample:
    return LabSample.objects.get(result="positive", superseded_at=None)


class TestIsADutyOf:
    def test_the_commune_it_was_taken_in(self, station: Any, results: Results) -> None:
        results(row("M1", *BINH))
        assert [d.kind for d in queries.duties(scope(station), AT)] == ["samples"]

    def test_nobody_in_another_commune(self, places: Any, station: Any, results: Results) -> None:
        results(row("M1", *BINH))
        other = officer("station", places[small_tree.HONG_GAI])
        assert list(queries.duties(scope(other), AT)) == []

    def test_the_province_where_no_commune_is_known(self, places: Any, results: Results) -> None:
        results(row("M1", *BINH, commune="không rõ"))
        analyst = officer("analyst", places[small_tree.QUANG_NINH])
        assert [d.kind for d in queries.duties(scope(analyst), AT)] == ["samples"]

    def test_one_decision_though_the_same_sample_was_sequenced(self, station: Any, results: Results) -> None:
        results(row("M1", *BINH), row("M1", test="giải trình tự", result="", variant="BA.2"))
        assert queries.to_confirm(scope(station)).count() == 1


class TestWhenConfirmed:
    def test_becomes_a_case_of_somebody_new(self, station: Any, results: Results) -> None:
        results(row("M1", *BINH))
        made = actions.confirm(by=station, scope=scope(station), sample_id=waiting().pk, person=NEW, at=AT)
        case = Case.objects.get()
        assert (made.new_person, made.new_case) == (True, True)
        assert (str(case.sampled), str(case.result), case.test) == ("2022-03-03", "2022-03-04", "pcr")
        assert waiting().case == case
        assert waiting().sealed is None

    def test_takes_its_sequence_along(self, station: Any, results: Results) -> None:
        results(row("M1", *BINH), row("M1", *BINH, test="giải trình tự", result="", variant="BA.2"))
        first = LabSample.objects.get(assay="pcr")
        actions.confirm(by=station, scope=scope(station), sample_id=first.pk, person=NEW, at=AT)
        assert set(LabSample.objects.values_list("case", flat=True)) == {Case.objects.get().pk}

    def test_joins_the_open_case_of_the_person(self, station: Any, take: Take, results: Results) -> None:
        take(LINELIST, ROW)
        results(row("M1", BINH[0], BINH[1], sampled="05/03/2022", told="05/03/2022"))
        person = Person.objects.get()
        sample = waiting().pk
        made = actions.confirm(by=station, scope=scope(station), sample_id=sample, person=person.pk, at=AT)
        assert (made.new_person, made.new_case, Case.objects.count()) == (False, False, 1)

    def test_is_confirmed_once(self, station: Any, results: Results) -> None:
        results(row("M1", *BINH))
        sample = waiting().pk
        actions.confirm(by=station, scope=scope(station), sample_id=sample, person=NEW, at=AT)
        with pytest.raises(UserError, match="đã được xử lý"):
            actions.confirm(by=station, scope=scope(station), sample_id=sample, person=NEW, at=AT)
        assert Case.objects.count() == 1

    def test_is_of_nobody_who_was_not_suggested(self, station: Any, take: Take, results: Results) -> None:
        take(LINELIST, ROW)
        results(row("M1", "Trần Thị Khác", "1990"))
        sample, person = waiting().pk, Person.objects.get().pk
        with pytest.raises(UserError, match="không nằm trong gợi ý"):
            actions.confirm(by=station, scope=scope(station), sample_id=sample, person=person, at=AT)

    def test_keeps_its_person_when_the_list_comes_corrected(self, station: Any, results: Results) -> None:
        results(row("M1", *BINH))
        actions.confirm(by=station, scope=scope(station), sample_id=waiting().pk, person=NEW, at=AT)
        results(row("M1", *BINH, ct="22,5"))
        assert (waiting().ct, waiting().case) == (22.5, Case.objects.get())


class TestWhenRejected:
    def test_leaves_the_queue_with_its_reason(self, station: Any, results: Results) -> None:
        results(row("M1", *BINH))
        actions.reject(by=station, scope=scope(station), sample_id=waiting().pk, reason="repeat", at=AT)
        assert not queries.to_confirm(scope(station)).exists()
        assert Case.objects.count() == 0

    def test_needs_a_reason(self, station: Any, results: Results) -> None:
        results(row("M1", *BINH))
        with pytest.raises(UserError, match="lý do"):
            actions.reject(by=station, scope=scope(station), sample_id=waiting().pk, reason="", at=AT)


def test_a_case_that_comes_by_a_list_ends_the_waiting(take: Take, results: Results, places: Any) -> None:
    results(row("M1", *BINH))
    take(LINELIST, ROW)
    assert actions.relink(by=None, at=AT) == 1
    assert waiting().case == Case.objects.get()
