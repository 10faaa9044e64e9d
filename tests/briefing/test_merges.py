"""Two persons taken for one, and two again: what was frozen stays as stated, the next snapshot knows."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

import pytest

from giaoban.accounts.scope import Scope
from giaoban.briefing import actions as briefings
from giaoban.briefing import cli, document
from giaoban.briefing.models import Briefing
from giaoban.kernel.weeks import iso_week
from giaoban.registry.duplicates import actions
from giaoban.registry.models import Case, Merge, Pair
from giaoban.situation import parts
from tests.briefing.conftest import World, value
from tests.briefing.test_commands import run
from tests.clock import FakeClock

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MONDAY, LATER = datetime(2022, 3, 7, 7), datetime(2022, 3, 7, 8)
TWO = ("B067780", "B067781")  # of one commune and one day of week 9, each counted once


@pytest.fixture
def scope(world: World) -> Scope:
    province = world.units["22"]
    return Scope(None, "analyst", province.id, province.path, False, frozenset({"merge", "see_identities"}))


@pytest.fixture
def merged(world: World, scope: Scope, clock: FakeClock) -> Merge:
    clock.set(MONDAY)
    first, second = (Case.objects.get(number=number).person for number in TWO)
    pair = Pair.objects.create(
        first=first, second=second, score=9, levels={"name": "same", "birth": "same"}, proposed_at=MONDAY
    )
    made = actions.decide(by=None, scope=scope, pair_id=pair.id, state="merged", seen="waiting")
    assert made is not None and made.pair_id == pair.id
    return made


def frozen(briefing: Briefing) -> list[Any]:
    """Everything stated: figures, parts of the snapshot to the byte, the paper's words."""
    held = Briefing.objects.get(pk=briefing.pk)
    manifest = held.evaluation.snapshot.manifest
    hashes = {part["sha256"] for kept in manifest.values() for part in kept}
    found = {sha: hashlib.sha256(parts.path(sha).read_bytes()).hexdigest() for sha in sorted(hashes)}
    return [held.figures, manifest, found, document.build(held)]


class TestAMerge:
    def test_and_its_undoing_leave_frozen_briefings_as_they_were(
        self, world: World, scope: Scope, merged: Merge
    ) -> None:
        self.are_whole(world)
        actions.undo(by=None, scope=scope, merge_id=merged.pk)
        self.are_whole(world)

    def are_whole(self, world: World) -> None:
        for briefing in (world.before, world.now, world.district):
            answer = run(cli.verify, briefing.slug)
            assert answer.exit_code == 0, answer.stdout

    def test_changes_no_byte_of_a_snapshot_and_no_word_of_its_paper(
        self, world: World, scope: Scope, request: pytest.FixtureRequest
    ) -> None:
        stated = frozen(world.now)
        merge = request.getfixturevalue("merged")
        assert frozen(world.now) == stated
        actions.undo(by=None, scope=scope, merge_id=merge.pk)
        assert frozen(world.now) == stated

    def test_is_counted_by_the_next_snapshot_until_it_is_undone(
        self, world: World, scope: Scope, merged: Merge, clock: FakeClock
    ) -> None:
        assert value(self.drafted(world, MONDAY), "new") == (value(world.now, "new") or 0) - 1
        clock.set(LATER)
        actions.undo(by=None, scope=scope, merge_id=merged.pk)
        assert value(self.drafted(world, LATER), "new") == value(world.now, "new")

    def drafted(self, world: World, at: datetime) -> Briefing:
        return briefings.draft(by=None, place=world.units["22"], window=iso_week("2022-W09"), known_at=at)


