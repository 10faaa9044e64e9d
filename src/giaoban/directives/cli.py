"""`giaoban tasks …`, `giaoban conclude …`: the operator's part of directives."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from giaoban.accounts.scope import Scope
    from giaoban.places.models import Unit

app = typer.Typer(help="Kết luận và nhiệm vụ.")
Place = Annotated[str, typer.Option(help="Mã đơn vị hành chính")]
Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON")]
_STATES = "open overdue week stuck waiting accepted all"


@app.command()
def tasks(
    place: Place,
    state: Annotated[str, typer.Option(help=_STATES)] = "open",
    as_json: Json = False,
) -> None:
    """Nhiệm vụ của một địa bàn, theo tình trạng."""
    from giaoban.directives import queries
    from giaoban.kernel import clock
    from giaoban.kernel.errors import UserError

    if state not in queries.STATES:
        raise UserError("state_unknown", f"Không có tình trạng “{state}”.", f"Chọn: {_STATES}.")
    now = clock.now()
    found = queries.tasks(_operator(_unit(place)), state, now)
    rows = [_row(task, now) for task in found]
    if as_json:
        typer.echo(json.dumps({"place": place, "state": state, "tasks": rows}, ensure_ascii=False, indent=1))
        return
    for row in rows:
        late = "QUÁ HẠN  " if row["overdue"] else ""
        what = f"{row['body']}: {row['text'][:80]}"
        typer.echo(f"{row['id']:>6}  {row['due']}  {row['state']:<9}  {late}{what}")
    typer.echo(f"{len(rows)} nhiệm vụ")


@app.command()
def conclude(
    place: Place,
    text: Annotated[str, typer.Option(help="Nội dung kết luận")],
    due: Annotated[str, typer.Option(help="Thời hạn: “trong 24 giờ”, “trước ngày 15/3”")],
    whom: Annotated[
        str, typer.Option(help="communes, districts, mã một đơn vị, hoặc tên một sở, ban, ngành")
    ] = "communes",
    role: Annotated[str, typer.Option(help="commune station district hospital")] = "commune",
    task: Annotated[str, typer.Option(help="Việc phải làm; bỏ trống thì giao đúng nội dung kết luận")] = "",
    briefing: Annotated[str, typer.Option(help="Mã báo cáo đã nghe")] = "",
    measure: Annotated[str, typer.Option(help="Chỉ số đo")] = "",
    at_least: Annotated[float | None, typer.Option(help="Mức cần đạt: ít nhất")] = None,
    at_most: Annotated[float | None, typer.Option(help="Mức cần đạt: không quá")] = None,
    as_json: Json = False,
) -> None:
    """Ghi một kết luận và giao ngay thành nhiệm vụ."""
    from giaoban.directives import actions, queries
    from giaoban.directives.lines import TaskLine
    from giaoban.directives.rules import resolve_deadline
    from giaoban.kernel import clock
    from giaoban.kernel.errors import UserError

    unit = _unit(place)
    deadline = resolve_deadline(due, clock.now())
    if deadline.at is None:
        raise UserError("deadline_unknown", deadline.rule[:1].upper() + deadline.rule[1:] + ".")
    heard = queries.briefing_of(_operator(unit), briefing) if briefing else None
    if briefing and heard is None:
        raise UserError("briefing_unknown", f"Không có báo cáo “{briefing}”.", "Kiểm tra lại mã báo cáo.")
    body = next((b for b in queries.bodies_at(unit, clock.today()) if b.name == whom), None)
    named = None if body or whom in ("communes", "districts") else _unit(whom)
    kind = "body" if body else "unit" if named else whom
    line = TaskLine(
        text=task, whom=kind, unit=named, agency=body, role=role, due_at=deadline.at,
        due_text=due, due_rule=deadline.rule, measure=measure,
        direction=("up" if at_least is not None else "down") if measure else "",
        target=(at_least if at_least is not None else at_most) if measure else None,
    )  # fmt: skip
    made = actions.conclude(by=None, text=text, place=unit, briefing=heard, lines=[line])
    told = {"conclusion": made.pk, "tasks": made.tasks.count(), "due": deadline.at.isoformat(),
            "due_rule": deadline.rule}  # fmt: skip
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False))
    else:
        typer.echo(f"Kết luận {told['conclusion']}: giao {told['tasks']} nhiệm vụ, hạn {told['due']} ({due})")


def _unit(code: str) -> Unit:
    from giaoban.kernel import clock
    from giaoban.places import queries as places

    return places.resolve(code, clock.today())


def _operator(unit: Unit) -> Scope:
    """Whoever works at the machine reads the subtree they name."""
    from giaoban.accounts.scope import Scope

    may = frozenset({"assign", "sign_off"})
    return Scope(user_id=None, role="admin", unit_id=unit.pk, path=unit.path, whole=False, may=may)


def _row(task: Any, now: Any) -> dict[str, Any]:
    from giaoban.directives.rules import is_overdue, target_of

    return {
        "id": task.pk,
        "conclusion": task.conclusion_id,
        "place": task.unit.code,
        "body": task.body,
        "role": task.role,
        "text": task.text,
        "state": task.state,
        "due": task.due_at.isoformat(sep=" ", timespec="minutes"),
        "due_rule": task.due_rule,
        "overdue": is_overdue(task.state, task.due_at, now),
        "measure": task.measure or None,
        "target": target_of(task.start_value, task.target, task.target_change),
        "start_value": task.start_value,
    }
