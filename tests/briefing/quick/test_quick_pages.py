"""The quick report of this hour and of a frozen week, on pages and from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from giaoban.briefing import cli
from giaoban.briefing.quick import queries, rules
from tests.briefing.conftest import NEXT_SUNDAY, World
from tests.briefing.test_commands import run

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAGE, TEXT, PNG = "/bao-cao/nhanh/", "/bao-cao/nhanh/van-ban.txt", "/bao-cao/nhanh/anh.png"


class TestTheTwoSources:
    def test_tell_the_same_when_nothing_came_in_between(self, world: World) -> None:
        frozen = queries.of_briefing(world.now)
        live = queries.of_now(world.now.place, NEXT_SUNDAY)
        assert rules.lines(frozen)[2:] == rules.lines(live)[2:]
        assert (frozen.frozen, live.frozen) == (True, False)


class TestThePages:
    def test_show_this_hour_as_not_frozen(self, reader: Any) -> None:
        page = reader("district", "195").get(PAGE)
        assert "CHƯA CHỐT" in page.text and "Thành phố Biển" in page.text

    def test_show_a_frozen_briefing(self, world: World, reader: Any) -> None:
        client = reader("analyst", "22")
        text = client.get(TEXT, {"from": world.now.slug})
        assert text["Content-Type"] == "text/plain; charset=utf-8"
        assert text.text.splitlines() == rules.lines(queries.of_briefing(world.now))
        assert world.now.slug in client.get(PAGE, {"from": world.now.slug}).text

    def test_give_a_picture(self, world: World, reader: Any) -> None:
        answer = reader("analyst", "22").get(PNG, {"from": world.now.slug})
        assert answer["Content-Type"] == "image/png" and answer.content.startswith(b"\x89PNG")

    def test_name_nobody(self, world: World, reader: Any) -> None:
        client = reader("commune", "06778")
        for asked in (PAGE, TEXT):
            assert "Người Mẫu" not in client.get(asked).text

    @pytest.mark.parametrize("address", [PAGE, TEXT, PNG])
    def test_are_kept_to_the_readers_place(self, world: World, reader: Any, address: str) -> None:
        client = reader("district", "196")
        assert client.get(address, {"place": "195"}).status_code == 404
        assert client.get(address, {"place": "99999"}).status_code == 404
        assert client.get(address, {"place": "196", "from": world.district.slug}).status_code == 404

    @pytest.mark.parametrize("address", [PAGE, TEXT, PNG])
    def test_are_not_for_readers_of_published_figures(self, reader: Any, address: str) -> None:
        assert reader("partner", "22").get(address).status_code == 403

    def test_are_reached_from_the_briefing(self, world: World, reader: Any) -> None:
        page = reader("leader", "22").get(reverse("briefing", args=[world.now.slug])).text
        assert f"{PAGE}?place=22&amp;from={world.now.slug}" in page


class TestTheCommand:
    def told(self, *words: str) -> Any:
        return run(cli.brief, "--place", "22", *words)

    def test_tells_ten_lines_of_this_hour_or_of_a_week(self, world: World, clock: Any) -> None:
        clock.set(NEXT_SUNDAY)
        live, frozen = self.told("--quick"), self.told("--quick", "--week", "2022-W09")
        assert live.exit_code == frozen.exit_code == 0
        assert len(live.stdout.splitlines()) == len(frozen.stdout.splitlines()) == rules.LINES
        assert "CHƯA CHỐT" in live.stdout and world.now.slug in frozen.stdout

    def test_writes_the_picture(self, world: World, clock: Any, tmp_path: Path) -> None:
        clock.set(NEXT_SUNDAY)
        made = self.told("--week", "2022-W09", "--png", str(tmp_path / "a.png"))
        assert made.exit_code == 0 and (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
