"""Law 3: nobody ill at home without somebody who answers for them, at any instant."""

from __future__ import annotations

from datetime import date

import pytest

from giaoban.care import actions
from giaoban.care.actions.opening import unanswered
from giaoban.care.models import Episode, Paper, Responsibility
from giaoban.kernel.errors import UserError
from giaoban.places.models import Facility, Unit
from giaoban.registry.models import Case
from tests.care.conftest import MakeCase, MakeEpisode
from tests.clock import FakeClock
from tests.registry import small_tree


class TestOpening:
    def test_it_opens_one_for_every_active_case_at_home_and_no_other(self, make_case: MakeCase) -> None:
        home = make_case()
        make_case(care="hospital")
        assert actions.open_episodes(by=None).opened == 1
        assert [e.case for e in Episode.objects.all()] == [home]

    def test_run_again_it_opens_nothing_twice(self, make_case: MakeCase) -> None:
        make_case()
        actions.open_episodes(by=None)
        assert actions.open_episodes(by=None).opened == 0
        assert Responsibility.objects.count() == 1

    def test_it_gives_the_station_of_the_commune(self, make_episode: MakeEpisode) -> None:
        episode = make_episode(unit=small_tree.CAM_TRUNG)
        assert episode.station.unit.code == small_tree.CAM_TRUNG

    def test_without_one_of_its_own_the_commune_is_lent_another_of_the_district(
        self, make_case: MakeCase
    ) -> None:
        make_case(unit=small_tree.CAM_THACH)
        assert actions.open_episodes(by=None).lent == 1
        episode = Episode.objects.get()
        assert episode.unit.code == small_tree.CAM_THACH
        assert episode.station.unit.code == small_tree.CAM_TRUNG

    def test_without_any_station_it_says_so_and_opens_nothing(self, make_case: MakeCase) -> None:
        Facility.objects.all().delete()
        make_case()
        with pytest.raises(UserError, match="trạm y tế"):
            actions.open_episodes(by=None)
        assert not Episode.objects.exists()

    @pytest.mark.parametrize(
        ("facts", "risk"),
        [
            ({"birth": date(1957, 3, 7)}, "high"),
            ({"underlying": True}, "high"),
            ({"pregnant": True}, "high"),
            ({}, "other"),
        ],
    )
    def test_it_screens_the_risk(self, make_case: MakeCase, facts: dict[str, object], risk: str) -> None:
        case = make_case(**facts)
        if "birth" in facts:
            Case.objects.filter(pk=case.pk).update(age=65)
        actions.open_episodes(by=None)
        assert Episode.objects.get().risk == risk

    def test_it_drafts_the_isolation_order_and_signs_nothing(self, make_episode: MakeEpisode) -> None:
        paper = Paper.objects.get(episode=make_episode())
        assert (paper.kind, paper.role, paper.signed_at) == ("isolation", "commune", None)


class TestFollowingTheRegistry:
    def test_recovered_and_dead_and_moved_to_hospital_end(self, make_episode: MakeEpisode) -> None:
        recovered, dead, hospital = make_episode(), make_episode(), make_episode()
        Case.objects.filter(pk=recovered.case_id).update(outcome="recovered", outcome_date=date(2022, 3, 7))
        Case.objects.filter(pk=dead.case_id).update(outcome="dead", outcome_date=date(2022, 3, 7))
        Case.objects.filter(pk=hospital.case_id).update(care="hospital")
        actions.run_pass(by=None)
        reasons = dict(Episode.objects.values_list("pk", "closed_reason"))
        assert reasons == {recovered.pk: "recovered", dead.pk: "dead", hospital.pk: "hospital"}

    def test_back_home_from_hospital_a_new_one_opens(self, make_episode: MakeEpisode) -> None:
        first = make_episode()
        Case.objects.filter(pk=first.case_id).update(care="hospital")
        actions.run_pass(by=None)
        Case.objects.filter(pk=first.case_id).update(care="home")
        actions.run_pass(by=None)
        assert Episode.objects.filter(case=first.case).count() == 2

    def test_a_move_in_the_middle_of_the_week_leaves_no_gap(
        self, make_episode: MakeEpisode, places: dict[str, Unit], fake_clock: FakeClock
    ) -> None:
        episode = make_episode()
        fake_clock.advance(hours=50)
        Case.objects.filter(pk=episode.case_id).update(unit=places[small_tree.HONG_GAI])
        actions.run_pass(by=None)
        rows = list(episode.responsibilities.order_by("since"))
        assert [r.unit.code for r in rows] == [small_tree.CAM_TRUNG, small_tree.HONG_GAI]
        assert rows[0].since == episode.opened_at
        episode.refresh_from_db()
        assert episode.station.unit.code == small_tree.HONG_GAI

    def test_nobody_active_at_home_is_left_without_a_station(self, make_case: MakeCase) -> None:
        for unit in (small_tree.CAM_TRUNG, small_tree.CAM_THACH, small_tree.HONG_GAI):
            make_case(unit=unit)
        actions.run_pass(by=None)
        assert not unanswered().exists()
        assert all(e.unit_id and e.station_id for e in Episode.objects.filter(closed_at=None))
