"""`giaoban sms …`: the worker that carries messages, and what still waits."""

from __future__ import annotations

import json
import time
from typing import Annotated

import typer

app = typer.Typer(help="Tin nhắn: gửi tin đang chờ, xem tình trạng.")


@app.command()
def send(
    every: Annotated[float, typer.Option(help="Giây giữa hai lượt; 0: gửi một lượt rồi dừng")] = 0,
) -> None:
    """Gửi tin nhắn đang chờ; dừng lúc nào cũng không mất tin."""
    from django.conf import settings

    from giaoban.gateways import actions
    from giaoban.gateways.transports import configured

    transport = configured(settings)
    while True:
        done = actions.send_waiting(by=None, transport=transport)
        if not every or any(done.values()):
            typer.echo(json.dumps(done))
        if not every:
            return
        time.sleep(every)


@app.command()
def status() -> None:
    """Bao nhiêu tin đang chờ, đã gửi, bị từ chối."""
    from giaoban.gateways import queries

    typer.echo(json.dumps(queries.counts(), ensure_ascii=False))
