"""Results and variants by place and week, and who sees them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from giaoban.intake.returns import import_returns
from giaoban.places.models import Unit
from giaoban.registry.lab import actions, queries
from giaoban.registry.models import LabSample
from tests.registry import small_tree
from tests.registry.conftest import WriteFile
from tests.registry.lab.conftest import AT, Results, row
from tests.registry.officers import officer, scope
from tests.registry.taking import HEADER, ROW, Take

pytestmark = pytest.mark.django_db
SEQUENCE = {"test": "giải trình tự", "result": ""}
MANY = [row(f"D{n}", f"Người {n}", "1980", **SEQUENCE, variant="AY.57") for n in range(9)]
NEWS = row("O1", "Người Mới", "1990", **SEQUENCE, variant="BA.2")
ELSEWHERE = row("H1", "Người Xa", "1990", commune="Hồng Gai", **SEQUENCE, variant="AY.57")


def sign_in(client: Client, role: str, unit: Unit) -> Any:
    user = officer(role, unit)
    client.force_login(user)
    return user


@pytest.fixture
def analyst(places: dict[str, Unit], fake_clock: Any) -> Any:
    return officer("analyst", places[small_tree.QUANG_NINH])


class TestPositivity:
    def test_is_counted_from_samples_by_district(self, places: Any, analyst: Any, results: Results) -> None:
        results(row("M1", "A", "1980"), row("M2", "B", "1980", result="Âm tính"))
        told = queries.tests_of(scope(analyst), places["22"], queries.weeks(date(2022, 3, 6), 2))
        assert (told.below["195"][1].done, told.below["195"][1].positivity) == (2, 0.5)
        assert told.whole[1].source == "records"

    def test_comes_of_returns_where_there_are_only_those(
        self, places: Any, analyst: Any, write: WriteFile
    ) -> None:
        week = ("Hồng Gai", "2022-02-28", "2022-03-06")
        rows = [(*week, "tests_done", 200), (*week, "tests_positive", 20)]
        import_returns(write("place,from,to,indicator,value", *rows), by=None, at=AT)
        told = queries.tests_of(scope(analyst), places["22"], queries.weeks(date(2022, 3, 6), 2))
        assert (told.below["193"][1].positivity, told.below["193"][1].source) == (0.1, "returns")

    def test_of_a_sequence_is_no_further_test(self, places: Any, analyst: Any, results: Results) -> None:
        results(NEWS)
        told = queries.tests_of(scope(analyst), places["22"], queries.weeks(date(2022, 3, 6), 2))
        assert told.whole[1].done == 0


class TestVariants:
    def test_are_shared_out_by_their_label(self, places: Any, analyst: Any, results: Results) -> None:
        results(*MANY, NEWS)
        seen = queries.variants_of(scope(analyst), places["22"], queries.weeks(date(2022, 3, 6), 2))
        assert dict(seen.below["195"]) == {"Delta": 9, "Omicron": 1}

    def test_are_news_in_a_place_that_has_not_had_them(self, analyst: Any, results: Results) -> None:
        results(*MANY)
        results(row("O1", "Người Mới", "1990", sampled="04/03/2022", told="05/03/2022", test="giải trình tự",
                    result="", variant="BA.2"))  # fmt: skip
        loud = [a for a in queries.flagged("VN/22", AT.date()) if not a.quiet]
        assert [(a.first.variant, a.unit.code, a.within and a.within.code) for a in loud] == [
            ("Omicron", "22", "195")
        ]

    def test_are_the_analysts_duty_until_seen(self, places: Any, analyst: Any, results: Results) -> None:
        results(NEWS)
        assert "variant" in [d.kind for d in queries.duties(scope(analyst), AT)]
        actions.mark_seen(by=analyst, scope=scope(analyst), unit=places["22"], variant="Omicron", at=AT)
        assert "variant" not in [d.kind for d in queries.duties(scope(analyst), AT)]

    def test_are_old_news_after_four_weeks(self, analyst: Any, results: Results) -> None:
        results(NEWS)
        assert queries.flagged("VN/22", date(2022, 4, 3))
        assert not queries.flagged("VN/22", date(2022, 4, 4))


class TestThePage:
    def test_tells_a_share_only_of_ten_samples(self, client: Client, analyst: Any, results: Results) -> None:
        results(*MANY, NEWS, ELSEWHERE)
        client.force_login(analyst)
        page = client.get(reverse("laboratory"), {"week": "2022-W09"}).content.decode()
        assert "9 (90,00%)" in page
        assert "1 (100,00%)" not in page

    def test_opens_each_figure_to_its_samples(self, client: Client, analyst: Any, results: Results) -> None:
        results(*MANY, NEWS)
        client.force_login(analyst)
        said = {"place": "195", "week": "2022-W09", "what": "sequenced", "variant": "Omicron"}
        page = client.get(reverse("samples"), said).content.decode()
        assert "Người Mới" in page
        assert "Người 1" not in page

    def test_opens_a_figure_of_returns_to_them_beside_the_few_samples(
        self, client: Client, analyst: Any, results: Results, write: WriteFile
    ) -> None:
        results(row("M1", "Nguyễn Văn Bình", "06/03/1975"))
        said = {"place": small_tree.CAM_TRUNG, "week": "2022-W09", "what": "positive"}
        client.force_login(analyst)
        assert client.get(reverse("samples"), said).context["returned"] == []
        week = ("Cẩm Trung", "2022-02-28", "2022-03-06")
        rows = [(*week, "tests_done", 200), (*week, "tests_positive", 20)]
        import_returns(write("place,from,to,indicator,value", *rows), by=None, at=AT)
        answer = client.get(reverse("samples"), said)
        assert [r["value"] for r in answer.context["returned"]] == [200, 20]
        assert "Nguyễn Văn Bình" in answer.text and "biết nhiều xét nghiệm hơn" in answer.text

    def test_opens_to_the_returns_it_counts_and_not_to_those_below_them(
        self, client: Client, analyst: Any, places: Any, write: WriteFile
    ) -> None:
        week = ("2022-02-28", "2022-03-06")
        rows = [("Cẩm Phả", *week, "tests_done", 300), ("Cẩm Trung", *week, "tests_done", 100),
                ("Hồng Gai", *week, "tests_done", 50)]  # fmt: skip
        import_returns(write("place,from,to,indicator,value", *rows), by=None, at=AT)
        told = queries.tests_of(scope(analyst), places["22"], queries.weeks(date(2022, 3, 6), 1)).whole[0]
        client.force_login(analyst)
        answer = client.get(reverse("samples"), {"week": "2022-W09", "what": "tests"})
        assert sum(r["value"] for r in answer.context["returned"]) == told.done == 350

    def test_turns_the_pages_of_returns_and_of_samples_apart(
        self, client: Client, analyst: Any, results: Results, write: WriteFile
    ) -> None:
        results(*[row(f"M{n}", f"Người {n}", "1980") for n in range(51)])
        days = [f"2022-03-0{n}" for n in range(1, 7)]
        rows = [
            (place, start, end, "tests_done", 90)
            for place in ("Cẩm Trung", "Cẩm Thạch", "Hồng Gai")
            for start in days for end in days if start <= end
        ]  # fmt: skip
        import_returns(write("place,from,to,indicator,value", *rows), by=None, at=AT)
        client.force_login(analyst)
        said = {"week": "2022-W09", "what": "tests", "page": "2", "returned": "2"}
        told = client.get(reverse("samples"), said)
        assert (len(told.context["rows"]), len(told.context["returned"])) == (1, len(rows) - 50)
        assert "what=tests&amp;page=2&amp;returned=1" in told.text  # back in one list leaves the other

    def test_does_not_speak_of_what_lies_beside(self, client: Client, places: Any, results: Results) -> None:
        results(ELSEWHERE)
        sign_in(client, "district", places[small_tree.CAM_PHA])
        assert client.get(reverse("laboratory"), {"place": "193"}).status_code == 404
        assert client.get(reverse("samples"), {"place": "193"}).status_code == 404
        page = client.get(reverse("samples"), {"week": "2022-W09"}).content.decode()
        assert "Người Xa" not in page

    def test_is_not_for_a_partner(self, client: Client, places: Any) -> None:
        sign_in(client, "partner", places["22"])
        assert client.get(reverse("laboratory")).status_code == 403

    def test_lets_a_station_confirm(self, client: Client, places: Any, results: Results) -> None:
        results(row("M1", "Nguyễn Văn Bình", "06/03/1975"))
        sign_in(client, "station", places[small_tree.CAM_TRUNG])
        sample = LabSample.objects.get()
        assert "Nguyễn Văn Bình" in client.get(reverse("samples_waiting")).content.decode()
        said = {"sample": sample.pk, "person": "0", "act": "confirm"}
        assert client.post(reverse("samples_waiting"), said).status_code == 302
        sample.refresh_from_db()
        assert sample.case is not None

    def test_says_of_nobody_who_it_is_before_the_station_does(
        self, client: Client, places: Any, results: Results, take: Take
    ) -> None:
        results(row("M1", "Nguyễn Văn Bình", "06/03/1975", cid="000175000001"))
        take(HEADER, ROW.replace("03/03/2022", "01/01/2022").replace("04/03/2022", "02/01/2022"))
        sign_in(client, "station", places[small_tree.CAM_TRUNG])
        page = client.get(reverse("samples_waiting")).text
        assert 'name="person"' in page and " checked" not in page

    def test_lets_only_the_cdc_say_that_it_has_seen(
        self, client: Client, places: Any, results: Results
    ) -> None:
        results(NEWS)
        sign_in(client, "district", places[small_tree.CAM_PHA])
        said = {"variant": "Omicron"}
        assert client.post(reverse("variant_seen", args=["195"]), said).status_code == 403
