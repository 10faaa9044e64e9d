"""A round written on a list …"""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from giaoban.intake.models import Batch, Upload
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import keyed_hash, seal, unseal
from giaoban.registry.imports import process, take
from giaoban.registry.models import Case, Identity, SweepEntry
from giaoban.registry.sweeps import actions, queries
from giaoban.registry.sweeps.lists import SweepResult, import_sweep
from giaoban.registry.sweeps.rules import Said
from tests.registry import small_tree
from tests.registry.conftest import WriteFile
from tests.registry.officers import officer, scope
from tests.registry.sweeps.conftest import AT, Hamlet
from tests.registry.taking import accounted

HEADER = "Họ tên,Ngày sinh,Mã hộ,Gặp/vắng,Kết quả test,Số mũi,Lý do thiếu mũi"
AN = ["Người Thử An", "01/01/1960", "", "gặp", "âm tính", "3", ""]
BINH = ["Người Thử Bình", "1980", "", "gặp", "dương tính", "", ""]
DUNG = ["Người Thử Dung", "01/01/1970", "", "vắng", "", "0", "chưa được mời"]


@pytest.fixture
def listed(hamlet: Hamlet, write: WriteFile) -> Any:
    def taken(*rows: list[str], by: Any = None, round_id: int | None = None) -> SweepResult:
        path = write(HEADER, *rows, name="phieu.csv")
        result = import_sweep(path, by=by or hamlet.first, round_id=round_id or hamlet.round.pk, at=AT)
        accounted(result)
        assert result.rows == len(rows)
        return result

    return taken


class TestAList:
    HEADER = "Họ tên,Ngày sinh,Gặp/vắng,Ghi chú"

    def test_names_the_columns_nobody_explained(self, hamlet: Hamlet, write: WriteFile) -> None:
        path = write(self.HEADER, "Người Thử An,01/01/1960,gặp,x")
        told = import_sweep(path, by=hamlet.first, round_id=hamlet.round.pk, at=AT)
        assert told.left == [{"what": "column", "column": "Ghi chú"}]

    def test_with_months_before_days_is_refused_whole(self, hamlet: Hamlet, write: WriteFile) -> None:
        path = write(self.HEADER, "Người Thử An,01/31/1960,gặp,", "Người Thử Bình,02/28/1980,gặp,")
        with pytest.raises(UserError) as caught:
            import_sweep(path, by=hamlet.first, round_id=hamlet.round.pk, at=AT)
        assert caught.value.code == "month_first" and not SweepEntry.objects.exists()


class TestEachRow:
    def test_is_entered_as_it_would_be_at_the_door(self, hamlet: Hamlet, listed: Any) -> None:
        told = listed(AN, BINH, DUNG)
        assert (told.accepted, told.found, told.refused) == (3, 1, [])
        entry = SweepEntry.objects.get(person=hamlet.people["Dung"])
        assert (entry.presence, entry.reason, entry.source) == ("absent", "not_invited", "list")
        assert entry.missing > 0
        assert queries.progress(hamlet.round).positive == 1

    @pytest.mark.parametrize(
        ("row", "code"),
        [
            (["", "", "", "gặp", "", "", ""], "unrecognisable"),
            (["Người Thử An", "1960", "", "", "", "", ""], "presence_absent"),
            (["Người Thử An", "1960", "", "vắng", "âm tính", "", ""], "tested_though_absent"),
            (["Người Thử An", "1961", "", "gặp", "", "", ""], "person_unknown"),
            (["Ai Đó", "", "", "gặp", "", "", ""], "person_unknown"),
            (["", "", "H9", "gặp", "", "", ""], "household_unknown"),
            (["", "", "H9", "gặp", "dương tính", "", ""], "household_tested"),
            (["Người Thử An", "1960", "", "gặp", "", "rất nhiều", ""], "doses_unreadable"),
            (["Người Thử An", "1960", "", "có lẽ", "", "", ""], "code_unknown"),
        ],
    )
    def test_that_cannot_be_taken_says_why(self, listed: Any, row: list[str], code: str) -> None:
        told = listed(row, DUNG)
        assert [refused["code"] for refused in told.refused] == [code]
        assert told.accepted == 1

    def test_of_a_household_is_of_all_in_it_but_those_named(self, hamlet: Hamlet, listed: Any) -> None:
        home = hamlet.homes[0]
        home.key = keyed_hash("household", str(hamlet.unit.pk), "H1")
        home.save()
        listed(["", "", "H1", "vắng", "", "", ""], AN)
        entries = {e.person_id: e.presence for e in queries.current(hamlet.round)}
        assert entries == {
            hamlet.people["An"].pk: "met", hamlet.people["Bình"].pk: "absent",
            hamlet.people["Chi"].pk: "absent",
        }  # fmt: skip

    def test_does_not_choose_between_namesakes(self, hamlet: Hamlet, listed: Any) -> None:
        one, other = (Identity.objects.get(person=hamlet.people[name]) for name in ("An", "Bình"))
        Identity.objects.filter(pk=other.pk).update(name_hash=one.name_hash)
        told = listed(["Người Thử An", "", "", "gặp", "", "", ""])
        assert told.refused[0]["code"] == "person_ambiguous"

    def test_of_namesakes_is_of_the_one_whose_address_it_says(self, hamlet: Hamlet, write: WriteFile) -> None:
        one, other = (Identity.objects.get(person=hamlet.people[name]) for name in ("An", "Bình"))
        away = seal(unseal(other.sealed) | {"address": "Số nhà 9"})
        Identity.objects.filter(pk=other.pk).update(name_hash=one.name_hash, sealed=away)
        path = write("Họ tên,Địa chỉ,Gặp/vắng", "Người Thử An,số nhà 9,gặp", "Người Thử An,Số nhà 3,vắng")
        told = import_sweep(path, by=hamlet.first, round_id=hamlet.round.pk, at=AT)
        entries = {e.person_id: e.presence for e in queries.current(hamlet.round)}
        assert told.refused == []
        assert entries == {other.person_id: "met", one.person_id: "absent"}

    def test_leaves_what_it_does_not_say(self, hamlet: Hamlet, listed: Any) -> None:
        met = Said(hamlet.people["An"].pk, "met", test="negative", doses=3)
        actions.enter(by=hamlet.first, sweep=hamlet.round, said=[met], at=AT)
        assert listed(["Người Thử An", "1960", "", "gặp", "", "", ""]).unchanged == 1


class TestARoundEnteredTwice:
    def test_by_two_people_with_one_list_counts_everybody_once(self, hamlet: Hamlet, listed: Any) -> None:
        listed(AN, BINH, DUNG)
        again = listed(AN, BINH, DUNG, by=hamlet.second)
        assert (again.accepted, again.unchanged, again.found) == (0, 3, 0)
        assert SweepEntry.objects.count() == 3
        assert Case.objects.count() == 1

    def test_with_another_word_keeps_both_and_counts_the_later(self, hamlet: Hamlet, listed: Any) -> None:
        listed(DUNG)
        later = listed(["Người Thử Dung", "1970", "", "gặp", "âm tính", "1", ""], by=hamlet.second)
        assert (later.corrected, queries.progress(hamlet.round).entered) == (1, 1)
        assert SweepEntry.objects.exclude(superseded_at=None).get().by == hamlet.first

    def test_as_hamlet_and_as_commune_is_one_case_and_one_missing_dose(
        self, hamlet: Hamlet, listed: Any
    ) -> None:
        whole = actions.open_round(
            by=hamlet.second, scope=scope(hamlet.second), unit=hamlet.unit, hamlet="", on=AT.date()
        )
        listed(BINH, DUNG)
        listed(BINH, DUNG, by=hamlet.second, round_id=whole.pk)
        assert Case.objects.count() == 1
        missing = queries.missing_doses(scope(hamlet.second), AT.date()).filter(person=hamlet.people["Dung"])
        assert missing.count() == 1

    def test_in_one_file_with_two_words_about_one_person_takes_the_first(self, listed: Any) -> None:
        told = listed(DUNG, ["Người Thử Dung", "1970", "", "gặp", "", "", ""])
        assert (told.accepted, [r["code"] for r in told.refused]) == (1, ["said_otherwise"])


class TestThePage:
    def test_takes_pasted_rows_and_answers_each(self, client: Client, hamlet: Hamlet) -> None:
        client.force_login(hamlet.first)
        rows = [HEADER.split(","), AN, ["Ai Đó", "", "", "gặp", "", "", ""]]
        pasted = "\n".join("\t".join(row) for row in rows)
        answer = client.post(reverse("sweep_list", args=[hamlet.round.pk]), {"pasted": pasted}, follow=True)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "Không có người này trong sổ" in page

    def test_takes_back_the_sheet_it_gave(self, client: Client, hamlet: Hamlet) -> None:
        client.force_login(hamlet.first)
        sheet = client.get(reverse("sweep_sheet", args=[hamlet.round.pk])).content.decode("utf-8-sig")
        head, *rows = sheet.strip().splitlines()
        filled = "\n".join([head, *(row.removesuffix(",,,") + "gặp,,," for row in rows)])
        file = SimpleUploadedFile("phieu.csv", filled.encode())
        client.post(reverse("sweep_list", args=[hamlet.round.pk]), {"file": file})
        assert queries.progress(hamlet.round).met == 4

    def test_of_a_long_list_tells_how_far_it_is_and_ends_as_its_answers(
        self, client: Client, hamlet: Hamlet, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A health station may not import anything else."""
        monkeypatch.setattr(take, "_AT_ONCE", 0)
        monkeypatch.setattr(clock, "now", lambda: AT)
        client.force_login(hamlet.first)
        here = reverse("sweep_list", args=[hamlet.round.pk])
        pasted = "\n".join("\t".join(row) for row in [HEADER.split(","), AN, DUNG])
        with monkeypatch.context() as nobody:
            nobody.setattr(process, "start", lambda: None)
            own = client.post(here, {"pasted": pasted}).headers["Location"]
            assert own == f"{here}?upload={Upload.objects.get().pk}"
            assert "bị ngắt giữa chừng" in client.get(own).content.decode()
            assert own in client.get(here).content.decode()
        assert client.post(own, {"do": "again"}).headers["Location"] == own
        assert client.get(own).headers["Location"] == f"{here}?batch={Batch.objects.latest('id').pk}"
        assert queries.progress(hamlet.round).entered == 2
        assert own not in client.get(here).content.decode()

    @pytest.mark.parametrize("said", ["²", "x", "9" * 30, "9" * 5000])
    def test_of_a_list_that_is_none_is_not_there(self, client: Client, hamlet: Hamlet, said: str) -> None:
        client.force_login(hamlet.first)
        here = reverse("sweep_list", args=[hamlet.round.pk])
        assert client.get(here, {"upload": said}).status_code == 404

    def test_of_another_commune_is_not_there(self, client: Client, hamlet: Hamlet) -> None:
        client.force_login(officer("station", hamlet.units[small_tree.HONG_GAI]))
        assert client.get(reverse("sweep_list", args=[hamlet.round.pk])).status_code == 404

    def test_says_what_to_do_about_a_list_without_names(self, client: Client, hamlet: Hamlet) -> None:
        client.force_login(hamlet.first)
        answer = client.post(reverse("sweep_list", args=[hamlet.round.pk]), {"pasted": "a\tb\n1\t2"})
        assert answer.status_code == 422
        assert "họ tên hay mã hộ" in answer.content.decode()
