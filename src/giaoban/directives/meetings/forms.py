"""Planning a meeting, its sites, its agenda, its notes: parsing and validation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.directives.bodies.models import Body
from giaoban.directives.meetings.models import Site
from giaoban.places.models import Unit

DATES = ["%d/%m/%Y", "%Y-%m-%d"]
TIMES = ["%H:%M", "%H giờ %M", "%Hh%M", "%H giờ", "%Hh"]


class PlanForm(forms.Form):
    title = forms.CharField(
        label=_("Tên cuộc họp"), max_length=160, error_messages={"required": _("Ghi tên cuộc họp.")}
    )
    briefing = forms.ChoiceField(
        label=_("Báo cáo sẽ nghe"), required=False, help_text=_("Chương trình họp lấy từ báo cáo này")
    )
    day = forms.DateField(label=_("Ngày họp"), input_formats=DATES, help_text=_("Ví dụ 07/3/2022"))
    hour = forms.TimeField(label=_("Giờ họp"), input_formats=TIMES, help_text=_("Ví dụ 14:00"))
    chair = forms.CharField(
        label=_("Chủ trì"), max_length=120, error_messages={"required": _("Ghi người chủ trì.")}
    )
    secretary = forms.CharField(label=_("Thư ký"), max_length=120, required=False)
    invite = forms.MultipleChoiceField(
        label=_("Mời các điểm cầu"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("children", _("mỗi đơn vị cấp dưới trực tiếp một điểm cầu")),
            ("communes", _("mỗi xã, phường, thị trấn một điểm cầu")),
            ("bodies", _("các sở, ban, ngành")),
        ],
    )

    def __init__(self, *args: Any, briefings: list[tuple[str, str]], has: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["briefing"].choices = [("", _("không nghe báo cáo")), *briefings]
        self.fields["invite"].choices = [c for c in self.fields["invite"].choices if c[0] in has]
        if not has:
            del self.fields["invite"]

    def starts_at(self) -> datetime:
        """Of a valid form."""
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"])


class MarkForm(forms.Form):
    attendance = forms.ChoiceField(label=_("Tham dự"), choices=Site.Attendance.choices)
    note = forms.CharField(
        label=_("Người dự thay hoặc lý do vắng"), max_length=200, required=False,
    )  # fmt: skip


class InviteForm(forms.Form):
    """One unit or one body more; `who` is "unit:06778" or "body:3"."""

    who = forms.ChoiceField(
        label=_("Đơn vị, cơ quan"), error_messages={"required": _("Chọn đơn vị hoặc cơ quan.")}
    )

    def __init__(self, *args: Any, units: Sequence[Unit], bodies: Sequence[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._named: dict[str, Unit | Body] = {f"body:{b.pk}": b for b in bodies}
        self._named |= {f"unit:{u.code}": u for u in units}
        names = [
            (key, one.full_name if isinstance(one, Unit) else one.name) for key, one in self._named.items()
        ]
        self.fields["who"].choices = [("", _("chọn đơn vị, cơ quan")), *names]

    def chosen(self) -> dict[str, Unit | Body]:
        """Of a valid form: an argument of `actions.invite`."""
        one = self._named[self.cleaned_data["who"]]
        return {"unit" if isinstance(one, Unit) else "body": one}


class ItemForm(forms.Form):
    title = forms.CharField(
        label=_("Nội dung"), max_length=200, error_messages={"required": _("Ghi nội dung.")}
    )
    text = forms.CharField(
        label=_("Diễn giải"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Ý kiến, chỉ đạo"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mỗi ý một dòng ghi: ai, làm gì, đến khi nào. Ví dụ: Các phường rà soát xong trước 15/3"),
        error_messages={"required": _("Ghi ý kiến, chỉ đạo.")},
    )
