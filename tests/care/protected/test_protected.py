"""The commune's register of protected people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from giaoban import policy
from giaoban.care.protected import presenters, queries
from giaoban.care.protected.rules import births, newest, risk, said
from giaoban.config.commands.common import ROOT
from giaoban.kernel.sealing import keyed_hash, seal
from giaoban.places.models import Unit
from giaoban.policy.protected import ProtectedGroup
from giaoban.policy.rule import Rule
from giaoban.registry.models import Dose, Identity, Person, SweepEntry, SweepRound
from tests.care.conftest import MakeCase
from tests.registry import small_tree
from tests.registry.officers import officer, scope

ON = date(2022, 3, 7)
RULES = policy.load(ROOT / "policy")


def of_risk(on: date) -> Rule:
    rule = RULES.in_force("risk_group", on, "VN/22")
    assert rule is not None
    return rule


class TestAnAge:
    @pytest.mark.parametrize(
        ("birth", "inside"),
        [(date(1962, 3, 7), True), (date(1962, 3, 8), False), (date(1900, 1, 1), True)],
    )
    def test_of_sixty_is_completed_on_the_birthday(self, birth: date, inside: bool) -> None:
        until = births(ProtectedGroup("elderly", "", None, 60, None, ""), ON).until
        assert until is not None
        assert (birth <= until) is inside

    def test_below_twelve_ends_on_the_birthday(self) -> None:
        after = births(ProtectedGroup("under_12", "", None, None, 12, ""), ON).after
        assert after == date(2010, 3, 7)

    def test_is_reckoned_on_the_29th_of_february_too(self) -> None:
        leap = births(ProtectedGroup("x", "", None, 1, None, ""), date(2024, 2, 29)).until
        assert leap == date(2023, 2, 28)


class TestTheRiskOfAnF0:
    def test_is_that_of_the_rule_in_force_on_the_day(self) -> None:
        rule = of_risk(date(2021, 9, 1))
        found = risk(rule, date(2021, 9, 1), date(1950, 1, 1), {"underlying": True})
        assert (found.sure, said(found), found.rule) == (True, "nguy cơ rất cao", "3646/QĐ-BYT")

    def test_leaves_worse_groups_open_while_measures_are_missing(self) -> None:
        rule = of_risk(date(2021, 9, 1))
        found = risk(rule, date(2021, 9, 1), date(1950, 1, 1), {"underlying": False})
        assert said(found) == "nguy cơ rất cao hoặc nguy cơ cao"

    def test_is_not_guessed_where_the_rule_has_no_criteria(self) -> None:
        rule = of_risk(ON)
        assert said(risk(rule, ON, date(1950, 1, 1), {"underlying": True})) == ""

    def test_goes_by_each_measure_as_last_taken(self) -> None:
        assert newest([{"spo2": None, "rr": 20.0}, {"spo2": 93.0, "rr": 30.0}]) == {"spo2": 93.0, "rr": 20.0}


@pytest.fixture
def people(places: dict[str, Unit], fake_clock: Any) -> dict[str, Person]:
    """Residents of two communes."""
    told = {
        "old": (small_tree.CAM_TRUNG, date(1940, 1, 1), {}, 2),
        "ill": (small_tree.CAM_TRUNG, date(1980, 1, 1), {"underlying": True}, 0),
        "well": (small_tree.CAM_TRUNG, date(1980, 1, 1), {}, 0),
        "far": (small_tree.HONG_GAI, date(1940, 1, 1), {"poor": True}, 3),
    }
    found = {}
    for n, (name, (code, birth, flags, doses)) in enumerate(told.items()):
        found[name] = person = Person.objects.create(
            ref=n + 1, unit=places[code], resident=True, birth=birth, recorded_at=datetime(2022, 3, 1),
            **flags,
        )  # fmt: skip
        sealed = seal({"name": f"Người {name}", "cid": "", "phone": "", "address": ""})
        Identity.objects.create(person=person, sealed=sealed, name_hash=keyed_hash("name", name))
        for number in range(1, doses + 1):
            Dose.objects.create(
                person=person, number=number, kind="primary", vaccine="x", date=date(2021, 5 + number, 1),
                recorded_at=datetime(2022, 3, 1),
            )  # fmt: skip
    return found


@pytest.mark.django_db
class TestTheRegister:
    def test_counts_each_group_by_district(self, places: Any, people: Any) -> None:
        analyst = officer("analyst", places["22"])
        rows = {r.unit.code: r for r in queries.table(scope(analyst), places["22"], queries.rules(ON))}
        assert (rows["195"].residents, rows["195"].groups["elderly"], rows["195"].undosed) == (3, 1, 1)
        assert (rows["193"].groups["poor"], rows["193"].undosed) == (1, 0)

    def test_where_nobody_was_registered_nothing_is_counted_as_zero(self, places: Any, people: Any) -> None:
        analyst = officer("analyst", places["22"])
        rows = queries.table(scope(analyst), places["22"], queries.rules(ON))
        nobody = dict.fromkeys(rows[0].groups, 0)
        shown = presenters.row(replace(rows[0], residents=0, groups=nobody, undosed=0))
        assert shown["residents"] == "chưa có sổ"
        assert (shown["elderly"], shown[queries.UNDOSED]) == (None, None)

    def test_each_figure_is_as_many_people_as_its_list(self, places: Any, people: Any) -> None:
        analyst, known = officer("analyst", places["22"]), queries.rules(ON)
        told = queries.table(scope(analyst), places["195"], known)[0]
        counts = {**told.groups, queries.UNDOSED: told.undosed, queries.ILL: told.ill}
        for group, n in counts.items():
            assert queries.members(scope(analyst), places["195"], known, group).count() == n

    def test_says_which_doses_are_missing(self, places: Any, people: Any) -> None:
        station, known = officer("station", places[small_tree.CAM_TRUNG]), queries.rules(ON)
        commune = places[small_tree.CAM_TRUNG]
        told = {m.person.pk: m.missing for m in queries.told([people["old"], people["ill"]], known)}
        assert told == {people["old"].pk: 1, people["ill"].pk: 3}
        assert queries.lacking(scope(station), commune, known, "underlying") == [people["ill"].pk]

    def test_asks_no_dose_of_who_cannot_have_one(self, places: Any, people: Any) -> None:
        station, known = officer("station", places[small_tree.CAM_TRUNG]), queries.rules(ON)
        Person.objects.filter(pk=people["ill"].pk).update(unvaccinable=True)
        people["ill"].refresh_from_db()
        (told,) = queries.told([people["ill"]], known)
        assert told.missing is None
        assert queries.lacking(scope(station), places[small_tree.CAM_TRUNG], known) == [people["old"].pk]

    def test_tells_when_the_person_was_last_met(self, places: Any, people: Any) -> None:
        unit, at = places[small_tree.CAM_TRUNG], datetime(2022, 3, 5, 9)
        sweep = SweepRound.objects.create(unit=unit, opened_on=ON, recorded_at=at)
        SweepEntry.objects.create(
            round=sweep, person=people["old"], presence="met", source="door", recorded_at=at
        )
        assert [m.contact for m in queries.told([people["old"]], queries.rules(ON))] == [at]

    def test_counts_new_cases_among_the_protected(self, places: Any, make_case: MakeCase) -> None:
        make_case(birth=date(1940, 1, 1), announced=date(2022, 3, 6))
        make_case(birth=date(1980, 1, 1), announced=date(2022, 3, 6))
        make_case(birth=date(1940, 1, 1), announced=date(2022, 2, 1))
        analyst, known = officer("analyst", places["22"]), queries.rules(ON)
        assert [r.ill for r in queries.table(scope(analyst), places["22"], known)] == [1]
        ill = queries.members(scope(analyst), places["22"], known, queries.ILL)
        assert [m.case is not None for m in queries.told(list(ill), known)] == [True]


@pytest.mark.django_db
class TestThePages:
    def test_a_commune_has_its_list_with_names(self, client: Client, places: Any, people: Any) -> None:
        client.force_login(officer("commune", places[small_tree.CAM_TRUNG]))
        page = client.get(reverse("protected"), follow=True).content.decode()
        assert "Người old" in page
        assert "Người well" not in page
        assert "Người far" not in page

    def test_a_district_has_counts_that_open(self, client: Client, places: Any, people: Any) -> None:
        client.force_login(officer("district", places[small_tree.CAM_PHA]))
        page = client.get(reverse("protected")).content.decode()
        address = f"{reverse('protected_register', args=[small_tree.CAM_TRUNG])}?group=elderly"
        assert address in page
        assert "Người old" in client.get(address).content.decode()

    def test_a_district_is_not_told_of_a_filter_that_only_a_commune_has(
        self, client: Client, places: Any, people: Any
    ) -> None:
        client.force_login(officer("district", places[small_tree.CAM_PHA]))
        address = reverse("protected_register", args=[small_tree.CAM_PHA])
        assert "thiếu mũi đến hạn" not in client.get(address, {"lacking": "1"}).text

    def test_nobody_reads_what_lies_beside(self, client: Client, places: Any, people: Any) -> None:
        client.force_login(officer("commune", places[small_tree.CAM_TRUNG]))
        assert client.get(reverse("protected_register", args=[small_tree.HONG_GAI])).status_code == 404
        assert client.get(reverse("protected"), {"place": "193"}).status_code == 404

    def test_a_partner_reads_none(self, client: Client, places: Any) -> None:
        client.force_login(officer("partner", places["22"]))
        assert client.get(reverse("protected")).status_code == 403

    def test_who_may_not_see_names_sees_none(self, client: Client, places: Any, people: Any) -> None:
        client.force_login(officer("leader", places["22"]))
        page = client.get(reverse("protected_register", args=["195"])).content.decode()
        assert "Người old" not in page
