"""The form of one declared person: what a citizen types, and what an officer corrects."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.intake.declarations import rules
from giaoban.intake.declarations.rules import Declared

SEXES = [("f", gettext_lazy("Nữ")), ("m", gettext_lazy("Nam"))]
TESTS = [("rapid", gettext_lazy("Test nhanh")), ("pcr", "PCR")]
YES_NO = [("yes", gettext_lazy("Có")), ("no", gettext_lazy("Không"))]
DOSES = [("", gettext_lazy("Không rõ")), *((str(n), str(n)) for n in range(5))]
_BIRTH_WRONG = {
    "unread": gettext_lazy("Viết năm sinh, như 1985, hoặc ngày sinh, như 12/05/1985."),
    "future": gettext_lazy("Ngày sinh này ở tương lai. Kiểm tra lại năm."),
    "old": gettext_lazy("Năm sinh này không thể có. Kiểm tra lại."),
}
_DAY_WRONG = {
    "unread": gettext_lazy("Viết ngày xét nghiệm như 06/03."),
    "future": gettext_lazy("Ngày này chưa đến. Kiểm tra lại."),
    "old": gettext_lazy("Ngày này đã quá lâu. Kiểm tra lại tháng và năm."),
}


class Kept(dict[str, forms.Field]):
    """The fields of a form that changes none of them: copying them took a sixth of a declaration's time."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Kept:
        return self


class PersonForm(forms.Form):
    """One person who tested positive."""

    use_required_attribute = False
    name = forms.CharField(
        label=gettext_lazy("Họ và tên"),
        max_length=80,
        error_messages={"required": gettext_lazy("Cần họ và tên.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "words"}),
    )
    birth = forms.CharField(
        label=gettext_lazy("Năm sinh hoặc ngày sinh"),
        max_length=20,
        error_messages={"required": _BIRTH_WRONG["unread"]},
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "1985"}),
    )
    sex = forms.ChoiceField(
        label=gettext_lazy("Giới"),
        choices=SEXES,
        error_messages={"required": gettext_lazy("Chọn nữ hoặc nam.")},
        widget=forms.RadioSelect,
    )
    test = forms.ChoiceField(
        label=gettext_lazy("Loại xét nghiệm"),
        choices=TESTS,
        error_messages={"required": gettext_lazy("Chọn loại xét nghiệm.")},
        widget=forms.RadioSelect,
    )
    tested_on = forms.CharField(
        label=gettext_lazy("Ngày xét nghiệm dương tính"),
        max_length=20,
        error_messages={"required": _DAY_WRONG["unread"]},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "inputmode": "text", "placeholder": gettext_lazy("ngày/tháng")}
        ),
    )
    symptoms = forms.ChoiceField(
        label=gettext_lazy("Có sốt, ho, mệt, khó thở hay dấu hiệu khác?"),
        choices=YES_NO,
        error_messages={"required": gettext_lazy("Chọn có hoặc không.")},
        widget=forms.RadioSelect,
    )
    underlying = forms.BooleanField(
        label=gettext_lazy("Có bệnh nền (tim, phổi, thận, tiểu đường, ung thư…)"), required=False
    )
    pregnant = forms.BooleanField(label=gettext_lazy("Đang mang thai"), required=False)
    doses = forms.ChoiceField(label=gettext_lazy("Số mũi vắc xin đã tiêm"), choices=DOSES, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_birth(self) -> tuple[date, str]:
        try:
            return rules.read_birth(self.cleaned_data["birth"], self.today)
        except ValueError as wrong:
            raise forms.ValidationError(_BIRTH_WRONG[str(wrong)]) from None

    def clean_tested_on(self) -> date:
        try:
            return rules.read_test_day(self.cleaned_data["tested_on"], self.today)
        except ValueError as wrong:
            raise forms.ValidationError(_DAY_WRONG[str(wrong)]) from None

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("pregnant") and said.get("sex") == "m":
            self.add_error("pregnant", _("Đã chọn giới là nam. Sửa một trong hai."))
        return said

    def declared(self) -> Declared:
        said = self.cleaned_data
        born, precision = said["birth"]
        return Declared(
            name=" ".join(said["name"].split()), birth=born.isoformat(), precision=precision, sex=said["sex"],
            test=said["test"], tested_on=said["tested_on"].isoformat(), symptoms=said["symptoms"] == "yes",
            underlying=said["underlying"], pregnant=said["pregnant"],
            doses=int(said["doses"]) if said["doses"] else None,
        )  # fmt: skip

    @property
    def blank(self) -> bool:
        """A place for a person that nobody used."""
        return not any(str(self.data.get(self.add_prefix(f), "")).strip() for f in ("name", "birth", "sex"))

    @classmethod
    def correcting(cls, data: Any, declared: Declared, **kwargs: Any) -> PersonForm:
        """Filled with what was declared."""
        initial = {
            "name": declared.name, "birth": declared.birth_said, "sex": declared.sex, "test": declared.test,
            "tested_on": f"{declared.tested:%d/%m/%Y}" if declared.tested else "",
            "symptoms": "" if declared.symptoms is None else "yes" if declared.symptoms else "no",
            "underlying": declared.underlying, "pregnant": declared.pregnant,
            "doses": "" if declared.doses is None else str(declared.doses),
        }  # fmt: skip
        return cls(data, initial=initial, **kwargs)


PersonForm.base_fields = Kept(PersonForm.base_fields)
