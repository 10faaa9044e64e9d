"""The data quality page: what each commune's figures are worth, opened to their rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from giaoban.desk import queries
from giaoban.desk.queries import quality
from giaoban.intake.returns import import_returns
from giaoban.registry.linelist.run import import_linelist
from giaoban.registry.models import CallbackItem, CallbackSample, Person
from giaoban.situation import actions as situation
from giaoban.situation.models import Evaluation
from tests.desk.conftest import rows

Enter = Callable[[str], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AT = datetime(2022, 3, 7, 8)


def of(province: Any, code: str) -> quality.Quality:
    cut = queries.chosen(queries.cuts(province["22"]), "")
    assert cut is not None
    return next(q for q in quality.quality(province["22"], cut) if q.code == code)


@pytest.fixture
def corrected(province: Any, tmp_path: Path) -> None:
    """One case of Phường Một is said to be sampled a day earlier; its return says one case less."""
    header = ["case_id", "sampled", "announced", "province", "district", "commune"]
    place = ["Tỉnh Mẫu", "Thành phố Mẫu", "Phường Một"]
    import_linelist(
        rows(tmp_path / "c.csv", header, [["M1-Phường Một-1", "28/02/2022", "01/03/2022", *place]]),
        by=None, at=AT,
    )  # fmt: skip
    header = ["province", "district", "commune", "from", "to", "indicator", "value"]
    said = [*place, date(2022, 2, 28), date(2022, 3, 6), "new_cases", 9]
    import_returns(rows(tmp_path / "r.csv", header, [said]), by=None, at=AT)


class TestACommune:
    def test_counts_cases_their_fields_and_the_days_they_took(self, province: Any) -> None:
        one = of(province, "06778")
        assert one.cases == 10
        assert one.complete == 80  # the list has no column for the kind of test
        assert one.filled["test"] == 0 and one.filled["age"] == 10
        assert one.delay == 4  # 0 1 2 3 4 4 5 5 6 6 days from the sample to the Sunday it was recorded
        assert one.last_record == datetime(2022, 3, 6, 17) == one.last_return

    def test_without_anything_is_unknown_and_not_perfect(self, province: Any) -> None:
        silent = of(province, "06793")
        assert (silent.cases, silent.complete, silent.delay, silent.last_record) == (0, None, None, None)

    def test_tells_what_was_corrected_and_where_its_return_differs(
        self, province: Any, corrected: None
    ) -> None:
        one = of(province, "06778")
        assert (one.corrected, one.cases, one.returned) == (1, 10, 9)


class TestThePage:
    def test_opens_each_figure_to_its_rows(self, province: Any, corrected: None, as_role: Enter) -> None:
        page = as_role("district").get("/chat-luong/?corrected=06778").text
        assert "/ca-benh/?place=06778&amp;since=2022-02-28&amp;until=2022-03-06" in page
        assert "Phường Một (báo cáo 9, danh sách 10)" in page
        assert "M1-Phường Một-1" in page and "ngày lấy mẫu" in page

    def test_shows_a_reader_of_figures_no_case(self, province: Any, corrected: None, as_role: Enter) -> None:
        page = as_role("partner").get("/chat-luong/?corrected=06778").text
        assert "M1-" not in page and "/ca-benh/" not in page

    def test_counts_who_reported_in_the_week_and_not_ever(self, province: Any, as_role: Enter) -> None:
        context = as_role("analyst").get("/chat-luong/").context
        assert context["silent"] and context["overall"][0]["value"] == str(5 - len(context["silent"]))

    def test_sets_call_backs_against_what_stations_report(self, province: Any, as_role: Enter) -> None:
        assert "Chưa chọn mẫu của tuần này" in as_role("district").get("/chat-luong/").text
        assert as_role("commune").get("/chat-luong/").context["called"] is None
        people = Person.objects.all()
        sample = CallbackSample.objects.create(
            unit=province["06778"], week_from=date(2022, 2, 28), seed="s", reported=9, size=3, drawn_at=AT
        )
        for n, outcome in enumerate(("agrees", "differs", "")):
            CallbackItem.objects.create(
                sample=sample, kind="swept", subject=n, person=people[n], outcome=outcome
            )
        page = as_role("district").get("/chat-luong/").text
        assert "3 việc được chọn ngẫu nhiên, còn 1 chưa gọi." in page
        assert "1 trên 2 người trả lời nói đúng như trạm báo (50,0%)." in page and "/goi-lai/" in page
        own = as_role("commune").get("/chat-luong/").text
        assert "1 trên 2 người trả lời" in own and "/goi-lai/" not in own
        assert "người trả lời" not in as_role("partner").get("/chat-luong/").text

    def test_of_another_place_is_not_found(self, province: Any, as_role: Enter) -> None:
        assert as_role("commune").get("/chat-luong/?place=06790").status_code == 404
        assert as_role("commune").get("/chat-luong/?corrected=06790").status_code == 404

    def test_is_taken_away_as_a_table(self, province: Any, as_role: Enter) -> None:
        answer = as_role("analyst").get("/chat-luong/tai-ve.csv")
        lines = answer.content.decode("utf-8-sig").splitlines()
        assert len(lines) == 1 + 5 and "Phường Một" in answer.content.decode()

    def test_of_any_frozen_week_is_chosen_and_keeps_its_place(self, province: Any, as_role: Enter) -> None:
        client = as_role("analyst")
        page = client.get("/chat-luong/", {"week": "2022-W08", "place": "195"})
        assert page.context["cut"].label == "2022-W08" and page.context["place"].code == "195"
        assert [w["value"] for w in page.context["weeks"]] == ["2022-W09", "2022-W08"]
        assert '<input type="hidden" name="place" value="195">' in page.text
        assert client.get("/chat-luong/", {"week": "2022-W07"}).status_code == 404

    def test_sets_both_counts_side_by_side_with_their_hours(self, province: Any, as_role: Enter) -> None:
        cut = queries.chosen(queries.cuts(province["22"]), "")
        assert cut is not None
        client = as_role("analyst")
        assert client.get("/chat-luong/").context["counts"] is None  # never evaluated by that count
        evaluation = Evaluation.objects.select_related("snapshot").get(id=cut.evaluation_id)
        situation.evaluate(
            by=None, snapshot=evaluation.snapshot, start=cut.start, end=cut.end, count="ministry"
        )
        counts = client.get("/chat-luong/").context["counts"]
        new = counts["rows"][0]
        assert (new["label"], new["province"], new["ministry"]) == ("Ca mắc mới", 16, 0)
        assert counts["frozen_apart"] is None
        assert counts["ministry_until"] == datetime(2022, 3, 6, 16)

    def test_tells_what_was_corrected_since_it_was_reported(self, province: Any, as_role: Enter) -> None:
        told = as_role("analyst").get("/chat-luong/").context["told"]
        (new,) = [row for row in told["rows"] if row["figure"] == "new"]
        assert (new["stated"], new["now"], new["added"]) == (10, 11, 1)
        assert new["url"].endswith("?changed=1#thay-doi") and told["signed_at"] is None
        assert all(not row["url"] for row in as_role("partner").get("/chat-luong/").context["told"]["rows"])
