"""Deciding what was declared. A household is decided in one act, all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from giaoban.accounts.scope import Scope
from giaoban.intake.declarations import actions as intake
from giaoban.intake.declarations.queries import content
from giaoban.intake.declarations.rules import Declared, Household
from giaoban.intake.models import Declaration
from giaoban.kernel import audit, bulk, clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import seal
from giaoban.places import queries as places
from giaoban.places.models import Unit
from giaoban.registry.admission.actions import Where, case_for, new_person, open_batch
from giaoban.registry.admission.queries import suggestions
from giaoban.registry.declarations import queries
from giaoban.registry.declarations.rules import NEW, NOBODY_SHOWN, REASONS, Choice, changed
from giaoban.registry.models import DeclarationDecision, Person, SettledDeclaration


@transaction.atomic
def decide(
    *, by: Any, scope: Scope, number: int, choices: Sequence[Choice], at: datetime | None = None
) -> list[DeclarationDecision]:
    """Confirm or reject persons of a declaration. Whoever comes second is told and changes nothing."""
    at = at or clock.now()
    bulk.one_writer()  # two declarations of one person must not make two cases
    declaration = _open(scope, number)
    household = content(declaration)
    taken = set(declaration.decisions.values_list("index", flat=True))
    if not choices:
        raise UserError("nothing_chosen", "Chưa chọn gì cho ai.", "Chọn xác nhận hoặc từ chối từng người.")
    if taken & {choice.index for choice in choices}:
        raise UserError(
            "already_decided",
            "Đồng nghiệp vừa xử lý phiếu này; lựa chọn của bạn chưa được ghi.",
            "Xem kết quả dưới đây; còn người nào chưa xử lý thì chọn lại.",
        )
    made = _Deciding(by, declaration, household, at, len(choices)).all(choices)
    if len(taken) + len(made) >= max(1, declaration.persons):
        SettledDeclaration.objects.create(declaration=declaration, settled_at=at)
    audit.record(
        by, "registry.decide_declaration", f"declaration:{declaration.pk}",
        acts=[d.act for d in made], cases=[d.case_id for d in made if d.new_case],
    )  # fmt: skip
    return made


def _open(scope: Scope, number: int) -> Declaration:
    declaration = queries.declaration(scope, number)
    if declaration is None:
        raise UserError(
            "declaration_unknown", "Không có phiếu khai báo này trong địa bàn.", "Mở lại danh sách."
        )
    return declaration


class _Deciding:
    """Decides the persons of one declaration under one batch."""

    def __init__(self, by: Any, declaration: Declaration, household: Household, at: datetime, rows: int):
        self.by, self.declaration, self.household, self.at = by, declaration, household, at
        self.where = Where(declaration.unit_id, household.hamlet, household.address)
        self.batch = open_batch(by=by, kind="declaration", unit_id=declaration.unit_id, at=at, rows=rows)
        self.new: set[int] = set()  # namesakes of one household are two, without being asked

    def all(self, choices: Sequence[Choice]) -> list[DeclarationDecision]:
        made = [self._one(choice) for choice in choices]
        self.batch.accepted = sum(d.new_case for d in made)
        self.batch.unchanged = len(made) - self.batch.accepted
        self.batch.save(update_fields=["accepted", "unchanged"])
        return made

    def _one(self, choice: Choice) -> DeclarationDecision:
        if choice.act == "rejected":
            return self._reject(choice)
        said = self.household.persons[choice.index]
        person, new_one = self._person(choice, choice.corrected or said)
        facts = choice.corrected or said
        case, new_case = case_for(
            by=self.by, person=person, declared=facts, where=self.where, found="declared",
            key=("declaration", str(self.declaration.number), str(choice.index)),
            batch=self.batch, row=choice.index + 1, at=self.at,
        )  # fmt: skip
        return self._keep(
            choice, act="confirmed", person=person, case=case, new_person=new_one, new_case=new_case,
            corrected=seal(asdict(choice.corrected)) if choice.corrected else None,
            changed=changed(said, facts),
        )  # fmt: skip

    def _reject(self, choice: Choice) -> DeclarationDecision:
        if choice.reason not in REASONS:
            raise UserError(
                "reason_missing", "Thiếu lý do từ chối.", "Chọn một lý do cho mỗi người bị từ chối."
            )
        return self._keep(choice, act="rejected", reason=choice.reason)

    def _person(self, choice: Choice, facts: Declared) -> tuple[Person, bool]:
        if choice.person is None or (choice.person == NOBODY_SHOWN and self._like(choice, facts) - self.new):
            raise UserError(
                "person_not_chosen",
                f"Người thứ {choice.index + 1} có thể trùng người đã có trong sổ.",
                "Chọn một người trong gợi ý, hoặc chọn “người mới”.",
            )
        if choice.person not in (NEW, NOBODY_SHOWN):
            self._among_the_suggested(choice, facts)
            return Person.objects.get(pk=choice.person), False
        made = new_person(
            by=self.by, declared=facts, phone=self.household.phone, where=self.where, at=self.at
        )
        self.new.add(made.pk)
        return made, True

    def _like(self, choice: Choice, facts: Declared) -> set[int]:
        stated = (self.household.persons[choice.index], facts)
        phone, unit = self.household.phone, self.where.unit_id
        return {m.person for said in stated for m in suggestions(said, phone, unit)}

    def _among_the_suggested(self, choice: Choice, facts: Declared) -> None:
        """A person is chosen from what was shown, never by guessing a number."""
        if choice.person not in self._like(choice, facts):
            raise UserError("person_unknown", "Người được chọn không nằm trong gợi ý.", "Tải lại phiếu.")

    def _keep(self, choice: Choice, **facts: Any) -> DeclarationDecision:
        return DeclarationDecision.objects.create(
            declaration=self.declaration, index=choice.index, note=choice.note[:200], by=self.by,
            decided_at=self.at, **facts,
        )  # fmt: skip


@transaction.atomic
def forward(*, by: Any, scope: Scope, number: int, to: Unit, at: datetime | None = None) -> Declaration:
    """The household stays in another commune: its undecided persons become a declaration there.

    The household keeps its first number; the new commune promises its own call.
    """
    at = at or clock.now()
    bulk.one_writer()
    declaration = _open(scope, number)
    if to.pk == declaration.unit_id or to.level != "commune":
        raise UserError("same_place", "Chọn một xã khác với xã đang giữ phiếu.", "Nhập mã xã nơi đang ở.")
    if not places.inside(to):
        raise UserError(
            "outside_installation", f"{to.full_name} ở ngoài địa bàn hệ thống này quản lý.",
            "Gọi báo nơi ấy, rồi từ chối phiếu với lý do khác.",
        )  # fmt: skip
    household = content(declaration)
    taken = set(declaration.decisions.values_list("index", flat=True))
    left = [i for i in range(declaration.persons) if i not in taken]
    if not left:
        raise UserError("already_decided", "Phiếu này đã xử lý xong.", "Xem kết quả dưới đây.")
    passed = Household(
        household.phone, tuple(household.persons[i] for i in left), household.hamlet, household.address
    )
    onward = intake.receive(
        by=by, at=at, channel="forwarded", unit=to, household=passed, token=f"forward\x1f{number}"
    ).declaration
    for index in left:
        DeclarationDecision.objects.create(
            declaration=declaration, index=index, act="forwarded", reason="elsewhere", onward=onward, by=by,
            decided_at=at,
        )  # fmt: skip
    SettledDeclaration.objects.create(declaration=declaration, settled_at=at)
    audit.record(
        by, "registry.forward_declaration", f"declaration:{declaration.pk}", to=to.code, persons=len(left)
    )
    return onward
