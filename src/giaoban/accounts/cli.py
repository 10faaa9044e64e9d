"""`giaoban accounts …`: the operator gives, moves and closes accounts. What is secret is printed once."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from giaoban.accounts.models import User

app = typer.Typer(help="Tài khoản: cấp, phân công, kết thúc, đặt lại mật khẩu.")
Username = Annotated[str, typer.Argument(help="Tên đăng nhập")]
Role = Annotated[str, typer.Option(help="leader analyst district commune station hospital office …")]
Place = Annotated[str, typer.Option(help="Mã đơn vị hành chính")]
AtFacility = Annotated[str, typer.Option("--facility", help="Mã cơ sở (bệnh viện) nơi làm việc")]
Agency = Annotated[str, typer.Option(help="Cơ quan")]
From = Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="Từ ngày")]
Day = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Ngày cuối có hiệu lực")]


@app.command()
def add(
    username: Username,
    role: Role,
    place: Place,
    agency: Agency = "",
    name: Annotated[str, typer.Option(help="Họ tên")] = "",
    start: From = None,
    facility: AtFacility = "",
) -> None:
    """Cấp tài khoản và phân công; in mật khẩu một lần."""
    from giaoban.accounts import actions
    from giaoban.places import queries as places

    unit, since = _unit(place, start)
    given = actions.give_account(
        by=None, username=username, role=role, place=unit, valid_from=since, name=name, agency=agency,
        facility=places.facility(facility, since) if facility else None,
    )  # fmt: skip
    _print(
        user=given.user.username,
        role=role,
        place=unit.code,
        password=given.password,
        totp_secret=given.totp_secret,
    )


@app.command()
def post(
    username: Username,
    role: Role,
    place: Place,
    agency: Agency = "",
    start: From = None,
    facility: AtFacility = "",
) -> None:
    """Phân công thêm hoặc chuyển sang địa bàn, vai trò, cơ sở khác."""
    from giaoban.accounts import actions
    from giaoban.places import queries as places

    unit, since = _unit(place, start)
    actions.post(
        by=None, user=_user(username), role=role, place=unit, valid_from=since, agency=agency,
        facility=places.facility(facility, since) if facility else None,
    )  # fmt: skip
    _print(user=username, role=role, place=unit.code)


@app.command()
def close(username: Username, last_day: Day) -> None:
    """Kết thúc mọi phân công đang có hiệu lực."""
    from giaoban.accounts import actions, queries

    day = last_day.date()
    postings = list(_user(username).postings.filter(queries.in_force(day)))
    for posting in postings:
        actions.close_posting(by=None, posting=posting, last_day=day)
    _print(user=username, closed=len(postings), last_day=day.isoformat())


@app.command()
def password(username: Username) -> None:
    """Đặt lại mật khẩu; in một lần, các máy khác phải đăng nhập lại."""
    from giaoban.accounts import actions

    _print(user=username, password=actions.reset_password(by=None, user=_user(username)))


@app.command("second-factor")
def second_factor(username: Username) -> None:
    """Cấp lại mã cho điện thoại mới; in khóa một lần."""
    from giaoban.accounts import actions

    _print(user=username, totp_secret=actions.enrol_second_factor(by=None, user=_user(username)))


def _user(username: str) -> User:
    from giaoban.accounts import queries

    return queries.user_named(username)


def _unit(code: str, start: datetime | None) -> tuple[Any, date]:
    """The unit of that code on the posting's first day."""
    from giaoban.kernel import clock
    from giaoban.places import queries as places

    day = start.date() if start else clock.today()
    unit = places.resolve(code, day)
    return unit, day


def _print(**facts: Any) -> None:
    typer.echo(json.dumps(facts, ensure_ascii=False))
