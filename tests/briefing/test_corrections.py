"""What a signed briefing told and is otherwise now stands in the next one, with the rows that made it so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from giaoban.briefing import actions, corrections, document, papers
from giaoban.briefing.models import Briefing
from giaoban.documents.model import Paragraph, Table
from giaoban.kernel.weeks import iso_week
from giaoban.registry.linelist.run import import_linelist
from giaoban.registry.models import Case
from tests.briefing.conftest import SUNDAY, _units
from tests.briefing.linelist import Row, later, sooner, write
from tests.clock import FakeClock

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TITLE = "Đính chính số liệu đã báo cáo"
WEEK = iso_week("2022-W08")


@dataclass(frozen=True)
class Weeks:
    """Week 8 of the province, of a district and of a commune, signed; what was learnt; week 9 of each."""

    signed: dict[str, Briefing]
    next: dict[str, Briefing]


def learnt() -> list[Row]:
    """Of week 8: two cases more, one announced in week 7 instead, one of Phường Một lives in Xã Ba."""
    first = {row["case_id"]: row for row in sooner()}
    dates = ("announced", "sampled", "ministry_announced", "status_date")
    earlier = first["A067811"] | dict.fromkeys(dates, "2022-02-18")
    moved = first["A067780"] | {"place": "06790"}
    return [*later(), earlier, moved]


@pytest.fixture(scope="module")
def weeks(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Weeks]:
    folder = tmp_path_factory.mktemp("corrections")
    with (
        django_db_blocker.unblock(),
        override_settings(GIAOBAN_ROOT_PLACE="22"),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        yield _made(folder, FakeClock(patch, SUNDAY))
        transaction.set_rollback(True)


def _made(folder: Path, clock: FakeClock) -> Weeks:
    units = _units()
    import_linelist(write(folder / "w8.csv", sooner()), by=None, at=SUNDAY)
    places = [units[code] for code in ("22", "195", "196", "06781")]
    signed = {u.code: actions.draft(by=None, place=u, window=WEEK) for u in places}
    clock.set(datetime(2022, 2, 28, 8))
    for made in signed.values():
        actions.sign(by=None, briefing=made, reason="thử")
    clock.set(datetime(2022, 3, 6, 18))
    taken = import_linelist(write(folder / "w9.csv", learnt()), by=None, at=datetime(2022, 3, 6, 18))
    assert taken.exit_code == 0
    return Weeks(
        signed, {u.code: actions.draft(by=None, place=u, window=iso_week("2022-W09")) for u in places}
    )


def row(briefing: Briefing, figure: str) -> dict[str, Any]:
    return next(r for r in briefing.tables["corrections"]["rows"] if r["figure"] == figure)


def counts(told: dict[str, Any]) -> tuple[int, ...]:
    return tuple(told[name] for name in ("added", "corrected", "moved", "withdrawn"))


class TestACorrection:
    def test_says_which_signed_briefing_it_corrects(self, weeks: Weeks) -> None:
        told = weeks.next["22"].tables["corrections"]
        assert told["of"] == weeks.signed["22"].slug
        assert told["signed_at"] == "2022-02-28T08:00:00"
        assert (told["from"], told["to"]) == ("2022-02-21", "2022-02-27")

    def test_counts_rows_added_corrected_and_moved_within(self, weeks: Weeks) -> None:
        told = row(weeks.next["22"], "new")
        assert (told["stated"], told["now"]) == (10, 11)  # two more, one that belongs to the week before
        assert counts(told) == (2, 1, 1, 0)

    def test_a_case_that_came_from_another_district_has_moved(self, weeks: Weeks) -> None:
        told = row(weeks.next["196"], "new")
        assert (told["stated"], told["now"], counts(told)) == (2, 3, (0, 0, 1, 0))

    def test_rows_that_cancel_out_are_listed_beside_the_same_figure(self, weeks: Weeks) -> None:
        """The city: two more, one gone to the week before, one to another district."""
        told = row(weeks.next["195"], "new")
        assert told["stated"] == told["now"]
        assert counts(told) == (2, 1, 1, 0)
        paper = document.build(weeks.next["195"])
        table = next(b for b in paper.blocks if isinstance(b, Table) and b.title == TITLE)
        assert table.note and "bù trừ" in table.note

    def test_a_figure_nothing_touched_is_not_listed(self, weeks: Weeks) -> None:
        assert "deaths" not in {r["figure"] for r in weeks.next["22"].tables["corrections"]["rows"]}

    def test_of_a_commune_counts_only_its_own(self, weeks: Weeks) -> None:
        told = row(weeks.next["06781"], "new")
        assert (told["stated"], told["now"], counts(told)) == (3, 2, (0, 1, 0, 0))

    def test_a_case_counted_no_more_is_withdrawn(self, weeks: Weeks) -> None:
        from giaoban.registry.models import Merge, Pair, SameEpisode

        one, other = Case.objects.filter(number__in=["A067900", "A067901"]).order_by("id")
        pair = Pair.objects.create(
            first=one.person, second=other.person, score=1, levels={}, state="merged",
            proposed_at=datetime(2022, 3, 6, 19),
        )  # fmt: skip
        at = datetime(2022, 3, 6, 19)
        merge = Merge.objects.create(pair=pair, kept=one.person, absorbed=other.person, at=at)
        SameEpisode.objects.create(merge=merge, case=other, counted_as=one, since=at)
        after = datetime(2022, 3, 6, 20)
        again = actions.draft(
            by=None, place=weeks.next["22"].place, window=iso_week("2022-W09"), known_at=after
        )
        assert counts(row(again, "cumulative")) == (2, 0, 1, 1)


class TestTheBasis:
    def test_is_the_same_week_when_it_is_told_again(self, weeks: Weeks) -> None:
        known = weeks.next["22"].evaluation.snapshot.known_at
        again = actions.draft(by=None, place=weeks.next["22"].place, window=WEEK, known_at=known)
        told = row(again, "new")
        assert (told["stated"], told["now"], counts(told)) == (10, 11, (2, 1, 1, 0))

    def test_may_lie_weeks_back(self, weeks: Weeks, fake_clock: FakeClock) -> None:
        fake_clock.set(datetime(2022, 3, 13, 18))
        place = weeks.next["22"].place
        made = actions.draft(by=None, place=place, window=iso_week("2022-W10"))
        told = made.tables["corrections"]
        assert told["of"] == weeks.signed["22"].slug
        assert row(made, "new")["now"] == 11

    @pytest.mark.parametrize(
        ("stated", "now", "told"),
        [(1.0, 2.0, True), (0.0, 1.0, True), (1.0, 1.0, False), (None, 1.0, False), (1.0, None, False)],
    )
    def test_what_nobody_stated_is_no_correction(
        self, stated: float | None, now: float | None, told: bool
    ) -> None:
        assert corrections.changed(stated, now) is told


class TestThePaper:
    def test_states_then_now_and_the_number_of_rows(self, weeks: Weeks) -> None:
        paper = document.build(weeks.next["22"])
        table = next(b for b in paper.blocks if isinstance(b, Table) and b.title == TITLE)
        assert table.rows[0] == ("Ca mắc mới", 10.0, 11.0, "+1", 2.0, 1.0, 1.0, 0.0)
        texts = [b.runs[0].text for b in paper.blocks if isinstance(b, Paragraph) and b.runs]
        assert any("ký ngày 28/02/2022" in text for text in texts)

    def test_goes_out_as_docx_and_pdf(self, weeks: Weeks) -> None:
        for kind, begins in (("docx", b"PK"), ("pdf", b"%PDF")):
            assert papers.paper(weeks.next["22"], kind).startswith(begins)

    def test_says_so_when_nothing_changed(self, weeks: Weeks, fake_clock: FakeClock) -> None:
        fake_clock.set(datetime(2022, 3, 7, 8))
        actions.sign(by=None, briefing=weeks.next["06781"], reason="thử")
        fake_clock.set(datetime(2022, 3, 13, 18))
        place = weeks.next["06781"].place
        made = actions.draft(by=None, place=place, window=iso_week("2022-W10"))
        texts = [b.runs[0].text for b in document.build(made).blocks if isinstance(b, Paragraph) and b.runs]
        assert any("thay đổi so với khi đã báo cáo" in t and t.startswith("Không") for t in texts)


class TestTheScreen:
    def test_opens_a_correction_to_its_rows(self, weeks: Weeks, client: Any, fake_clock: FakeClock) -> None:
        from giaoban.accounts import actions as accounts

        fake_clock.set(datetime(2022, 3, 7, 7))
        user = accounts.create_user(by=None, username="leader-c", password="mot-mat-khau-dai-2022")
        accounts.post(
            by=None, user=user, role="leader", place=weeks.next["22"].place, valid_from=SUNDAY.date()
        )
        client.force_login(user)
        made = weeks.next["22"]
        page = client.get(reverse("briefing", args=[made.slug])).text
        url = reverse("records", args=[made.slug, "new"]) + "?changed=1#thay-doi"
        assert TITLE in page and url in page
        opened = client.get(reverse("records", args=[made.slug, "new"]), {"changed": "1"})
        assert [kind["n"] for kind in opened.context["changed"]["kinds"]] == [2, 1, 1]
        assert "Khi đó báo cáo 10" in opened.text
