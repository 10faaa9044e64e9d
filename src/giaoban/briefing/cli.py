"""`giaoban brief`, `records`, `verify`: briefings from the command line. Values are exact; paper rounds."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from giaoban.kernel.errors import UserError
from giaoban.kernel.vietnamese import number, percent, signed
from giaoban.kernel.weeks import Window, iso_week

FIGURE_KEYS = ("id", "label", "value", "unit", "base", "change", "numerator", "denominator", "window",
               "stated_before", "status", "records")  # fmt: skip
LEVEL_KEYS = ("place", "name", "announced", "proposed", "previous", "reasons", "status")
Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON")]


def brief(
    place: Annotated[str, typer.Option("--place", help="Mã địa bàn, có hiệu lực vào ngày cuối kỳ")],
    week: Annotated[str | None, typer.Option("--week", help="Tuần ISO, ví dụ 2022-W09")] = None,
    start: Annotated[str | None, typer.Option("--from", help="Từ ngày (năm-tháng-ngày)")] = None,
    end: Annotated[str | None, typer.Option("--to", help="Đến hết ngày")] = None,
    known_at: Annotated[
        str | None, typer.Option("--known-at", help="Theo những gì ghi nhận được đến lúc này")
    ] = None,
    count: Annotated[str, typer.Option("--count", help="province hoặc ministry")] = "province",
    disease: Annotated[
        str, typer.Option("--disease", help="Bệnh, theo policy/diseases; mặc định là bệnh của hồ sơ chính")
    ] = "",
    as_json: Json = False,
    docx: Annotated[Path | None, typer.Option("--docx", help="Ghi văn bản DOCX")] = None,
    pdf: Annotated[Path | None, typer.Option("--pdf", help="Ghi văn bản PDF")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Tên đăng nhập của người lập")] = None,
    tree: Annotated[
        str | None, typer.Option("--tree", help="Kể lại trên địa giới của ngày này, ví dụ 2025-07-01")
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Báo cáo nhanh mười dòng; không nêu kỳ: lúc này, chưa chốt")
    ] = False,
    png: Annotated[Path | None, typer.Option("--png", help="Ghi báo cáo nhanh thành ảnh PNG")] = None,
) -> None:
    """Báo cáo tình hình của một nơi, một tuần. Cùng tham số cho cùng một báo cáo đã chốt."""
    if quick or png:
        from giaoban.briefing.quick import cli as quickly

        quickly.tell(place, _window(week, start, end) if week or start or end else None, count, png)
        return
    from giaoban.briefing import actions, papers, queries
    from giaoban.places import queries as places

    window = _window(week, start, end)
    if tree:
        tell_on_tree(place, window, _moment(tree).date(), count, as_json=as_json, paper=docx or pdf)
        return
    console = Console(stderr=True)
    with console.status("Đang lập báo cáo …") as status:
        made = actions.draft(
            by=queries.user_named(by) if by else None,
            place=places.resolve(place, window.end),
            window=window,
            known_at=_moment(known_at) if known_at else None,
            count=count,
            disease=disease,
            say=lambda text: status.update(f"Đang chốt số liệu: {text}"),
        )
    for kind, path in (("docx", docx), ("pdf", pdf)):
        if path is not None:
            path.write_bytes(papers.paper(made, kind))
            console.print(f"Đã ghi {path}")
    if as_json:
        typer.echo(json.dumps(as_dict(made), ensure_ascii=False, indent=1))
    elif docx is None and pdf is None:
        _print(made)


def tell_on_tree(
    place: str, window: Window, tree: date, count: str, *, as_json: bool, paper: Path | None
) -> None:
    """The window's figures on the tree of another day: `place` is a code of that tree."""
    from giaoban.briefing import actions, retelling
    from giaoban.places import queries as places

    if paper is not None:
        raise UserError(
            "tree_paper",
            "Văn bản chỉ lập trên địa giới có hiệu lực trong kỳ.",
            "Bỏ --docx, --pdf hoặc bỏ --tree.",
        )
    unit = places.resolve(place, tree)
    made = actions.draft(by=None, place=places.root(window.end), window=window, count=count)
    told = retelling.told_on(made, unit, tree)
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    console = Console()
    console.print(f"[bold]{told['name']}[/bold], địa giới {tree} · {told['from']} … {told['to']}")
    table = Table("Mã", "Nơi", "Mắc mới", "Tích lũy", "Đang quản lý", "Cách có số")
    for row in told["children"]:
        values = (_shown(row[name], "cases") for name in COMPARED_ON_TREE)
        table.add_row(row["code"], row["name"], *values, _HOW[row["status"]])
    console.print(table)
    for name, both in told["total"].items():
        if both["counted"] is not None:
            console.print(f"{name}: {_shown(both['counted'], '')} trước, {_shown(both['told'], '')} sau")


COMPARED_ON_TREE = ("new", "cumulative", "active")
_HOW = {"computed": "cộng nguyên xã cũ", "estimated": "ước tính phần xã bị chia"}


def _window(week: str | None, start: str | None, end: str | None) -> Window:
    if week and not (start or end):
        return iso_week(week)
    if start and end and not week:
        return Window(_moment(start).date(), _moment(end).date())
    raise UserError("window_unclear", "Chưa rõ kỳ báo cáo.", "Nêu --week 2022-W09, hoặc cả --from và --to.")


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise UserError(
            "date_unreadable",
            f"Không hiểu ngày “{text}”.",
            "Viết theo dạng 2022-03-06 hoặc 2022-03-06T18:00.",
        ) from error


def as_dict(briefing: Any) -> dict[str, Any]:
    """The documented JSON of a briefing."""
    from giaoban.briefing import queries

    evaluation = briefing.evaluation
    return {
        "id": briefing.slug,
        "snapshot": evaluation.snapshot_id,
        "place": briefing.place.code,
        "from": evaluation.start.isoformat(),
        "to": evaluation.end.isoformat(),
        "as_of": queries.as_of(briefing).isoformat(),
        "known_at": evaluation.snapshot.known_at.isoformat(),
        "policy": evaluation.snapshot.policy,
        "figures": [{key: f[key] for key in FIGURE_KEYS} for f in briefing.figures],
        "levels": [{key: row[key] for key in LEVEL_KEYS} for row in briefing.levels],
        "checks": briefing.checks,
    }


def _print(briefing: Any) -> None:
    console = Console()
    console.print(f"[bold]{briefing.slug}[/bold] · {briefing.place.full_name} · "
                  f"{briefing.evaluation.start} … {briefing.evaluation.end}")  # fmt: skip
    table = Table("Mã", "Số liệu", "Giá trị", "Kỳ trước", "Tăng, giảm", "Số dòng")
    for f in briefing.figures:
        values = (_shown(f[what], f["unit"]) for what in ("value", "base"))
        moved = signed(f["change"], 2 if (f["change"] or 0) % 1 else 0)
        table.add_row(f["id"], f["label"], *values, moved, number(f["records"]))
    console.print(table)
    failed = [c for c in briefing.checks if c["verdict"] == "fails"]
    console.print(f"Kiểm tra: {len(briefing.checks) - len(failed)} không sai, {len(failed)} không khớp")
    for check in failed:
        console.print(f"  {', '.join(check['figures'])}: {check['explanation']}")


def _shown(value: float | None, unit: str) -> str:
    if value is None:
        return "chưa có"
    return percent(value) if unit == "percent" else number(value, 1 if value % 1 else 0)


def records(
    briefing: Annotated[str, typer.Argument(help="Mã báo cáo, ví dụ 22-2022W09-1")],
    figure: Annotated[str, typer.Argument(help="Mã số liệu, ví dụ new")],
    csv: Annotated[Path | None, typer.Option("--csv", help="Ghi vào tệp CSV")] = None,
    as_json: Json = False,
) -> None:
    """Các dòng làm nên một con số: số dòng hoặc tổng của chúng là con số đó."""
    from giaoban.briefing import queries
    from giaoban.documents import csvfile
    from giaoban.situation import queries as situation

    found = queries.by_slug(briefing)
    stated = queries.figure_of(found, figure)
    opened = situation.records(found.evaluation, figure, found.place.path)
    header = opened.rows.column_names
    rows = [[_plain(value) for value in row.values()] for row in opened.rows.to_pylist()]
    told = Console(stderr=True)
    if csv is not None:
        csvfile.write(csv, header, rows)
        told.print(f"Đã ghi {csv}")
    elif as_json:
        body = {
            "briefing": found.slug,
            "figure": stated["id"],
            "window": stated["window"],
            "value": opened.value,
            "rows": opened.total,
            "records": [dict(zip(header, row, strict=True)) for row in rows],
        }
        typer.echo(json.dumps(body, ensure_ascii=False, default=str))
    else:
        typer.echo("\t".join(header))
        for row in rows:
            typer.echo("\t".join("" if value is None else str(value) for value in row))
    told.print(f"{number(opened.total)} dòng, tổng {number(opened.value)}")


def _plain(value: Any) -> Any:
    """Decimals of the engine as numbers; dates and words as they are."""
    return value if value is None or isinstance(value, str | int | float | date) else float(value)


def verify(briefing: Annotated[str, typer.Argument(help="Mã báo cáo")], as_json: Json = False) -> None:
    """Tính lại mọi con số của một báo cáo từ các phần đã chốt; khác thì thoát với mã 1."""
    from giaoban.briefing import queries
    from giaoban.briefing import verify as verifying

    verdict = verifying.verify(queries.by_slug(briefing))
    if as_json:
        typer.echo(json.dumps(verdict.as_dict(), ensure_ascii=False, indent=1))
    else:
        _say(verdict)
    raise typer.Exit(0 if verdict.equal else 1)


def _say(verdict: Any) -> None:
    if verdict.equal:
        typer.echo(f"{verdict.slug}: mọi con số bằng nhau khi tính lại.")
        return
    typer.echo(f"{verdict.slug}: KHÁC khi tính lại.")
    for part in verdict.parts:
        typer.echo(f"  phần của bảng {part['table']} không còn như khi chốt ({part['sha256'][:12]}…)")
    if verdict.code_changed:
        typer.echo("  cách tính chỉ số trong mã nguồn đã đổi từ khi chốt")
    if verdict.error:
        typer.echo(f"  không tính lại được: {verdict.error}")
    for f in verdict.figures:
        typer.echo(f"  {f['figure']} ({f['what']}): đã ghi {f['stated']}, tính lại {f['computed']}")
