"""What goes out by a layout: whose, how many, traced, and read back by the mapping of the same layout."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from giaoban.accounts.models import AccessLog
from giaoban.intake.fields import LINELIST, RETURNS
from giaoban.intake.models import Return
from giaoban.intake.returns import import_returns
from giaoban.intake.sheets import open_sheet
from giaoban.kernel.errors import UserError
from giaoban.kernel.models import AuditEvent
from giaoban.places.models import Unit
from giaoban.registry.layouts import actions, queries, rules
from giaoban.registry.linelist.run import import_linelist
from giaoban.registry.models import Case, CaseRevision, Identity, Person
from tests.registry import small_tree
from tests.registry.officers import officer, scope
from tests.registry.taking import Take

pytestmark = pytest.mark.django_db
WHERE = ("Tỉnh Quảng Ninh", "Thành phố Cẩm Phả", "Phường Cẩm Trung")
AT = datetime(2022, 3, 6, 18)
DAYS = {"since": date(2022, 2, 1), "until": date(2022, 3, 6)}
HEADER = (
    "case_id,name,birth,sex,cid,phone,province,district,commune,hamlet,address,residence,onset,sampled,"
    "result_at,announced,ministry_announced,test,found,severity,care_place,tier,support,outcome,"
    "outcome_date,occupation,underlying,pregnant,poor,minority,unvaccinable"
)
_LEFT_OUT = ("status_date", "age", "place", "detected", "disease", "test_result")
ALL = [name for name in LINELIST if name not in _LEFT_OUT]


def listed(places: dict[str, Unit]) -> list[list[str]]:
    """Three cases: one full, one with the least, one whose name a spreadsheet would compute."""
    where = list(WHERE)
    full = ["A1", "Người Mẫu Một", "05/11/1970", "nam", "022070000001", "0912000001", *where, "Khu 1",
            "Số 1", "", "01/03/2022", "02/03/2022", "03/03/2022", "03/03/2022", "05/03/2022", "PCR",
            "cách ly", "nhẹ", "tại nhà", "1", "không", "khỏi bệnh", "06/03/2022", "giáo viên", "x", "", "x",
            "", ""]  # fmt: skip
    least = ["A2", "Người Mẫu Hai", "1985", "", "", "", *where, *[""] * 6, "04/03/2022", *[""] * 15]
    odd = ["A3", "@Người Mẫu Ba", "2015", "nữ", "", "", *where, *[""] * 6, "04/03/2022", *[""] * 15]
    return [full, least, odd]


@pytest.fixture
def cases(places: dict[str, Unit], take: Take) -> list[list[str]]:
    rows = listed(places)
    assert take(HEADER, *rows).accepted == 3
    return rows


def layout(fields: list[str], **more: Any) -> rules.Layout:
    return rules.parse({"columns": {name: f"Cột {n}" for n, name in enumerate(fields)}, **more}, LINELIST)


def export(user: Any, made: rules.Layout, place: Unit, form: str = "csv", **more: Any) -> actions.Exported:
    asked = {"kind": "linelist", **DAYS, **more}
    return actions.export(by=user, scope=scope(user), layout=made, place=place, form=form, **asked)


def lines(exported: actions.Exported) -> list[list[str]]:
    return list(csv.reader(io.StringIO(exported.content.decode("utf-8-sig"))))


def facts() -> list[Any]:
    """All that an import writes of cases and persons, without what every import gives anew."""
    left_out = {"id", "ref", "person_id", "key", "alias", "fingerprint", "batch_id", "row"}
    found = []
    for model in (Case, Person):
        names = [f.attname for f in model._meta.concrete_fields if f.attname not in left_out]
        rows = sorted(model.objects.values_list(*names), key=str)
        found.append([dict(zip(names, row, strict=True)) for row in rows])
    return found


class TestTheRoundTrip:
    @pytest.mark.parametrize("form", ["xlsx", "csv"])
    @pytest.mark.parametrize("dates", ["", "dmy"])
    def test_of_a_line_list_changes_nothing(
        self, places: dict[str, Unit], cases: Any, tmp_path: Path, form: str, dates: str
    ) -> None:
        analyst = officer("analyst", places["22"])
        made = layout(
            ALL, header=["Biểu mẫu 01", "Tỉnh Quảng Ninh"], dates=dates,
            values={"sex": {"T": "m", "G": "f"}}, constants={"Ghi chú": "x", "Mã tỉnh": 22},
        )  # fmt: skip
        before = facts()
        path = tmp_path / f"ra.{form}"
        path.write_bytes(export(analyst, made, places["22"], form).content)
        assert len(open_sheet(path).columns) == len(ALL) + 2
        result = import_linelist(path, by=None, mapping=rules.mapping_of(made, LINELIST), at=AT)
        assert (result.rows, result.refused, result.held) == (3, [], [])
        assert facts() == before and not CaseRevision.objects.exists()

    def test_into_an_empty_register_makes_the_same_cases(
        self, places: dict[str, Unit], cases: Any, tmp_path: Path
    ) -> None:
        made = layout(ALL)
        path = tmp_path / "ra.xlsx"
        path.write_bytes(export(officer("analyst", places["22"]), made, places["22"], "xlsx").content)
        before = facts()
        for model in (Case.states.rel.related_model, Case, Identity, Person):
            model.objects.all().delete()
        taken = import_linelist(path, by=None, mapping=rules.mapping_of(made, LINELIST), at=AT)
        assert taken.accepted == 3 and facts() == before

    def test_of_returns_changes_nothing(self, places: dict[str, Unit], tmp_path: Path, write: Any) -> None:
        where = list(WHERE)
        header = "province,district,commune,from,to,indicator,value,source"
        rows = [[*where, "2022-03-01", "2022-03-06", name, n, "trạm"]
                for name, n in (("tests_done", 70), ("new_cases", 0))]  # fmt: skip
        import_returns(write(header, *rows, name="r.csv"), by=None, at=AT)
        fields = ["province", "district", "commune", "from", "to", "indicator", "value", "source"]
        made = rules.parse({"columns": {n: n.upper() for n in fields}, "dates": "dmy"}, RETURNS)
        out = export(officer("analyst", places["22"]), made, places["22"], "xlsx", kind="returns")
        path = tmp_path / "ra.xlsx"
        path.write_bytes(out.content)
        result = import_returns(path, by=None, mapping=rules.mapping_of(made, RETURNS), at=AT)
        assert (result.unchanged, result.rows) == (2, 2) and Return.objects.count() == 2


class TestIdentities:
    FIELDS = ["case_id", "name", "phone"]

    def test_go_out_to_those_who_may_see_them_and_are_logged(
        self, places: dict[str, Unit], cases: Any
    ) -> None:
        out = export(officer("analyst", places["22"]), layout(self.FIELDS), places["22"])
        assert ["A1", "Người Mẫu Một", "0912000001"] in lines(out) and out.withheld == []
        assert AccessLog.objects.get().rows == 3

    def test_stay_empty_for_others(self, places: dict[str, Unit], cases: Any) -> None:
        out = export(officer("leader", places["22"]), layout(self.FIELDS), places["22"])
        assert ["A1", "", ""] in lines(out) and out.withheld == ["name", "phone"]
        assert not AccessLog.objects.exists()

    def test_are_not_opened_when_no_column_asks(self, places: dict[str, Unit], cases: Any) -> None:
        export(officer("analyst", places["22"]), layout(["case_id", "age"]), places["22"])
        assert not AccessLog.objects.exists()


class TestAnExport:
    def test_leaves_a_row_in_the_audit_trail_without_a_name(
        self, places: dict[str, Unit], cases: Any
    ) -> None:
        export(officer("analyst", places["22"]), layout(["name"]), places["22"], subject="layout:7")
        event = AuditEvent.objects.get(action="registry.export")
        assert event.subject == "layout:7" and event.data == {
            "kind": "linelist", "place": "22", "since": "2022-02-01", "until": "2022-03-06", "rows": 3,
            "form": "csv", "identities": True,
        }  # fmt: skip

    def test_neutralises_what_a_spreadsheet_would_compute(self, places: dict[str, Unit], cases: Any) -> None:
        made = layout(["name"], header=["=cmd()"], constants={"=1+1": "+2+3"})
        told = lines(export(officer("analyst", places["22"]), made, places["22"]))
        assert told[0] == ["'=cmd()"] and told[1][1] == "'=1+1"
        assert ["'@Người Mẫu Ba", "'+2+3"] in told

    def test_holds_the_days_and_the_place_asked_for(self, places: dict[str, Unit], cases: Any) -> None:
        analyst = officer("analyst", places["22"])
        made = layout(["case_id"])
        some = export(analyst, made, places["22"], since=date(2022, 3, 3), until=date(2022, 3, 3))
        assert lines(some)[1:] == [["A1"]]
        elsewhere = places[small_tree.HA_LONG]
        assert export(analyst, made, elsewhere).rows == 0

    def test_of_a_neighbour_has_nothing(self, places: dict[str, Unit], cases: Any) -> None:
        assert (
            export(officer("commune", places[small_tree.HONG_GAI]), layout(["case_id"]), places["22"]).rows
            == 0
        )

    def test_of_a_place_outside_is_refused_and_not_empty(self, places: dict[str, Unit], cases: Any) -> None:
        user = officer("commune", places[small_tree.HONG_GAI])
        with pytest.raises(UserError) as refused:
            export(user, layout(["case_id"]), places[small_tree.CAM_TRUNG])
        assert refused.value.code == "place_outside"
        assert not AuditEvent.objects.filter(action="registry.export").exists()

    def test_numbers_its_rows(self, places: dict[str, Unit], cases: Any) -> None:
        made = rules.parse({"columns": {"STT": "serial", "Mã": "case_id"}}, LINELIST)
        told = lines(export(officer("analyst", places["22"]), made, places["22"]))
        assert told[0] == ["STT", "Mã"] and [row[0] for row in told[1:]] == ["1", "2", "3"]

    def test_too_large_for_one_download_is_refused(self, places: dict[str, Unit], cases: Any) -> None:
        with pytest.raises(UserError) as refused:
            export(officer("analyst", places["22"]), layout(["case_id"]), places["22"], limit=2)
        assert refused.value.code == "export_too_large"
        assert not AuditEvent.objects.filter(action="registry.export").exists()


class TestKeeping:
    def test_the_same_name_at_the_same_unit_is_written_anew(self, places: dict[str, Unit]) -> None:
        for fields in (["case_id"], ["case_id", "age"]):
            actions.keep(
                by=None, unit_id=places["22"].id, kind="linelist", name=" Biểu  01 ", layout=layout(fields)
            )
        (one,) = queries.offered(scope(officer("analyst", places["22"])))
        assert one.name == "Biểu 01" and len(rules.kept(one.layout).columns) == 2

    def test_what_is_kept_above_is_used_below_but_not_beside(self, places: dict[str, Unit]) -> None:
        communes = [places[small_tree.CAM_TRUNG], places[small_tree.CAM_THACH]]
        for unit in (places["22"], communes[0]):
            actions.keep(
                by=None, unit_id=unit.id, kind="linelist", name=unit.code, layout=layout(["case_id"])
            )
        mine, theirs = (scope(officer("commune", u)) for u in communes)
        assert {one.name for one in queries.usable(mine)} == {"22", communes[0].code}
        assert {one.name for one in queries.usable(theirs)} == {"22"}

    def test_only_its_own_unit_changes_it(self, places: dict[str, Unit]) -> None:
        kept = actions.keep(
            by=None, unit_id=places["22"].id, kind="linelist", name="a", layout=layout(["case_id"])
        )
        commune = places[small_tree.CAM_TRUNG]
        assert queries.own(scope(officer("analyst", places["22"])), kept.id) == kept
        assert queries.own(scope(officer("commune", commune)), kept.id) is None
