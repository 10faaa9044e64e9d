"""`giaoban duplicates …`: search the register for persons who stand twice, and show who waits."""

from __future__ import annotations

import json
from typing import Annotated

import typer

app = typer.Typer(help="Hồ sơ trùng: tìm trong cả sổ (chạy hằng đêm), xem các cặp đang chờ.")
Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON")]
_SHOWN = 50


@app.command()
def find(as_json: Json = False) -> None:
    """Tìm hồ sơ trùng trong cả sổ; chạy lại không làm gì thêm."""
    from rich.console import Console

    from giaoban.registry.duplicates.find import among_all

    with Console(stderr=True).status("Đang so hồ sơ …"):
        found = among_all(by=None)
    if as_json:
        typer.echo(json.dumps(found.as_dict()))
        return
    typer.echo(
        f"{found.compared} người: {found.proposed} cặp mới, trong đó {found.merged} cặp gộp theo quy tắc; "
        f"{found.known} cặp đã biết."
    )


@app.command(name="list")
def listed(as_json: Json = False) -> None:
    """Các cặp đang chờ, chắc nhất trước; không có danh tính."""
    from giaoban.registry.duplicates import presenters, queries

    pairs = queries.waiting()[:_SHOWN] if not as_json else queries.waiting()
    rows = [
        {"pair": p.id, "score": p.score, "levels": p.levels,
         "places": [p.first.unit.code, p.second.unit.code]}
        for p in pairs
    ]  # fmt: skip
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for pair in pairs:
        typer.echo(f"{pair.id}\t{pair.score:.1f}\t{presenters.agreement(pair)}")
