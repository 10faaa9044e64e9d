"""`read` and `check` on the command line."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer

from giaoban.kernel.errors import UserError
from giaoban.kernel.weeks import day_of
from giaoban.reading.checking import check
from giaoban.reading.model import Reading
from giaoban.reading.reader import read
from giaoban.reading.text import load

app = typer.Typer(help="Đọc văn bản và kiểm tra số liệu trong văn bản.", no_args_is_help=True)

Source = Annotated[str, typer.Argument(metavar="F", help="Tệp TXT, DOCX, PDF, hoặc - cho đầu vào chuẩn.")]
AsJson = Annotated[bool, typer.Option("--json", help="In JSON.")]
UNREADABLE = 2


@app.command("read")
def read_command(
    file: Source,
    as_json: AsJson = False,
    as_text: Annotated[
        bool, typer.Option("--text", help="In nguyên văn (NFC) mà các vị trí đếm vào.")
    ] = False,
    today: Annotated[
        str | None, typer.Option(help="Ngày để suy ra năm khi văn bản không ghi (YYYY-MM-DD).")
    ] = None,
) -> None:
    """Đọc một văn bản: loại, số, ngày, số liệu, nhiệm vụ, nơi nhận, người ký."""
    text = loaded(file)
    if as_text:
        sys.stdout.write(text)
        return
    reading = read(text, today=day_of(today) if today else None)
    if as_json:
        typer.echo(json.dumps(reading.as_dict(), ensure_ascii=False, indent=2))
    else:
        show_reading(reading)


@app.command("check")
def check_command(file: Source, as_json: AsJson = False) -> None:
    """Đặt các số liệu của văn bản vào quan hệ với nhau và kết luận từng quan hệ."""
    report = check(loaded(file))
    if as_json:
        typer.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        show_check(report)


def loaded(file: str) -> str:
    try:
        return load(file)
    except UserError as error:
        typer.echo(f"{error.message} {error.next_step}".strip(), err=True)
        raise typer.Exit(UNREADABLE) from error


def table_of(title: str, *columns: str) -> Any:
    from rich.table import Table

    table = Table(title=title, title_justify="left", show_lines=False, expand=True)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def show_reading(reading: Reading) -> None:
    from rich.console import Console

    console = Console()
    head = table_of("Văn bản", "Mục", "Nội dung")
    for name, value in (
        ("Loại", reading.kind),
        ("Số, ký hiệu", reading.number),
        ("Cơ quan", reading.body),
        ("Địa danh", reading.place),
        ("Ngày", _date(reading)),
        ("Chủ trì", reading.chair),
        ("Người ký", reading.signer),
        ("Chức vụ", reading.signer_title),
        ("Căn cứ", "; ".join(reading.legal_bases)),
        ("Nơi nhận", "; ".join(reading.recipients)),
    ):
        head.add_row(name, value or "–")
    tasks = table_of(f"Nhiệm vụ ({len(reading.tasks)})", "Mục", "Ai", "Phối hợp", "Việc", "Thời hạn")
    for t in reading.tasks:
        tasks.add_row(
            t.section or "",
            t.assignee or "–",
            ", ".join(t.partners),
            " ".join(t.text.split()),
            t.deadline_text or "",
        )
    figures = table_of(
        f"Số liệu ({len(reading.figures)})", "Nguyên văn", "Giá trị", "Đơn vị", "Chỉ số", "Kỳ", "So sánh"
    )
    for f in reading.figures:
        figures.add_row(
            f.text,
            f"{f.approx or ''}{f.value}",
            f.unit or "",
            f.indicator or "",
            f.period or "",
            f.compare or "",
        )
    for table in (head, tasks, figures):
        console.print(table)


def _date(reading: Reading) -> str:
    resolved = reading.date_resolved.strftime("%d/%m/%Y") if reading.date_resolved else "chưa rõ năm"
    return f"{reading.date} → {resolved} ({reading.date_rule})" if reading.date else ""


_SAID = {"holds": "khớp", "fails": "KHÔNG KHỚP", "undecided": "chưa kết luận"}


def show_check(report: dict[str, Any]) -> None:
    from rich.console import Console

    console = Console()
    doubtful = [r for r in report["relations"] if r["verdict"] != "holds"]
    table = table_of("Quan hệ giữa các số liệu", "Loại", "Kết quả", "Phép tính")
    for relation in doubtful:
        table.add_row(relation["kind"], _SAID[relation["verdict"]], relation["explanation"])
    if doubtful:
        console.print(table)
    console.print(f"{len(report['relations']) - len(doubtful)} quan hệ khớp, {len(doubtful)} cần xem lại.")
    for repair in report["repairs"]:
        if repair["supported_by_shares"] or repair["what"] == "total":
            console.print(f"• {repair['explanation']} {repair['note']}")
    for place in report["places"]:
        if place["verdict"] != "holds":
            console.print(
                f'• Địa danh "{place["text"]}": không thấy trong danh mục. Gần giống: '
                f"{', '.join(place['suggestions']) or '–'}."
            )
