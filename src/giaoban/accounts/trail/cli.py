"""`giaoban audit …`: closing and checking the trail of what was done and looked at."""

from __future__ import annotations

import json
from typing import Annotated

import typer

app = typer.Typer(help="Nhật ký: niêm phong và kiểm tra.")
_Json = Annotated[bool, typer.Option("--json", help="In JSON.")]


@app.command()
def seal(as_json: _Json = False) -> None:
    """Niêm phong các dòng mới của nhật ký thao tác và nhật ký xem danh tính; chạy lại không sao."""
    from giaoban.accounts.trail import actions, queries

    sealed = actions.seal_logs(by=None)
    last = queries.last_seal()
    head = bytes(last.digest).hex() if last else ""
    if as_json:
        typer.echo(json.dumps({"sealed": sealed, "head": head}))
        return
    typer.echo(f"Đã niêm phong {sum(sealed.values())} dòng.")
    typer.echo(f"Mã cuối chuỗi (ghi lại ở nơi khác máy này): {head}")


@app.command()
def verify(
    head: Annotated[str, typer.Option(help="Mã cuối chuỗi đã ghi lại ở nơi khác.")] = "",
    as_json: _Json = False,
) -> None:
    """Kiểm tra nhật ký có còn như lúc niêm phong; mã thoát 1 khi có dòng bị sửa, mất hoặc chuỗi bị cắt."""
    from giaoban.accounts.trail import queries

    found = queries.verify(head)
    if as_json:
        typer.echo(json.dumps(found.as_json()))
    else:
        for text in _told(found):
            typer.echo(text)
    raise typer.Exit(0 if found.whole else 1)


def _told(found: object) -> list[str]:
    from giaoban.accounts.trail.queries import Verified

    assert isinstance(found, Verified)
    lines = [f"{found.sealed} dòng đã niêm phong, mã cuối chuỗi {found.head or '(chưa có)'}."]
    lines += [f"BỊ SỬA: {row.log} số {row.id}" for row in found.changed]
    lines += [f"BỊ MẤT: {row.log} số {row.id}" for row in found.missing]
    lines += [f"NIÊM PHONG KHÔNG KHỚP: số {seal}" for seal in found.broken_seals]
    if found.head_found is False:
        lines.append("CHUỖI BỊ CẮT: không có niêm phong nào mang mã đã ghi lại.")
    waiting = sum(found.unsealed.values())
    if waiting:
        lines.append(f"{waiting} dòng chưa niêm phong (chạy: giaoban audit seal).")
    lines.append("Nhật ký nguyên vẹn." if found.whole else "Nhật ký KHÔNG còn như lúc niêm phong.")
    return lines
