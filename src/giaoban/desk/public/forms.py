"""The declaration of a household: what was typed, what is wrong with it, what it means."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.intake.declarations import rules
from giaoban.intake.declarations.person_form import Kept, PersonForm
from giaoban.intake.declarations.rules import Household
from giaoban.kernel.text import wholes


class HouseholdForm(forms.Form):
    """Where and how to call. `website` is a trap: people do not see it, robots fill it in."""

    use_required_attribute = False
    phone = forms.CharField(
        label=gettext_lazy("Số điện thoại để Trạm Y tế gọi lại"),
        max_length=20,
        error_messages={"required": gettext_lazy("Cần một số điện thoại để gọi lại.")},
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel-national"}),
    )
    hamlet = forms.CharField(
        label=gettext_lazy("Thôn, tổ, khu"),
        max_length=80,
        error_messages={"required": gettext_lazy("Cần thôn, tổ hoặc khu để tìm nhà.")},
        widget=forms.TextInput(attrs={"list": "hamlets", "autocomplete": "off"}),
    )
    address = forms.CharField(
        label=gettext_lazy("Số nhà, ngõ"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    website = forms.CharField(
        label=gettext_lazy("Ô này để trống"), required=False, widget=forms.TextInput(attrs={"tabindex": "-1"})
    )

    def clean_phone(self) -> str:
        try:
            return rules.read_phone(self.cleaned_data["phone"])
        except ValueError:
            raise forms.ValidationError(
                _("Số này chưa đúng: số di động có 10 chữ số, bắt đầu bằng 0.")
            ) from None

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(
                _("Xóa chữ trong ô này rồi gửi lại: ô này chỉ để chặn máy gửi tự động.")
            )
        return ""


HouseholdForm.base_fields = Kept(HouseholdForm.base_fields)


@dataclass(frozen=True)
class Wrong:
    """A wrong field: where it stands, what it is called, what is wrong."""

    anchor: str
    label: str
    says: str


class Declaring:
    """The whole page: one household, some persons, what to do with them."""

    def __init__(self, data: Any, today: date, most: int) -> None:
        self.data, self.today, self.most = data, today, most
        self.token = str(data.get("once", ""))[:64] if data else ""
        self.token = self.token or secrets.token_urlsafe(16)
        self.household = HouseholdForm(data or None)
        self.alike = bool(data and data.get("alike"))
        self.persons = [self._person(n) for n in self._places()]

    def _places(self) -> list[int]:
        """The numbers of the persons on the page; one taken away leaves a gap."""
        given = wholes(self.data.getlist("person")) if self.data else [0]
        return sorted(set(given))[: self.most] or [0]

    def _person(self, number: int, copied: PersonForm | None = None) -> PersonForm:
        if copied is None and self.data:
            return PersonForm(self.data, prefix=f"p{number}", today=self.today)
        said = {}
        if copied is not None and self.alike:  # said by the household, never taken for granted
            said = {name: copied[name].value() for name in ("test", "tested_on")}
        return PersonForm(initial=said, prefix=f"p{number}", today=self.today)

    def add(self, n: int) -> None:
        """Room for more persons; what was typed stays."""
        after = max(int((form.prefix or "p0")[1:]) for form in self.persons) + 1
        for number in range(after, after + min(n, self.most - len(self.persons))):
            self.persons.append(self._person(number, self.persons[-1]))

    def drop(self, number: str) -> None:
        self.persons = [f for f in self.persons if f.prefix != f"p{number}"] or [self._person(0)]

    def unchecked(self) -> None:
        """Nothing was sent yet, so nothing is wrong yet."""
        every: list[forms.Form] = [self.household, *self.persons]
        for form in every:
            form._errors = ErrorDict()

    @property
    def full(self) -> bool:
        return len(self.persons) >= self.most

    def numbered(self) -> Iterator[tuple[str, PersonForm]]:
        return (((form.prefix or "p0")[1:], form) for form in self.persons)

    def is_valid(self) -> bool:
        used = [form for form in self.persons if not form.blank]
        self.persons = used or self.persons[:1]
        return all([self.household.is_valid(), *(form.is_valid() for form in self.persons)])

    def wrong(self) -> list[Wrong]:
        found = []
        every: list[forms.Form] = [self.household, *self.persons]
        for place, form in enumerate(every):
            for name, errors in form.errors.items():
                label = str(form[name].label)
                if place and len(self.persons) > 1:
                    label = _("Người %(n)s, %(field)s") % {"n": place, "field": label.lower()}
                found.append(Wrong(form[name].auto_id, label, errors[0]))
        return found

    def content(self) -> Household:
        said = self.household.cleaned_data
        return Household(
            said["phone"], tuple(f.declared() for f in self.persons), said["hamlet"], said["address"]
        )
