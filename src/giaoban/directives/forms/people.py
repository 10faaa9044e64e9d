"""Who answers for what, bodies, obstacles and their answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.directives.bodies.models import Body, Charge
from giaoban.directives.obstacles.models import Obstacle

DATES = ["%d/%m/%Y", "%Y-%m-%d"]


class DayForm(forms.Form):
    on = forms.DateField(label=_("Vào ngày"), input_formats=DATES, required=False)


class ChargeForm(forms.Form):
    place = forms.CharField(label=_("Địa bàn"), widget=forms.Select)
    theme = forms.CharField(
        label=_("Lĩnh vực"), max_length=80, required=False, help_text=_("Bỏ trống: mọi việc của địa bàn")
    )
    part = forms.ChoiceField(label=_("Trách nhiệm"), choices=Charge.Part.choices)
    holder = forms.CharField(
        label=_("Người hoặc cơ quan"),
        max_length=120,
        help_text=_("Như trong quyết định phân công"),
        error_messages={"required": _("Ghi chức danh và tên, hoặc cơ quan.")},
    )
    valid_from = forms.DateField(label=_("Từ ngày"), input_formats=DATES, required=False)
    basis = forms.CharField(label=_("Văn bản phân công"), max_length=120, required=False)

    def __init__(self, *args: Any, units: Sequence[Any], bodies: Sequence[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {u.code: u for u in units}
        self.bodies = {b.name: b for b in bodies}
        self.fields["place"].widget.choices = [(u.code, u.full_name) for u in units]

    def clean_place(self) -> Any:
        found = self.units.get(str(self.cleaned_data["place"]))
        if found is None:
            raise forms.ValidationError(_("Chọn địa bàn trong danh sách."))
        return found

    def given(self) -> dict[str, Any]:
        """Of a valid form; a holder that is one of the bodies is tied to it."""
        holder = self.cleaned_data["holder"].strip()
        return {**self.cleaned_data, "holder": holder, "body": self.bodies.get(holder)}


class BodyForm(forms.Form):
    name = forms.CharField(
        label=_("Tên cơ quan"), max_length=160, error_messages={"required": _("Ghi tên cơ quan.")}
    )
    kind = forms.ChoiceField(label=_("Loại"), choices=Body.Kind.choices)


class ObstacleForm(forms.Form):
    kind = forms.ChoiceField(label=_("Loại"), choices=Obstacle.Kind.choices)
    text = forms.CharField(
        label=_("Nội dung và điều đề nghị"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Ghi vướng mắc và điều đề nghị cấp trên giải quyết.")},
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Ý kiến giải quyết"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Ghi ý kiến giải quyết.")},
    )
