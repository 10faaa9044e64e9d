"""`giaoban export …`: the same exports from the command line, and layouts from YAML."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
import yaml

from giaoban.kernel.errors import UserError
from giaoban.kernel.weeks import day_of

if TYPE_CHECKING:
    from giaoban.registry.models import ExportLayout

app = typer.Typer(help="Xuất bảng theo mẫu: danh sách ca bệnh, báo cáo số liệu, số liệu theo địa bàn.")
Name = Annotated[str, typer.Option("--layout", help="Tên mẫu đã lưu, hoặc tệp YAML")]
File = Annotated[Path, typer.Argument(help="Tệp sẽ ghi, .xlsx hoặc .csv")]
Place = Annotated[str | None, typer.Option("--place", help="Mã địa bàn; không nêu thì toàn bản cài đặt")]
Since = Annotated[str | None, typer.Option("--since", help="Từ ngày (năm-tháng-ngày)")]
Until = Annotated[str | None, typer.Option("--until", help="Đến hết ngày; không nêu thì hôm nay")]
By = Annotated[
    str | None,
    typer.Option("--by", help="Tên đăng nhập; chỉ người được xem danh tính mới xuất được danh tính"),
]


@app.command()
def linelist(
    file: File, layout: Name, place: Place = None, since: Since = None, until: Until = None, by: By = None
) -> None:
    """Xuất danh sách ca bệnh."""
    _export("linelist", file, layout, place, since, until, by)


@app.command()
def returns(
    file: File, layout: Name, place: Place = None, since: Since = None, until: Until = None, by: By = None
) -> None:
    """Xuất báo cáo số liệu tổng hợp."""
    _export("returns", file, layout, place, since, until, by)


@app.command()
def figures(
    file: File, layout: Name, place: Place = None, since: Since = None, until: Until = None, by: By = None
) -> None:
    """Xuất số liệu đã chốt theo địa bàn."""
    _export("figures", file, layout, place, since, until, by)


@app.command()
def save(
    file: Annotated[Path, typer.Argument(help="YAML: columns, values, constants, dates, key, header")],
    name: Annotated[str, typer.Option("--name", help="Tên của mẫu")],
    kind: Annotated[str, typer.Option("--kind", help="linelist, returns hoặc figures")],
    place: Place = None,
    days: Annotated[int, typer.Option("--days", min=1, help="Số ngày mỗi lần tải, tính đến hôm nay")] = 1,
) -> None:
    """Lưu một mẫu xuất dùng chung cho một địa bàn và các địa bàn bên dưới."""
    from giaoban.kernel import clock
    from giaoban.places import queries as places
    from giaoban.registry.layouts import actions, rules

    on = clock.today()
    unit = places.resolve(place, on) if place else places.root(on)
    made = rules.parse(_read(file), actions.known(kind).fields)
    kept = actions.keep(by=None, unit_id=unit.id, kind=kind, name=name, layout=made, days=days)
    typer.echo(f"Đã lưu mẫu “{kept.name}”, {len(made.columns)} cột.", err=True)


@app.command()
def mapping(layout: Name, file: Annotated[Path, typer.Argument(help="Tệp YAML sẽ ghi")]) -> None:
    """Ghi bảng ánh xạ để nhập lại bảng đã xuất theo một mẫu đã lưu."""
    from giaoban.registry.layouts import actions, rules

    kept = _named(layout)
    made = rules.mapping_of(rules.kept(kept.layout), actions.known(kept.kind).fields)
    file.write_text(yaml.safe_dump(made, allow_unicode=True, sort_keys=False), "utf-8")
    typer.echo(f"Đã ghi {file}", err=True)


def _export(
    kind: str, file: Path, layout: str, place: str | None, since: str | None, until: str | None,
    by: str | None,
) -> None:  # fmt: skip
    from giaoban.kernel import clock
    from giaoban.kernel.vietnamese import number
    from giaoban.places import queries as places
    from giaoban.registry.layouts import actions, rules, scopes

    today = clock.today()
    last = day_of(until) if until else today
    if layout.endswith((".yaml", ".yml")):
        made, days, subject = rules.parse(_read(Path(layout)), actions.known(kind).fields), 1, "layout:file"
    else:
        kept = _named(layout, kind)
        made, days, subject = rules.kept(kept.layout), kept.days, f"layout:{kept.id}"
    unit = places.resolve(place, today) if place else places.root(today)
    user, scope = scopes.acting(by, today)
    exported = actions.export(
        by=user, scope=scope, kind=kind, layout=made, place=unit,
        since=day_of(since) if since else last - timedelta(days=days - 1), until=last,
        form=file.suffix.lstrip(".").lower(), subject=subject,
    )  # fmt: skip
    file.write_bytes(exported.content)
    typer.echo(f"Đã ghi {file}: {number(exported.rows)} dòng", err=True)
    if exported.withheld:
        typer.echo(f"Để trống vì không có quyền xem danh tính: {', '.join(exported.withheld)}", err=True)


def _named(name: str, kind: str = "") -> ExportLayout:
    from giaoban.registry.layouts import queries

    found = queries.named(name, kind)
    if found is None:
        next_step = "Lưu mẫu ở trang Xuất theo mẫu hoặc bằng giaoban export save."
        raise UserError("layout_unknown", f"Không có mẫu xuất “{name}”.", next_step)
    return found


def _read(path: Path) -> Any:
    from giaoban.intake.mapping import parsed

    try:
        return parsed(path.read_bytes())
    except (OSError, ValueError) as error:
        said = f"Không đọc được mẫu xuất “{path.name}”."
        raise UserError("layout_unreadable", said, "Sửa lại YAML.") from error
