"""Commands of places: load the trees, find a name, take announced levels."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.vietnamese import date_vi
from giaoban.places import actions, ages, announcements, matcher_store, reasons
from giaoban.places.match_types import Match
from giaoban.places.matching import Matcher

app = typer.Typer(help="Địa bàn: nạp danh mục, tra tên, cấp độ dịch đã công bố.")
TAKEN_IN_PART = 3  # exit code of an import that refused rows (documented for every import)

AsJson = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]


@app.command()
def load(as_json: AsJson = False) -> None:
    """Nạp danh mục địa bàn 2021 và 2025; nạp lại không đổi gì."""
    loaded = actions.load_trees(None if as_json else typer.echo)
    if as_json:
        typer.echo(json.dumps(loaded._asdict()))
        return
    typer.echo(
        f"Đã nạp thêm {loaded.units} đơn vị, {loaded.successions} quan hệ kế tục, "
        f"{loaded.populations} số dân."
    )


@app.command()
def find(
    text: Annotated[str, typer.Argument(help="Tên như trong danh sách, nhỏ trước lớn sau.")],
    on: Annotated[str, typer.Option("--on", help="Ngày, dạng 2022-03-06.")] = "",
    as_json: AsJson = False,
) -> None:
    """Tra một tên địa bàn và nói rõ chắc đến đâu."""
    day = _day(on)
    matcher = matcher_store.matcher(day)
    if not len(matcher):
        raise UserError(
            "no_tree",
            f"Chưa có danh mục địa bàn cho ngày {date_vi(day)}.",
            "Chạy “giaoban places load”.",
        )
    match = matcher.match_text(text)
    typer.echo(
        json.dumps(_as_dict(matcher, match), ensure_ascii=False)
        if as_json
        else "\n".join(_lines(matcher, match))
    )


@app.command("announcements")
def take_announcements(
    file: Annotated[Path, typer.Argument(help="CSV: unit, level, number, issuer, effective_at.")],
    as_json: AsJson = False,
) -> None:
    """Nhập cấp độ dịch đã công bố; nhập lại không đổi gì."""
    found = announcements.read(file)
    written = actions.announce_levels(found.rows, by=None, recorded_at=clock.now())
    result: dict[str, Any] = {
        "file": file.name,
        "rows": len(found.rows) + len(found.refused),
        **written._asdict(),
        "refused": [refused._asdict() for refused in found.refused],
    }
    if as_json:
        typer.echo(json.dumps(result, ensure_ascii=False))
    else:
        typer.echo(
            f"{result['rows']} dòng: {written.accepted} mới, {written.unchanged} đã có, "
            f"{len(found.refused)} không nhận."
        )
        for refused in found.refused:
            typer.echo(f"  dòng {refused.row}, cột {refused.column}: {refused.reason} {refused.next}")
    if found.refused:
        raise typer.Exit(TAKEN_IN_PART)


@app.command("ages")
def take_ages(
    file: Annotated[Path, typer.Argument(help="CSV: district, age_from, age_to, persons (hoặc tỷ trọng).")],
) -> None:
    """Nhập cơ cấu tuổi của các huyện; dân số xã được ước tính theo đó. Huyện đã có thì giữ nguyên."""
    typer.echo(f"Đã ghi {actions.load_age_shares(ages.read(file))} nhóm tuổi của các xã.")


def _day(text: str) -> date:
    if not text:
        return clock.today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UserError(
            "date_unreadable", f"Không đọc được ngày “{text}”.", "Ghi dạng 2022-03-06."
        ) from error


def _as_dict(matcher: Matcher, match: Match) -> dict[str, Any]:
    return {
        "code": match.code,
        "full_name": matcher.full_name(match.code) if match.code else None,
        "sure": match.sure,
        "score": match.score,
        "level": match.level or None,
        "reason": match.reason,
        "outside": match.outside,
        "within": match.within,
        "suggestions": [suggestion._asdict() for suggestion in match.suggestions],
    }


def _lines(matcher: Matcher, match: Match) -> list[str]:
    said = f"{reasons.certainty_vi(match)}: {reasons.reason_vi(match.reason)}"
    head = f"{match.code}  {matcher.full_name(match.code)}" if match.code else "–"
    lines = [f"{head}  ({said})"]
    if not match.sure and match.within:
        lines.append(f"  Chắc chắn đến: {matcher.full_name(match.within)} ({match.within})")
    lines += [f"  Gợi ý: {s.code}  {s.full_name}  {s.score:.2f}" for s in match.suggestions]
    return lines
