"""A file of outlines is tied to the units of a day."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest
from typer.testing import CliRunner

from giaoban.kernel.errors import UserError
from giaoban.places import cli
from giaoban.places.boundaries import queries
from giaoban.places.boundaries.loading import Loaded, load_boundaries
from giaoban.places.models import Boundary, Unit
from tests.places.boundaries.conftest import Write, feature, square
from tests.registry import small_tree

pytestmark = pytest.mark.django_db
ON, AT = date(2022, 3, 6), datetime(2022, 3, 6, 8, 0)


def load(path: Any, **told: Any) -> Loaded:
    found = load_boundaries(path, by=None, on=ON, at=AT, **told)
    answered = found.accepted + found.unchanged + found.corrected + len(found.unmatched) + len(found.flawed)
    assert answered == found.features
    return found


class TestAFeature:
    def test_is_found_by_its_code_whose_zero_was_dropped(self, units: Any, write: Write) -> None:
        path = write(feature(square(0, 0), ma_xa=6778), feature(square(1, 0), ma_xa=6775))
        assert load(path).accepted == 2
        assert set(queries.outlines([u.id for u in units.values()])) == {"06778", "06775"}

    def test_is_found_by_its_names_from_small_to_large(self, units: Any, write: Write) -> None:
        said = {"NAME_3": "Cẩm Trung", "NAME_2": "Cẩm Phả", "NAME_1": "Quảng Ninh"}
        told = load(write(feature(square(0, 0), **said)))
        assert (told.accepted, told.by) == (1, "NAME_3, NAME_2, NAME_1")

    def test_is_listed_with_suggestions_where_it_is_not_sure(self, units: Any, write: Write) -> None:
        told = load(write(feature(square(0, 0), ten="Thọ Xương, Hạ Long, Quảng Ninh")), name="ten")
        assert told.accepted == 0
        assert any("07210" in near for near in told.unmatched[0].suggestions)

    def test_that_claims_the_unit_of_another_is_not_taken_nor_is_the_other(
        self, units: Any, write: Write
    ) -> None:
        told = load(write(feature(square(0, 0), ma="06778"), feature(square(1, 0), ma="06778")))
        assert (told.accepted, [u.reason for u in told.unmatched]) == (0, ["claimed_twice"] * 2)

    def test_of_a_unit_that_did_not_stand_then_is_not_taken(self, units: Any, write: Write) -> None:
        Unit.objects.filter(code="06778").update(valid_to=date(2021, 12, 31))
        told = load(write(feature(square(0, 0), ma="06778")), code="ma")
        assert [u.reason for u in told.unmatched] == ["code_unknown"]


class TestTheFile:
    def test_again_changes_nothing(self, units: Any, write: Write) -> None:
        path = write(feature(square(0, 0), ma="06778"))
        load(path)
        assert load(path).unchanged == 1

    def test_with_another_outline_replaces_it(self, units: Any, write: Write) -> None:
        load(write(feature(square(0, 0), ma="06778")))
        told = load(write(feature(square(2, 0), ma="06778")))
        assert (told.corrected, Boundary.objects.count()) == (1, 1)

    def test_is_smaller_by_the_tolerance_it_states(self, units: Any, write: Write) -> None:
        told = load(write(feature(square(0, 0), ma="06778")), tolerance=60)
        assert told.points < told.points_before / 10
        assert Boundary.objects.get().tolerance == 60

    def test_without_a_name_we_know_asks_which_property_it_is(self, units: Any, write: Write) -> None:
        with pytest.raises(UserError, match="thuộc tính"):
            load(write(feature(square(0, 0), zzz="06778")))

    def test_with_a_property_it_has_not_says_which_it_has(self, units: Any, write: Write) -> None:
        with pytest.raises(UserError) as raised:
            load(write(feature(square(0, 0), zzz="06778")), code="ma")
        assert "zzz" in raised.value.next_step


def test_the_command_answers_every_feature(units: Any, write: Write, fake_clock: Any) -> None:
    path = write(feature(square(0, 0), ma=small_tree.CAM_TRUNG), feature([[0, 0]], ma=small_tree.CAM_THACH))
    told = CliRunner().invoke(cli.app, ["boundaries", str(path), "--on", "2022-03-06", "--json"])
    answer = json.loads(told.stdout)
    assert told.exit_code == cli.TAKEN_IN_PART
    assert (answer["features"], answer["accepted"], len(answer["flawed"])) == (2, 1, 1)
