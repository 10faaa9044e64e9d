"""Which briefing to draft: place, week, count. Parsing and validation, nothing else."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

COUNTS = [("province", _("số của tỉnh")), ("ministry", _("số Bộ Y tế công bố"))]


class DraftForm(forms.Form):
    """Places and weeks are those of the reader's scope, handed in by the view."""

    place = forms.ChoiceField(label=_("Địa bàn"))
    week = forms.ChoiceField(label=_("Tuần"))
    count = forms.ChoiceField(label=_("Cách đếm"), choices=COUNTS)

    def __init__(
        self, *args: Any, places: list[tuple[str, str]], weeks: list[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["place"].choices = places
        self.fields["week"].choices = weeks


class SignForm(forms.Form):
    reason = forms.CharField(
        required=False,
        label=_("Lý do ký khi còn phép kiểm tra không khớp"),
        help_text=_("lưu ở phụ lục nội bộ, không in trong báo cáo"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ExplainForm(forms.Form):
    """Figures are those shown to the unit, handed in by the view."""

    indicator = forms.ChoiceField(label=_("Số liệu"))
    text = forms.CharField(
        label=_("Nội dung giải trình"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, figures: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["indicator"].choices = figures
