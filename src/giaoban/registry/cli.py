"""`giaoban import …`: line lists, results, sweeps, returns, residents, announced levels, facilities."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from giaoban.intake.result import ImportResult
from giaoban.kernel.vietnamese import number
from giaoban.registry.field_words import column_word
from giaoban.registry.noticed import sentences

app = typer.Typer(help="Nhập tệp: danh sách ca bệnh, báo cáo số liệu, nhân khẩu, cấp độ dịch, cơ sở.")
File = Annotated[Path, typer.Argument(help="Tệp CSV hoặc XLSX")]
MappingFile = Annotated[Path | None, typer.Option("--mapping", help="Bảng ánh xạ YAML")]
Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON")]
_SHOWN = 20  # rows of trouble on the screen; all of them are in --json and in the report


@app.command()
def linelist(file: File, mapping: MappingFile = None, as_json: Json = False) -> None:
    """Nhập danh sách ca bệnh."""
    from giaoban.registry.linelist.run import import_linelist

    _run(import_linelist, file, mapping, as_json)


@app.command()
def returns(file: File, mapping: MappingFile = None, as_json: Json = False) -> None:
    """Nhập báo cáo số liệu tổng hợp."""
    from giaoban.intake.returns import import_returns

    _run(import_returns, file, mapping, as_json)


@app.command()
def residents(file: File, mapping: MappingFile = None, as_json: Json = False) -> None:
    """Nhập danh sách nhân khẩu và mũi tiêm."""
    from giaoban.registry.residents import import_residents

    _run(import_residents, file, mapping, as_json)


@app.command()
def lab(file: File, mapping: MappingFile = None, as_json: Json = False) -> None:
    """Nhập danh sách kết quả xét nghiệm và giải trình tự của phòng xét nghiệm."""
    from giaoban.registry.lab.run import import_lab

    _run(import_lab, file, mapping, as_json)


@app.command()
def sweep(
    file: File,
    number: Annotated[int, typer.Option("--round", help="Số của đợt, như trong địa chỉ /ra-soat/12/")],
    mapping: MappingFile = None,
    as_json: Json = False,
) -> None:
    """Nhập một đợt rà soát ghi bằng danh sách."""
    from giaoban.registry.sweeps.lists import import_sweep

    _run(partial(import_sweep, round_id=number), file, mapping, as_json)


@app.command()
def sms(file: File, mapping: MappingFile = None, as_json: Json = False) -> None:
    """Nhập tin nhắn khai báo của người dân (cột at, sender, text)."""
    from giaoban.intake.declarations.sms_files import import_sms

    _run(import_sms, file, mapping, as_json)


@app.command()
def announcements(file: File, as_json: Json = False) -> None:
    """Nhập cấp độ dịch đã công bố."""
    from giaoban.intake.place_files import import_announcements

    _run(import_announcements, file, None, as_json)


@app.command()
def facilities(file: File, mapping: MappingFile = None, as_json: Json = False) -> None:
    """Nhập trạm y tế, bệnh viện, khu cách ly, điểm tiêm."""
    from giaoban.intake.place_files import import_facilities

    _run(import_facilities, file, mapping, as_json)


def _run(action: Callable[..., ImportResult], file: Path, mapping: Path | None, as_json: bool) -> None:
    from giaoban.registry.duplicates import find
    from giaoban.registry.lab import actions as samples

    console = Console(stderr=True)
    since = find.newest_person()
    with console.status(f"Đang nhập {file.name} …") as status:
        result = action(
            file, by=None, mapping=mapping,
            progress=lambda rows: status.update(f"Đang nhập {file.name}: {number(rows)} dòng"),
        )  # fmt: skip
        status.update("Đang so với hồ sơ đã có …")
        find.after_import(by=None, since=since)
        samples.relink(by=None)
    if as_json:
        typer.echo(json.dumps(result.as_dict(), ensure_ascii=False, indent=1))
    else:
        _print(result)
    raise typer.Exit(result.exit_code)


def _print(result: ImportResult) -> None:
    console = Console()
    console.print(
        f"{result.file}: {number(result.rows)} dòng = {number(result.accepted)} nhận mới "
        f"+ {number(result.unchanged)} không đổi + {number(result.corrected)} đính chính "
        f"+ {number(len(result.refused))} từ chối + {number(len(result.held))} chờ xác định địa bàn"
    )
    told = result.as_dict()
    if "linked" in told:
        linked, waiting = (number(told[name]) for name in ("linked", "waiting"))
        console.print(f"Gắn được với người đã biết: {linked}; dương tính chờ xác nhận: {waiting}")
    for sentence in sentences(result.noticed):
        console.print(f"• {sentence}", markup=False)
    if not result.refused and not result.held:
        return
    table = Table("Dòng", "Cột", "Giá trị", "Lý do", "Việc cần làm")
    for r in result.refused[:_SHOWN]:
        table.add_row(str(r["row"]), column_word(r["column"]), r["value"], r["reason"], r["next"])
    for h in result.held[: max(0, _SHOWN - len(result.refused))]:
        names = ", ".join(f"{s['name']} ({s['code']})" for s in h["suggestions"][:3])
        step = f"Sửa thành: {names}" if names else "Ghi đủ xã, huyện, tỉnh"
        table.add_row(str(h["row"]), "", "", h["reason"], step)
    console.print(table)
