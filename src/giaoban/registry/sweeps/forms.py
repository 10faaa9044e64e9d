"""What a door sends, and who is added there."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.intake.declarations import rules
from giaoban.intake.declarations.person_form import SEXES
from giaoban.intake.declarations.rules import Declared
from giaoban.kernel.errors import UserError
from giaoban.kernel.text import whole
from giaoban.registry.sweeps.queries import AtDoor
from giaoban.registry.sweeps.rules import Said


def door(data: Any, people: list[AtDoor]) -> list[Said]:
    """One of each person; doses said at the door are taken where they are more than the register knows."""
    found = []
    for each in people:
        key = str(each.person.pk)
        typed = whole(data.get(f"doses{key}"))
        doses = typed if typed is not None and typed < 10 else None
        held = each.doses if doses is None else doses
        missing = max(0, (each.due or 0) - held)
        found.append(
            Said(
                each.person.pk, data.get(f"presence{key}", ""), data.get(f"test{key}", ""), doses, missing,
                data.get(f"reason{key}", ""),
            )
        )  # fmt: skip
    return found


class NewcomerForm(forms.Form):
    """Who lives here and is not on the register."""

    use_required_attribute = False
    name = forms.CharField(label=_("Họ và tên"), max_length=80)
    birth = forms.CharField(label=_("Năm sinh hoặc ngày sinh"), max_length=20)
    sex = forms.ChoiceField(label=_("Giới"), choices=SEXES, widget=forms.RadioSelect)

    def declared(self, today: date) -> Declared:
        try:
            born, precision = rules.read_birth(self.cleaned_data["birth"], today)
        except ValueError:
            raise UserError("birth_unreadable", "Năm sinh không đúng.", "Viết như 1985.") from None
        return Declared(self.cleaned_data["name"], born.isoformat(), precision, self.cleaned_data["sex"])
