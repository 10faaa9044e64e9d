"""Typing a conclusion and its lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.directives import rules
from giaoban.directives.forms.goals import goal_of
from giaoban.directives.lines import BODY, COMMUNES, DISTRICTS, ONE, TaskLine


class ConclusionForm(forms.Form):
    text = forms.CharField(
        label=_("Nội dung kết luận"),
        widget=forms.Textarea,
        error_messages={"required": _("Ghi nội dung kết luận.")},
    )
    chair = forms.CharField(label=_("Chủ trì"), max_length=120, required=False)
    theme = forms.CharField(
        label=_("Lĩnh vực"), max_length=80, required=False, help_text=_("Ví dụ: tiêm chủng, điều trị tại nhà")
    )
    concluded_on = forms.DateField(
        label=_("Ngày kết luận"), input_formats=["%d/%m/%Y", "%Y-%m-%d"], help_text=_("Ví dụ 07/3/2022")
    )


class LineForm(forms.Form):
    """One task line. What the words of its deadline mean is shown before anything is given out."""

    text = forms.CharField(
        label=_("Việc phải làm"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bỏ trống nếu giao đúng nội dung kết luận"),
    )
    whom = forms.ChoiceField(
        label=_("Giao cho"),
        choices=[(COMMUNES, _("mỗi xã, phường, thị trấn")), (DISTRICTS, _("mỗi huyện, thị xã, thành phố")),
                 (ONE, _("một đơn vị")), (BODY, _("một sở, ban, ngành"))],
    )  # fmt: skip
    unit = forms.CharField(
        label=_("Đơn vị"), required=False, widget=forms.Select, help_text=_("Chỉ chọn khi giao một đơn vị")
    )
    agency = forms.CharField(
        label=_("Sở, ban, ngành"),
        required=False,
        widget=forms.Select,
        help_text=_("Chỉ chọn khi giao một sở, ban, ngành"),
    )
    role = forms.ChoiceField(
        label=_("Bộ phận nhận việc"),
        choices=[("commune", _("UBND xã")), ("station", _("Trạm Y tế")), ("district", _("UBND huyện")),
                 ("hospital", _("Bệnh viện, cơ sở điều trị"))],
    )  # fmt: skip
    due = forms.CharField(
        label=_("Thời hạn"),
        max_length=120,
        help_text=_("Như trong văn bản: trong 24 giờ · trước ngày 15/3 · trong tuần"),
        error_messages={"required": _("Ghi thời hạn.")},
    )
    measure = forms.ChoiceField(label=_("Chỉ số đo"), required=False)
    direction = forms.ChoiceField(
        label=_("Chiều"), required=False, choices=[("up", _("ít nhất")), ("down", _("không quá"))]
    )
    goal = forms.CharField(
        label=_("Mức cần đạt"),
        required=False,
        max_length=20,
        help_text=_("Một số như 95, hoặc so với đầu kỳ như “giảm 20%”"),
    )

    def __init__(
        self,
        *args: Any,
        now: datetime,
        units: list[Any],
        measures: list[Any],
        bodies: Sequence[Any] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {str(b.pk): b for b in bodies}
        self.fields["agency"].widget.choices = [("", _("chọn cơ quan"))] + [
            (k, b.name) for k, b in self.bodies.items()
        ]
        self._offer({u.level for u in units[1:]})
        self.now = now
        self.units = {u.code: u for u in units}
        self.deadline: rules.Deadline | None = None
        self.fields["unit"].widget.choices = [("", _("chọn đơn vị"))] + [(u.code, u.full_name) for u in units]
        self.fields["measure"].choices = [("", _("không gắn chỉ số")), *measures]

    def _offer(self, below: set[str]) -> None:
        """Only whom the place has: a district has no districts, a place may have no bodies."""
        absent = {BODY} if not self.bodies else set()
        absent |= {
            whom for whom, level in ((COMMUNES, "commune"), (DISTRICTS, "district")) if level not in below
        }
        self.fields["whom"].choices = [c for c in self.fields["whom"].choices if c[0] not in absent]
        if not self.bodies:
            del self.fields["agency"]

    def clean_due(self) -> str:
        words = str(self.cleaned_data["due"])
        self.deadline = rules.resolve_deadline(words, self.now)
        if self.deadline.at is None:
            raise forms.ValidationError(self.deadline.rule[:1].upper() + self.deadline.rule[1:] + ".")
        return words

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("whom") == ONE:
            data["place"] = self.units.get(data.get("unit") or "")
            if data["place"] is None:
                self.add_error("unit", _("Chọn đơn vị nhận việc."))
        if data.get("whom") == BODY:
            data["body"] = self.bodies.get(data.get("agency") or "")
            if data["body"] is None:
                self.add_error("agency", _("Chọn sở, ban, ngành nhận việc."))
        self._fit_role(data)
        if data.get("measure"):
            data["target"], data["target_change"] = self._goal(data.get("goal") or "")
            if data["target_change"] is not None:
                data["direction"] = "down" if data["target_change"] < 0 else "up"
        return data

    def _fit_role(self, data: dict[str, Any]) -> None:
        level = {COMMUNES: "commune", DISTRICTS: "district"}.get(data.get("whom") or "")
        if data.get("place") is not None:
            level = data["place"].level
        if level and data.get("role") not in rules.OWNERS.get(level, ()):
            self.add_error("role", _("Bộ phận này không có ở cấp của đơn vị được giao; chọn bộ phận khác."))

    def _goal(self, words: str) -> tuple[float | None, float | None]:
        number, change = goal_of(words)
        if number is None and change is None:
            self.add_error("goal", _("Ghi một số, ví dụ 95, hoặc “giảm 20%” so với đầu kỳ."))
        return number, change

    def line(self) -> TaskLine:
        """Of a valid form."""
        data, deadline = self.cleaned_data, self.deadline
        assert deadline is not None and deadline.at is not None
        measured = bool(data.get("measure"))
        return TaskLine(
            text=data["text"], whom=data["whom"], role=data["role"], unit=data.get("place"),
            due_at=deadline.at, due_text=data["due"], due_rule=deadline.rule, measure=data["measure"],
            direction=data["direction"] if measured else "",
            target=data.get("target") if measured else None,
            target_change=data.get("target_change") if measured else None, agency=data.get("body"),
        )  # fmt: skip
