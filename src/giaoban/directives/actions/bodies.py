"""Bodies, who answers for them, and who leads, executes or shares responsibility: all dated."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from giaoban.accounts import queries as accounts
from giaoban.accounts.models import User
from giaoban.directives.actions import permits
from giaoban.directives.models import Body, BodyPost, Charge
from giaoban.directives.rules import AGENCY
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.places.models import Unit


@transaction.atomic
def add_body(*, by: Any, place: Unit, name: str, kind: str, valid_from: date | None = None) -> Body:
    permits.must_act(by, "assign", place)
    name, on = " ".join(name.split()), valid_from or clock.today()
    if not name:
        raise UserError("body_unnamed", "Thiếu tên cơ quan.", "Ghi tên, ví dụ Sở Y tế.")
    if Body.objects.filter(place=place, name=name, valid_to=None).exists():
        raise UserError("body_exists", f"Đã có “{name}” trong danh sách.", "Dùng cơ quan đã có.")
    body = Body.objects.create(place=place, name=name, kind=kind, valid_from=on)
    audit.record(by, "bodies.add", f"body:{body.pk}", place=place.code)
    return body


@transaction.atomic
def end_body(*, by: Any, body: Body, last_day: date | None = None) -> None:
    """Merged or dissolved: what it was given stays, nothing new is given to it."""
    permits.must_act(by, "assign", body.place)
    _end(body, last_day)
    audit.record(by, "bodies.end", f"body:{body.pk}")


@transaction.atomic
def appoint(*, by: Any, body: Body, user: User, valid_from: date | None = None) -> BodyPost:
    """Who answers for the body from that day on: an account whose role is to do just that, at its place."""
    permits.must_act(by, "assign", body.place)
    on = valid_from or clock.today()
    scope = accounts.scope_of(user, on)
    if scope is None or scope.role != AGENCY or scope.unit_id != body.place_id:
        raise UserError(
            "officer_unfit",
            "Tài khoản này không có vai trò sở, ban, ngành tại đây.",
            "Nhờ quản trị phân công vai trò đó cho tài khoản.",
        )
    if BodyPost.objects.filter(accounts.in_force(on), body=body, user=user).exists():
        raise UserError("officer_already", "Người này đã được giao.", "Tải lại trang.")
    post = BodyPost.objects.create(body=body, user=user, valid_from=on)
    audit.record(by, "bodies.appoint", f"body:{body.pk}", user=user.pk)
    return post


@transaction.atomic
def dismiss(*, by: Any, post: BodyPost, last_day: date | None = None) -> None:
    permits.must_act(by, "assign", post.body.place)
    _end(post, last_day)
    audit.record(by, "bodies.dismiss", f"body:{post.body_id}", user=post.user_id)


@transaction.atomic
def put_in_charge(
    *, by: Any, place: Unit, part: str, holder: str, theme: str = "", body: Body | None = None,
    basis: str = "", valid_from: date | None = None,
) -> Charge:  # fmt: skip
    """One line of the accountability map. One leads and one executes; several may share."""
    permits.must_act(by, "assign", place)
    on, theme = valid_from or clock.today(), " ".join(theme.split())
    if not holder.strip():
        raise UserError("holder_missing", "Thiếu người hoặc cơ quan.", "Ghi chức danh và tên, hoặc cơ quan.")
    if part == str(Charge.Part.LEADS):
        for earlier in Charge.objects.filter(accounts.in_force(on), place=place, theme=theme, part=part):
            _end(earlier, on)
    charge = Charge.objects.create(
        place=place, theme=theme, part=part, holder=holder.strip(), body=body, basis=basis.strip(),
        valid_from=on, by=by,
    )  # fmt: skip
    audit.record(by, "bodies.put_in_charge", f"charge:{charge.pk}", place=place.code, part=part)
    return charge


@transaction.atomic
def release(*, by: Any, charge: Charge, last_day: date | None = None) -> None:
    permits.must_act(by, "assign", charge.place)
    _end(charge, last_day)
    audit.record(by, "bodies.release", f"charge:{charge.pk}")


def _end(row: Body | BodyPost | Charge, last_day: date | None) -> None:
    day = last_day or clock.today()
    if day < row.valid_from:
        raise UserError("ends_before", "Ngày kết thúc trước ngày bắt đầu.", "Chọn lại ngày.")
    row.valid_to = day
    row.save(update_fields=["valid_to"])
