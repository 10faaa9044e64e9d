"""`giaoban call-backs …`: draw the week's samples, and say how far the answers agree."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Annotated

import typer

app = typer.Typer(help="Gọi lại kiểm tra: rút mẫu của tuần, xem kết quả.")
Place = Annotated[str, typer.Option(help="Mã đơn vị hành chính")]
Week = Annotated[
    datetime | None,
    typer.Option("--week", formats=["%Y-%m-%d"], help="Thứ Hai của tuần; để trống: tuần tròn vừa qua"),
]
Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON")]


@app.command()
def draw(place: Place, week: Week = None, as_json: Json = False) -> None:
    """Rút mẫu của mọi trạm trong địa bàn (chạy mỗi thứ Hai); chạy lại không rút thêm."""
    from giaoban.kernel import clock
    from giaoban.places import queries as places
    from giaoban.registry.callbacks import actions

    monday = _monday(week, clock.today())
    samples = actions.draw(by=None, place=places.resolve(place, clock.today()), week_from=monday)
    rows = [{"unit": s.unit.code, "reported": s.reported, "size": s.size} for s in samples]
    if as_json:
        typer.echo(json.dumps({"week_from": monday.isoformat(), "samples": rows}))
        return
    for sample in samples:
        typer.echo(f"{sample.unit.full_name}: {sample.size} cuộc gọi trong {sample.reported} việc đã báo")
    typer.echo(f"Tuần từ {monday:%d/%m/%Y}: đã rút mẫu của {len(samples)} trạm.")


@app.command()
def agreement(place: Place, week: Week = None) -> None:
    """Kết quả gọi lại của một tuần, dạng JSON; không có danh tính."""
    from giaoban.accounts.scope import Scope
    from giaoban.kernel import clock
    from giaoban.places import queries as places
    from giaoban.registry.callbacks import queries

    unit, monday = places.resolve(place, clock.today()), _monday(week, clock.today())
    told = queries.total(Scope(None, "analyst", unit.pk, unit.path, False, frozenset()), monday)
    typer.echo(
        json.dumps(
            {"week_from": monday.isoformat(), "drawn": told.drawn, "agrees": told.agrees,
             "differs": told.differs, "unreachable": told.unreachable, "declined": told.declined,
             "open": told.open, "share": told.share}
        )
    )  # fmt: skip


def _monday(week: datetime | None, today: date) -> date:
    """The Monday of the week meant, never of one that still runs."""
    from giaoban.kernel.errors import UserError
    from giaoban.registry.callbacks.rules import week_before

    last = week_before(today)
    if week is None:
        return last
    if week.weekday() or week.date() > last:
        raise UserError(
            "week_unfit", f"{week:%d/%m/%Y} không phải thứ Hai của một tuần đã hết.",
            f"Dùng ngày thứ Hai, muộn nhất là {last:%d/%m/%Y}.",
        )  # fmt: skip
    return week.date()
