"""`giaoban import …`."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from giaoban.kernel.errors import UserError
from giaoban.places.models import Unit
from giaoban.registry.cli import app
from tests.clock import FakeClock
from tests.registry.conftest import WriteFile
from tests.registry.taking import HEADER, OTHER, ROW

pytestmark = pytest.mark.usefixtures("places", "fake_clock")


def run(*words: Any) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(word) for word in words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout


@pytest.mark.slow
class TestImportLinelist:
    def test_its_json_has_the_documented_shape(self, write: WriteFile) -> None:
        code, out = run(
            "linelist",
            write(HEADER, ROW, OTHER.replace("1980", "x"), ROW.replace("Cẩm Trung", "Cẩm Thay")),
            "--json",
        )
        told = json.loads(out)
        assert code == 3
        assert (told["file"], told["rows"], told["accepted"]) == ("danh-sach.csv", 3, 1)
        assert set(told["refused"][0]) == {"row", "column", "value", "code", "reason", "next"}
        assert set(told["held"][0]) == {"row", "reason", "suggestions"}
        assert {"unchanged", "corrected"} <= told.keys()

    def test_it_answers_zero_when_every_row_is_taken(self, write: WriteFile) -> None:
        assert run("linelist", write(HEADER, ROW, OTHER), "--json")[0] == 0

    def test_its_table_names_row_column_and_next_step(self, write: WriteFile) -> None:
        code, out = run("linelist", write(HEADER, ROW.replace("04/03/2022", "31/02/2022")))
        assert code == 3 and "ngày công bố" in out and "1 từ chối" in out

    def test_an_unreadable_file_is_an_error_of_the_user(self, write: WriteFile) -> None:
        with pytest.raises(UserError):
            run("linelist", write("a,b", "1,2"))

    def test_a_mapping_is_taken_from_its_file(self, write: WriteFile, tmp_path: Any) -> None:
        mapping = tmp_path / "m.yaml"
        mapping.write_text("columns: {Ai: name}\nconstants: {place: '06778'}\ndates: mdy\n", encoding="utf-8")
        code, out = run("linelist", write("Ai,announced", "An,03/04/2022"), "--mapping", mapping, "--json")
        assert (code, json.loads(out)["accepted"]) == (0, 1)


class TestTheOtherImports:
    @pytest.mark.parametrize(
        ("command", "header", "row"),
        [
            ("returns", "place,date,indicator,value", "06778,05/03/2022,new_cases,3"),
            ("residents", "name,birth,place", "An,1975,06778"),
            ("announcements", "unit,level,number,issuer,effective_at", "06778,3,1/QĐ-UBND,UBND,2022-03-05"),
            ("facilities", "code,name,kind,place", "T1,Trạm Y tế,station,06778"),
        ],
    )
    def test_each_takes_its_file(
        self,
        write: WriteFile,
        command: str,
        header: str,
        row: str,
        fake_clock: FakeClock,
        places: dict[str, Unit],
    ) -> None:
        code, out = run(command, write(header, row), "--json")
        assert (code, json.loads(out)["accepted"]) == (0, 1)
