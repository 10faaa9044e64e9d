"""Commands of places: load the trees, find a name, take announced levels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.vietnamese import date_vi, number
from giaoban.kernel.weeks import day_of
from giaoban.places import actions, ages, announcements, matcher_store, reasons
from giaoban.places.boundaries.loading import Loaded, load_boundaries
from giaoban.places.boundaries.matching import unmatched_vi
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
    day = day_of(on) if on else clock.today()
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


@app.command("boundaries")
def take_boundaries(
    file: Annotated[Path, typer.Argument(help="GeoJSON: FeatureCollection các xã hoặc huyện, WGS 84.")],
    code: Annotated[str, typer.Option("--code-property", help="Thuộc tính là mã đơn vị.")] = "",
    name: Annotated[
        str, typer.Option("--name-property", help="Thuộc tính là tên, nhỏ trước: NAME_3,NAME_2,NAME_1.")
    ] = "",
    on: Annotated[str, typer.Option("--on", help="Địa giới của ngày, dạng 2022-03-06.")] = "",
    tolerance: Annotated[float, typer.Option("--tolerance", help="Sai số khi giản lược, mét.")] = 100.0,
    as_json: AsJson = False,
) -> None:
    """Nạp đường biên để vẽ bản đồ; nạp lại không đổi gì."""
    told = load_boundaries(
        file, by=None, on=day_of(on) if on else clock.today(), at=clock.now(), code=code, name=name,
        tolerance=tolerance,
    )  # fmt: skip
    typer.echo(json.dumps(told.as_dict(), ensure_ascii=False) if as_json else "\n".join(_boundaries(told)))
    if told.unmatched or told.flawed:
        raise typer.Exit(TAKEN_IN_PART)


def _boundaries(told: Loaded) -> list[str]:
    taken = told.accepted + told.unchanged + told.corrected
    lines = [
        f"{told.file}: {number(told.features)} vùng = {number(told.accepted)} mới "
        f"+ {number(told.unchanged)} không đổi + {number(told.corrected)} thay "
        f"+ {number(len(told.unmatched))} chưa rõ đơn vị + {number(len(told.flawed))} hình sai"
    ]
    if taken:
        lines.append(
            f"Nhận theo {told.by}; giản lược trong {number(told.tolerance)} m: "
            f"{number(told.points_before)} → {number(told.points)} điểm."
        )
    lines += [f"  vùng {f.feature}: {f.reason} {f.next}" for f in told.flawed]
    for each in told.unmatched:
        near = f" Gợi ý: {'; '.join(each.suggestions)}." if each.suggestions else ""
        lines.append(f"  vùng {each.feature}, “{each.said}”: {unmatched_vi(each.reason)}.{near}")
    return lines


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
