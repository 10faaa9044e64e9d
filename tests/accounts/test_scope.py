"""Place subtree × role × time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from giaoban.accounts import actions, queries
from giaoban.accounts.models import User
from giaoban.accounts.scope import Scope
from giaoban.kernel.errors import UserError
from giaoban.places.models import Unit

ON = date(2022, 3, 7)
Person = Callable[..., User]


def _codes(scope: Scope) -> set[str]:
    return set(scope.within(Unit.objects.all(), "id").values_list("code", flat=True))


class TestScopeOf:
    def test_a_posting_that_ended_yesterday_opens_nothing(self, person: Person) -> None:
        assert queries.scope_of(person("commune", "06778", until=ON - timedelta(days=1)), ON) is None

    def test_its_last_day_still_counts(self, person: Person) -> None:
        assert queries.scope_of(person("commune", "06778", until=ON), ON) is not None

    def test_a_posting_that_begins_tomorrow_opens_nothing(
        self, tree: dict[str, Unit], person: Person
    ) -> None:
        user = actions.create_user(by=None, username="moi", password="mot-mat-khau-dai")
        actions.post(by=None, user=user, role="commune", place=tree["06778"], valid_from=ON + timedelta(1))
        assert queries.scope_of(user, ON) is None

    def test_of_several_postings_the_newest_in_force_counts(
        self, tree: dict[str, Unit], person: Person
    ) -> None:
        user = person("commune", "06778")
        actions.post(by=None, user=user, role="district", place=tree["196"], valid_from=ON)
        scope = queries.scope_of(user, ON)
        before = queries.scope_of(user, ON - timedelta(days=1))
        assert scope and before
        assert (scope.role, scope.path) == ("district", "VN/22/196")
        assert (before.role, before.path) == ("commune", "VN/22/195/06778")

    def test_the_root_place_is_the_whole_installation(self, person: Person, settings: Any) -> None:
        settings.GIAOBAN_ROOT_PLACE = "22"
        root = queries.scope_of(person("leader", "22"), ON)
        inside = queries.scope_of(person("district", "195"), ON)
        beside = queries.scope_of(person("leader", "24"), ON)
        assert root and inside and beside
        assert (root.whole, inside.whole, beside.whole) == (True, False, False)

    def test_identities_of_a_province_wait_for_the_second_factor(self, person: Person) -> None:
        bare = queries.scope_of(person("analyst", "22", second_factor=False), ON)
        enrolled = queries.scope_of(person("analyst", "24"), ON)
        assert bare and enrolled
        assert bare.allows("import") and not bare.allows("see_identities")
        assert enrolled.allows("see_identities")


class TestWithin:
    @pytest.mark.parametrize(
        ("role", "code", "seen"),
        [
            ("commune", "06778", {"06778"}),
            ("district", "195", {"195", "06778", "06781"}),
            ("analyst", "22", {"22", "195", "196", "06778", "06781", "06790"}),
        ],
    )
    def test_it_is_the_subtree_and_nothing_else(
        self, person: Person, settings: Any, role: str, code: str, seen: set[str]
    ) -> None:
        settings.GIAOBAN_ROOT_PLACE = "VN"
        scope = queries.scope_of(person(role, code), ON)
        assert scope and _codes(scope) == seen

    def test_a_path_that_only_begins_alike_is_outside(self, tree: dict[str, Unit]) -> None:
        Unit.objects.create(
            code="1955",
            valid_from=ON,
            level="district",
            name="x",
            full_name="x",
            path="VN/22/1955",
            parent=tree["22"],
        )
        scope = Scope(None, "district", tree["195"].id, "VN/22/195", False, frozenset())
        assert "1955" not in _codes(scope)
        assert not scope.covers("VN/22/1955")
        assert scope.covers("VN/22/195") and scope.covers("VN/22/195/06778")

    def test_the_tree_is_asked_once_a_request(self, person: Person, django_assert_num_queries: Any) -> None:
        scope = queries.scope_of(person("district", "195"), ON)
        assert scope
        with django_assert_num_queries(4):  # children, their children, then the two themselves
            list(scope.within(Unit.objects.all(), "id"))
            list(scope.within(Unit.objects.all(), "id"))

    def test_in_a_commune_nobody_asks_what_lies_below(
        self, person: Person, django_assert_num_queries: Any
    ) -> None:
        scope = queries.scope_of(person("commune", "06778"), ON)
        assert scope
        with django_assert_num_queries(0):
            assert scope.unit_ids == [scope.unit_id]

    def test_one_commune_is_one_equality(self, person: Person) -> None:
        scope = queries.scope_of(person("station", "06778"), ON)
        assert scope
        assert " IN " not in str(scope.within(Unit.objects.all(), "id").query)


class TestPosting:
    def test_it_is_closed_and_not_deleted(self, person: Person) -> None:
        user = person("commune", "06778")
        posting = queries.posting_of(user, ON)
        assert posting
        actions.close_posting(by=None, posting=posting, last_day=ON)
        assert queries.scope_of(user, ON) and queries.scope_of(user, ON + timedelta(1)) is None
        assert user.postings.count() == 1

    def test_dates_in_the_wrong_order_are_refused(self, tree: dict[str, Unit], person: Person) -> None:
        user = person("commune", "06778")
        with pytest.raises(UserError, match="Ngày kết thúc trước"):
            actions.post(
                by=None, user=user, role="commune", place=tree["195"],
                valid_from=ON, valid_to=ON - timedelta(1),
            )  # fmt: skip

    def test_a_role_that_does_not_exist_is_refused(self, tree: dict[str, Unit], person: Person) -> None:
        with pytest.raises(UserError, match="vai trò"):
            actions.post(
                by=None, user=person("commune", "06778"), role="king", place=tree["22"], valid_from=ON
            )
