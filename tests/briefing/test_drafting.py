"""A briefing is frozen: the same words ask for the same one, and what came later is named."""

from __future__ import annotations

import pytest

from giaoban.briefing import actions, queries
from giaoban.briefing.models import Briefing
from giaoban.kernel.errors import UserError
from giaoban.kernel.weeks import iso_week
from giaoban.situation import queries as situation
from tests.briefing.conftest import World, value
from tests.briefing.linelist import LATE, WEEK_8, WEEK_9

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


class TestDraft:
    def test_it_counts_the_rows_that_were_imported(self, world: World) -> None:
        assert value(world.now, "new") == sum(WEEK_9.values())
        assert value(world.now, "deaths") == 1
        assert value(world.now, "hospital_under_12") == 1
        assert value(world.now, "level3_change") == 0 and value(world.now, "level4_change") == -1

    def test_the_same_arguments_are_the_same_briefing(self, world: World) -> None:
        again = actions.draft(by=None, place=world.units["22"], window=iso_week("2022-W09"))
        assert again.pk == world.now.pk and Briefing.objects.count() == 4

    def test_the_two_counts_are_two_briefings_of_one_snapshot(self, world: World) -> None:
        assert world.ministry.pk != world.now.pk
        assert world.ministry.evaluation.snapshot_id == world.now.evaluation.snapshot_id

    def test_a_window_not_yet_over_is_refused(self, world: World) -> None:
        with pytest.raises(UserError) as refused:
            actions.draft(by=None, place=world.units["22"], window=iso_week("2022-W30"))
        assert refused.value.code == "window_in_future"

    def test_nothing_recorded_is_no_data_and_not_zero(self, world: World) -> None:
        beds = queries.figure_of(world.now, "beds")
        assert beds["value"] is None and beds["status"] == "no_data"


class TestStatedBefore:
    def test_a_late_row_makes_the_last_week_differ_from_what_was_stated(self, world: World) -> None:
        new = queries.figure_of(world.now, "new")
        assert new["stated_before"] == sum(WEEK_8.values())
        assert new["base"] == sum(WEEK_8.values()) + LATE

    def test_the_difference_names_the_rows_that_came_late(self, world: World) -> None:
        changed = queries.changed(world.now, "new", world.units["22"].path, None)
        assert changed is not None and changed.earlier.pk == world.before.pk
        assert len(changed.added) == LATE and not changed.gone and not changed.moved
        assert {row["unit"] for row in changed.added} == {"06778"}

    def test_a_reader_of_another_commune_is_told_of_none_of_them(self, world: World) -> None:
        changed = queries.changed(world.now, "new", world.units["22"].path, world.units["06790"].path)
        assert changed is not None and changed.added == []


class TestRecords:
    @pytest.mark.parametrize(
        "name", ["new", "active", "deaths", "hospital", "level2", "cumulative", "new_pupils"]
    )
    def test_a_figure_opens_to_exactly_its_rows(self, world: World, name: str) -> None:
        figure = queries.figure_of(world.now, name)
        opened = situation.records(world.now.evaluation, name, world.units["22"].path)
        assert opened.rows.num_rows == opened.total == figure["records"]
        assert opened.value == figure["value"] and opened.outside == 0

    def test_a_page_holds_part_of_them_and_still_says_how_many_there_are(self, world: World) -> None:
        opened = situation.records(world.now.evaluation, "new", world.units["22"].path, limit=5, offset=5)
        assert opened.rows.num_rows == 5 and opened.total == sum(WEEK_9.values())

    def test_a_reader_gets_the_rows_of_the_scope_and_the_number_outside(self, world: World) -> None:
        path, mine = world.units["22"].path, world.units["06778"].path
        opened = situation.records(world.now.evaluation, "new", path, scope_path=mine)
        assert {row["unit"] for row in opened.rows.to_pylist()} == {"06778"}
        assert opened.rows.num_rows == WEEK_9["06778"]
        assert opened.outside == sum(WEEK_9.values()) - WEEK_9["06778"]

    def test_two_places_that_share_nothing_share_no_row(self, world: World) -> None:
        path, other = world.units["195"].path, world.units["196"].path
        opened = situation.records(world.now.evaluation, "new", path, scope_path=other)
        assert opened.rows.num_rows == 0 and opened.outside == opened.total
