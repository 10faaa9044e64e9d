"""`giaoban read` and `check`: with --state also by the province's own places, indicators and records.

Without an installation they read by the grammar alone, and Django is not loaded.
"""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from giaoban.config.commands import common
from giaoban.kernel.weeks import day_of
from giaoban.reading import cli as plain
from giaoban.reading.cli import AsJson, Source

if TYPE_CHECKING:
    from giaoban.directives.notices.reading import Read

AsText = Annotated[bool, typer.Option("--text", help="In nguyên văn (NFC) mà các vị trí đếm vào.")]
Today = Annotated[str | None, typer.Option(help="Ngày để suy ra năm khi văn bản không ghi (YYYY-MM-DD).")]
_SAID = {"holds": "khớp", "fails": "KHÁC", "undecided": "chưa kết luận"}


def read(file: Source, as_json: AsJson = False, as_text: AsText = False, today: Today = None) -> None:
    """Đọc một văn bản hành chính ra loại, số, ngày, số liệu, nhiệm vụ, nơi nhận, người ký."""
    known = None if as_text else _knowing(file, today)
    if known is None:
        plain.read_command(file, as_json, as_text, today)
        return
    from giaoban.directives.notices.reading import reading_dict

    if as_json:
        _json(reading_dict(known))
    else:
        plain.show_reading(known.reading)
        _show_records(known)


def check(file: Source, as_json: AsJson = False) -> None:
    """Đặt các số liệu của một văn bản vào quan hệ với nhau và kết luận từng quan hệ."""
    known = _knowing(file, None)
    if known is None:
        plain.check_command(file, as_json)
        return
    from giaoban.directives.notices.reading import check_dict

    if as_json:
        _json(check_dict(known))
    else:
        plain.show_check(known.check)
        _show_records(known)


def _knowing(file: str, today: str | None) -> Read | None:
    """The text read with the installation's knowledge; None where no installation was named."""
    if not os.environ.get("GIAOBAN_STATE"):
        return None
    state = common.choose_state(None)
    if not (os.environ.get("DATABASE_URL") or (state / "db.sqlite3").is_file()):
        print(f"{state}: chưa có cơ sở dữ liệu, chỉ đọc theo văn bản.", file=sys.stderr)
        return None
    text = plain.loaded(file)
    common.setup()
    from giaoban.directives.notices.reading import read_text
    from giaoban.kernel import clock

    return read_text(text, day_of(today) if today else clock.today())


def _json(told: dict[str, Any]) -> None:
    typer.echo(json.dumps(told, ensure_ascii=False, indent=2))


def _show_records(known: Read) -> None:
    """Only where the registry knows a figure of the text."""
    if not known.records:
        return
    from rich.console import Console

    from giaoban.kernel.vietnamese import date_vi, number

    table = plain.table_of(
        f"Số liệu có trong hệ thống ({len(known.records)})",
        "Văn bản", "Chỉ số", "Địa bàn", "Kỳ", "Hệ thống", "Báo cáo", "So với văn bản",
    )  # fmt: skip
    for n, record in sorted(known.records.items()):
        table.add_row(
            known.reading.figures[n].text, record.figure, record.place,
            f"{date_vi(record.start)}–{date_vi(record.end)}", number(record.value),
            record.briefing or "–", _SAID[record.verdict],
        )  # fmt: skip
    Console().print(table)
