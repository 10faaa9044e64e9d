"""Laying out an export in the browser, and one click a day."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from giaoban.kernel.models import AuditEvent
from giaoban.places.models import Unit
from giaoban.registry.layouts import actions, cli, rules
from giaoban.registry.layouts.forms import StartForm
from giaoban.registry.models import ExportLayout
from tests.clock import FakeClock
from tests.registry import small_tree
from tests.registry.officers import officer
from tests.registry.taking import Take

pytestmark = pytest.mark.django_db
HEADER = "case_id,name,place,announced,severity"
NOW = datetime(2022, 3, 6, 18)


@pytest.fixture
def cases(places: dict[str, Unit], take: Take, fake_clock: FakeClock) -> None:
    fake_clock.set(NOW)
    take(
        HEADER, f"A1,Người Mẫu Một,{small_tree.CAM_TRUNG},2022-03-06,nhẹ",
        f"A2,Người Mẫu Hai,{small_tree.CAM_TRUNG},2022-03-05,nặng",
        f"A3,Người Mẫu Ba,{small_tree.HONG_GAI},2022-03-06,nhẹ",
    )  # fmt: skip


@pytest.fixture
def kept(places: dict[str, Unit], cases: None) -> ExportLayout:
    given = {"columns": {"case_id": "Mã BN", "name": "Họ tên", "severity": "Mức độ"}}
    made = rules.parse(given, actions.known("linelist").fields)
    return actions.keep(by=None, unit_id=places["22"].id, kind="linelist", name="Biểu 01", layout=made)


@pytest.fixture
def reader(client: Any, places: dict[str, Unit]) -> Any:
    def make(role: str, code: str) -> Any:
        client.force_login(officer(role, places[code]))
        return client

    return make


def cells(answer: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def posted(page: Any, **changed: Any) -> dict[str, Any]:
    """What the form on a page would send."""
    form = page.context["form"]
    said = {name: form[name].value() for name in form.fields}
    said = {name: "" if value is None else value for name, value in said.items()}
    return {**said, "kind": page.context["kind"], **changed}


class TestOneClick:
    def test_takes_todays_cases_of_the_readers_place(self, kept: ExportLayout, reader: Any) -> None:
        answer = reader("analyst", "22").get(f"/xuat/{kept.id}/tai-ve.csv")
        assert cells(answer) == [
            ["Mã BN", "Họ tên", "Mức độ"], ["A3", "Người Mẫu Ba", "Nhẹ"], ["A1", "Người Mẫu Một", "Nhẹ"],
        ]  # fmt: skip
        assert AuditEvent.objects.get(action="registry.export").subject == f"layout:{kept.id}"

    def test_or_other_days_and_a_place_below(self, kept: ExportLayout, reader: Any) -> None:
        asked = {"place": small_tree.CAM_PHA, "since": "2022-03-01", "until": "2022-03-05"}
        answer = reader("analyst", "22").get(f"/xuat/{kept.id}/tai-ve.csv", asked)
        assert [row[0] for row in cells(answer)] == ["Mã BN", "A2"]
        assert f"-{small_tree.CAM_PHA}-20220301-20220305.csv" in answer["Content-Disposition"]

    def test_gives_a_workbook_too(self, kept: ExportLayout, reader: Any) -> None:
        answer = reader("commune", small_tree.CAM_TRUNG).get(f"/xuat/{kept.id}/tai-ve.xlsx")
        assert answer.content.startswith(b"PK") and answer["Cache-Control"] == "no-store"

    def test_without_the_right_to_names_has_none(self, kept: ExportLayout, reader: Any) -> None:
        client = reader("leader", "22")
        assert all(row[1] in ("Họ tên", "") for row in cells(client.get(f"/xuat/{kept.id}/tai-ve.csv")))
        assert "cột họ tên, số giấy tờ" in client.get("/xuat/").text

    @pytest.mark.parametrize(
        ("role", "code", "asked", "status"),
        [
            ("partner", "22", {}, 403), ("station", small_tree.CAM_TRUNG, {}, 403),
            ("district", small_tree.HA_LONG, {"place": small_tree.CAM_PHA}, 404),
            ("analyst", "24", {}, 404),  # another province's layout
            ("analyst", "22", {"since": "hôm qua"}, 404),
        ],
    )  # fmt: skip
    def test_is_kept_to_role_and_place(
        self, kept: ExportLayout, reader: Any, role: str, code: str, asked: dict[str, str], status: int
    ) -> None:
        client = reader(role, code)
        assert client.get(f"/xuat/{kept.id}/tai-ve.csv", asked).status_code == status
        assert not AuditEvent.objects.filter(action="registry.export").exists()

    def test_says_why_it_could_not(self, kept: ExportLayout, reader: Any) -> None:
        asked = {"since": "2022-03-07", "until": "2022-03-01"}
        answer = reader("analyst", "22").get(f"/xuat/{kept.id}/tai-ve.csv", asked, follow=True)
        assert "Ngày kết thúc trước ngày bắt đầu" in answer.text

    def test_gives_the_mapping_to_read_it_back(self, kept: ExportLayout, reader: Any) -> None:
        answer = reader("analyst", "22").get(f"/xuat/{kept.id}/anh-xa.yaml")
        assert yaml.safe_load(answer.content)["columns"] == {
            "case_id": "Mã BN", "name": "Họ tên", "severity": "Mức độ",
        }  # fmt: skip


class TestLayingOut:
    def test_begins_with_the_headings_of_the_other_side(self, cases: None, reader: Any) -> None:
        client = reader("analyst", "22")
        page = client.get("/xuat/moi/", {"kind": "linelist", "headings": "STT\tHọ và tên\tTuổi\tGhi chú"})
        said = posted(page, name="Biểu A", fixed_3="không", words="sex: T = m")
        assert [said[f"field_{n}"] for n in range(4)] == ["serial", "name", "age", ""]
        assert client.post("/xuat/moi/", said).status_code == 302
        kept = ExportLayout.objects.get()
        made = rules.kept(kept.layout)
        assert made.headings == ["STT", "Họ và tên", "Tuổi", "Ghi chú"]
        assert (made.constants, made.values) == ({"Ghi chú": "không"}, {"sex": {"T": "m"}})

    def test_names_the_headings_it_did_not_understand(self, cases: None, reader: Any) -> None:
        client = reader("analyst", "22")
        page = client.get("/xuat/moi/", {"kind": "linelist", "headings": "Họ và tên\tCột lạ"})
        assert page.context["unknown"] == "Cột lạ" and "chưa nhận ra dữ liệu" in page.text

    def test_knows_headings_by_our_own_words(self) -> None:
        form = StartForm({"kind": "k", "headings": "Ca tử vong\tTT"}, kinds=[("k", "k")])
        assert form.is_valid()
        told = form.columns(["deaths"], {"deaths": "ca tử vong"})
        assert told == [("deaths", "Ca tử vong"), ("serial", "TT")]

    def test_changes_order_and_drops_a_column(self, kept: ExportLayout, reader: Any) -> None:
        client = reader("analyst", "22")
        page = client.get(f"/xuat/{kept.id}/")
        client.post(f"/xuat/{kept.id}/", posted(page, heading_1="", order_2="1", order_0="2"))
        kept.refresh_from_db()
        assert rules.kept(kept.layout).columns == (("severity", "Mức độ"), ("case_id", "Mã BN"))

    def test_keeps_what_was_typed_and_says_what_is_wrong(self, kept: ExportLayout, reader: Any) -> None:
        client = reader("analyst", "22")
        page = client.get(f"/xuat/{kept.id}/")
        answer = client.post(f"/xuat/{kept.id}/", posted(page, words="giới: gì đó"))
        assert answer.status_code == 422 and "giới: gì đó" in answer.text
        twice = client.post(f"/xuat/{kept.id}/", posted(page, heading_1="Mã BN"))
        assert twice.status_code == 422 and "đứng hai lần" in twice.text

    def test_is_for_who_keeps_the_lists_and_only_at_their_unit(self, kept: ExportLayout, reader: Any) -> None:
        assert reader("leader", "22").get("/xuat/moi/", {"kind": "linelist"}).status_code == 403
        commune = reader("commune", small_tree.CAM_TRUNG)
        assert commune.get(f"/xuat/{kept.id}/").status_code == 404
        assert commune.post(f"/xuat/{kept.id}/bo/").status_code == 404

    def test_can_be_given_up(self, kept: ExportLayout, reader: Any) -> None:
        assert reader("analyst", "22").post(f"/xuat/{kept.id}/bo/").status_code == 302
        assert not ExportLayout.objects.exists()


class TestTheCommand:
    def run(self, *words: str) -> Any:
        return CliRunner().invoke(cli.app, list(words))

    def test_exports_by_a_kept_layout_without_names(self, kept: ExportLayout, tmp_path: Path) -> None:
        file = tmp_path / "a.csv"
        done = self.run("linelist", "--layout", "Biểu 01", "--since", "2022-03-01", str(file))
        assert done.exit_code == 0, done.output
        assert len(file.read_text("utf-8-sig").splitlines()) == 4 and "Người Mẫu" not in file.read_text()
        assert "Để trống vì không có quyền xem danh tính: name" in done.output

    def test_exports_names_in_the_name_of_who_may_see_them(
        self, places: dict[str, Unit], kept: ExportLayout, tmp_path: Path
    ) -> None:
        officer("analyst", places["22"])
        file = tmp_path / "a.csv"
        assert self.run("linelist", "--layout", "Biểu 01", "--by", "analyst-22", str(file)).exit_code == 0
        assert "Người Mẫu Ba" in file.read_text()

    def test_keeps_a_layout_from_yaml_and_writes_its_mapping(
        self, places: dict[str, Unit], cases: None, tmp_path: Path
    ) -> None:
        given, out = tmp_path / "mau.yaml", tmp_path / "anh-xa.yaml"
        given.write_text("columns: {Mã: case_id}\ndates: dmy\n", "utf-8")
        assert self.run("save", str(given), "--name", "M", "--kind", "linelist").exit_code == 0
        assert self.run("mapping", "--layout", "M", str(out)).exit_code == 0
        assert yaml.safe_load(out.read_text("utf-8")) == {"columns": {"case_id": "Mã"}, "dates": "dmy"}
        file = tmp_path / "a.csv"
        words = ("linelist", "--layout", str(given), "--until", date(2022, 3, 5).isoformat(), str(file))
        assert self.run(*words).exit_code == 0 and "A2" in file.read_text()

    def test_keeps_a_day_said_in_yaml_as_its_text(self, places: dict[str, Unit], tmp_path: Path) -> None:
        given, out = tmp_path / "mau.yaml", tmp_path / "anh-xa.yaml"
        given.write_text("columns: {Mã: case_id, Kỳ: }\nconstants: {Kỳ: 2022-03-01}\n", "utf-8")
        assert self.run("save", str(given), "--name", "N", "--kind", "linelist").exit_code == 0
        assert self.run("mapping", "--layout", "N", str(out)).exit_code == 0

    @pytest.mark.parametrize(
        "words",
        [
            ("--layout", "Không có"),
            ("--layout", "Biểu 01", "--since", "x"),
            ("--layout", "Biểu 01", "--by", "ai"),
        ],
    )
    def test_says_what_is_wrong(self, kept: ExportLayout, tmp_path: Path, words: tuple[str, ...]) -> None:
        from giaoban.kernel.errors import UserError

        done = self.run("linelist", *words, str(tmp_path / "a.csv"))
        assert isinstance(done.exception, UserError) and not (tmp_path / "a.csv").exists()
