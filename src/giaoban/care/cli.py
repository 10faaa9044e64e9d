"""Care from the command line: the pass of the worker, and a patient's link."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from giaoban.care import actions
from giaoban.kernel.vietnamese import number

app = typer.Typer(help="Chăm sóc F0 tại nhà.", no_args_is_help=True)
_SAID = {
    "episodes": "người đang chăm sóc tại nhà",
    "opened": "mới mở",
    "ended": "đã kết thúc theo sổ ca bệnh",
    "reviews": "hồ sơ kiểm thảo mới",
    "moved": "chuyển sang xã khác",
    "due": "đến lượt khai báo",
    "missed": "bỏ lượt khai báo",
    "unheard_high": "nguy cơ cao chưa liên lạc được",
    "unheard": "người khác chưa liên lạc được",
    "unassessed_high": "nguy cơ cao chưa đánh giá",
    "alarms_unheard": "báo động mới của trạm",
    "climbed": "báo động lên tuyến trên",
}


@app.callback()
def care() -> None:
    """Chăm sóc F0 tại nhà."""


@app.command("pass")
def run_pass(json_: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False) -> None:
    """Rà mọi người ở nhà: ai đến lượt, bỏ lượt, báo động nào lên tuyến. Chạy lại không làm gì hai lần."""
    run = actions.run_pass(by=None)
    if json_:
        typer.echo(json.dumps({"seconds": round(run.seconds, 3), **run.counts}, ensure_ascii=False))
        return
    for name, words in _SAID.items():
        typer.echo(f"{number(run.counts[name]):>10}  {words}")
    typer.echo(f"Rà xong trong {number(run.seconds, 1)} giây.")
