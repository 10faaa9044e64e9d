"""Setting a target, planning and writing down a visit, beginning and deciding a pilot, planning measures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from giaoban.directives import rules
from giaoban.directives.forms.goals import goal_of, number_of
from giaoban.directives.lines import ONE, TaskLine
from giaoban.directives.programmes.models import Pilot
from giaoban.directives.programmes.rules.inspections import GRAVE, MINOR, SERIOUS
from giaoban.places.models import Facility, Unit

DATES = ["%d/%m/%Y", "%Y-%m-%d"]
_MILESTONE = re.compile(r"^(\d{1,2}/\d{1,2}/\d{4})\s*[:=\s]\s*(\S+)$")
DIRECTIONS = [("up", _("ít nhất")), ("down", _("không quá"))]
ROLES = [
    ("commune", _("UBND xã")), ("station", _("Trạm Y tế")), ("district", _("UBND huyện")),
    ("hospital", _("Bệnh viện, cơ sở điều trị")),
]  # fmt: skip
SEVERITIES = [(GRAVE, _("nghiêm trọng")), (SERIOUS, _("đáng kể")), (MINOR, _("nhẹ"))]


def _text(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _date(label: Any, **more: Any) -> forms.DateField:
    hint = more.pop("help_text", _("Ví dụ 07/3/2022"))
    return forms.DateField(label=label, input_formats=DATES, help_text=hint, **more)


class _Goal(forms.Form):
    """A number, or so many per cent up or down from the start."""

    def goal_of(self, name: str) -> tuple[float | None, float | None]:
        number, change = goal_of(str(self.cleaned_data.get(name) or ""))
        if number is None and change is None:
            self.add_error(name, _("Ghi một số, ví dụ 95, hoặc “giảm 20%” so với đầu kỳ."))
        return number, change


class TargetForm(_Goal):
    text = forms.CharField(
        label=_("Chỉ tiêu"), max_length=240, widget=_text(2), help_text=_("Như trong nghị quyết, kế hoạch")
    )
    place = forms.ChoiceField(label=_("Địa bàn"))
    each = forms.ChoiceField(
        label=_("Áp dụng cho"),
        choices=[("", _("cả địa bàn")), ("each", _("từng xã, phường, thị trấn"))],
        required=False,
    )
    measure = forms.ChoiceField(label=_("Chỉ số đo"))
    direction = forms.ChoiceField(label=_("Chiều"), choices=DIRECTIONS)
    goal = forms.CharField(
        label=_("Mức cần đạt"), max_length=20, help_text=_("Một số như 95, hoặc so với đầu kỳ như “giảm 20%”")
    )
    due_on = _date(_("Ngày phải đạt"), help_text=_("Ví dụ 31/3/2022"))
    milestones = forms.CharField(
        label=_("Các mốc"), required=False, widget=_text(),
        help_text=_("Mỗi dòng một mốc: 15/3/2022 80. Bỏ trống thì lộ trình là đường thẳng."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: Sequence[Unit], measures: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {u.code: u for u in units}
        self.fields["place"].choices = [(u.code, u.full_name) for u in units]
        self.fields["measure"].choices = [("", _("chọn chỉ số")), *measures]

    def clean_milestones(self) -> list[tuple[date, float]]:
        found = []
        for line in str(self.cleaned_data["milestones"]).splitlines():
            if not line.strip():
                continue
            read = _MILESTONE.match(line.strip())
            value = number_of(read[2]) if read else None
            try:
                day = datetime.strptime(read[1], "%d/%m/%Y").date() if read else None
            except ValueError:
                day = None
            if day is None or value is None:
                raise forms.ValidationError(
                    _now("Không đọc được mốc “%(line)s”. Viết như 15/3/2022 80.") % {"line": line.strip()}
                )
            found.append((day, value))
        return sorted(found)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("goal"):
            data["target"], data["target_change"] = self.goal_of("goal")
            if data["target_change"] is not None:
                data["direction"] = "down" if data["target_change"] < 0 else "up"
        return data

    def arguments(self) -> dict[str, Any]:
        """Of a valid form, for the action."""
        data = self.cleaned_data
        kept = ("text", "measure", "direction", "due_on", "target", "target_change", "milestones")
        return {**{k: data[k] for k in kept}, "place": self.units[data["place"]], "each": bool(data["each"])}


class VisitForm(forms.Form):
    unit = forms.ChoiceField(label=_("Nơi kiểm tra"))
    facility = forms.ChoiceField(
        label=_("Cơ sở"),
        required=False,
        help_text=_("Trạm, bệnh viện, khu cách ly tại nơi đã chọn; bỏ trống khi kiểm tra cả xã, huyện"),
    )
    on = _date(_("Ngày kiểm tra"))
    team = forms.CharField(
        label=_("Đoàn kiểm tra"), max_length=200, help_text=_("Trưởng đoàn và cơ quan tham gia")
    )
    theme = forms.CharField(
        label=_("Nội dung kiểm tra"), max_length=160, help_text=_("Ví dụ: quản lý F0 tại nhà")
    )

    def __init__(
        self, *args: Any, units: Sequence[Unit], facilities: Sequence[Facility], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units = {u.code: u for u in units}
        self.facilities = {f.code: f for f in facilities}
        self.fields["unit"].choices = [("", _("chọn đơn vị"))] + [(u.code, u.full_name) for u in units]
        named = [(f.code, f"{f.name} ({f.unit.full_name})") for f in facilities]
        self.fields["facility"].choices = [("", _("không chọn cơ sở")), *named]

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        kept = {k: data[k] for k in ("on", "team", "theme")}
        return {**kept, "unit": self.units[data["unit"]], "facility": self.facilities.get(data["facility"])}


class WorkForm(_Goal):
    """One task for a unit that is already known; `level` says which roles it has."""

    text = forms.CharField(label=_("Việc phải làm"), widget=_text(2))
    role = forms.ChoiceField(label=_("Bộ phận nhận việc"))
    due = forms.CharField(
        label=_("Thời hạn"),
        max_length=120,
        help_text=_("Như trong văn bản: trong 24 giờ · trước ngày 15/3 · trong tuần"),
    )

    def __init__(self, *args: Any, now: datetime, level: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.deadline: rules.Deadline | None = None
        here = rules.OWNERS.get(level, ())
        self.fields["role"].choices = [(code, words) for code, words in ROLES if code in here]

    def clean_due(self) -> str:
        words = str(self.cleaned_data["due"] or "")
        if words:
            self.deadline = rules.resolve_deadline(words, self.now)
            if self.deadline.at is None:
                raise forms.ValidationError(self.deadline.rule[:1].upper() + self.deadline.rule[1:] + ".")
        return words

    def line(self, unit: Unit, **more: Any) -> TaskLine:
        """Of a valid form with a deadline."""
        data, deadline = self.cleaned_data, self.deadline
        assert deadline is not None and deadline.at is not None
        return TaskLine(
            text=data["text"], whom=ONE, role=data["role"], unit=unit, due_at=deadline.at,
            due_text=data["due"], due_rule=deadline.rule, **more,
        )  # fmt: skip


class FindingForm(WorkForm):
    """A finding; with its repair where that is clear on the spot."""

    finding = forms.CharField(
        label=_("Phát hiện"), widget=_text(), help_text=_("Điều còn sai, còn thiếu, ở đâu")
    )
    severity = forms.ChoiceField(label=_("Mức độ"), choices=SEVERITIES, initial=SERIOUS)
    field_order = ["finding", "severity", "text", "role", "due"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Việc khắc phục")
        self.fields["text"].help_text = _("Bỏ trống nếu giao sau; chưa giao thì chưa kết thúc kiểm tra được")
        for name in ("text", "due"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if bool(data.get("text")) != bool(data.get("due")) and "due" not in self.errors:
            self.add_error(
                "due" if data.get("text") else "text", _("Việc khắc phục cần cả nội dung và thời hạn.")
            )
        return data


class MeasureForm(WorkForm):
    """A measure for a watched commune, followed by its own new cases where a goal is given."""

    goal = forms.CharField(
        label=_("Ca mắc mới cần đạt"), max_length=20, required=False,
        help_text=_("Ví dụ “giảm 20%” so với kỳ số liệu này; bỏ trống nếu chỉ theo dõi qua báo cáo"),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        data["bound"] = {}
        if data.get("goal"):
            target, change = self.goal_of("goal")
            if change is not None and change >= 0:
                self.add_error("goal", _("Ca mắc mới phải giảm: ghi “giảm …%” hoặc một số."))
            data["bound"] = {"measure": "new", "direction": "down", "target": target, "target_change": change}
        return data


class PilotForm(forms.Form):
    name = forms.CharField(label=_("Tên thí điểm"), max_length=160)
    hypothesis = forms.CharField(
        label=_("Giả thuyết"), widget=_text(), help_text=_("Làm gì khác, và chờ điều gì thay đổi")
    )
    units = forms.MultipleChoiceField(
        label=_("Nơi thí điểm"),
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Cùng một cấp; giữ Ctrl để chọn nhiều nơi"),
    )
    measure = forms.ChoiceField(label=_("Chỉ số đo"))
    direction = forms.ChoiceField(
        label=_("Tốt hơn là"),
        choices=[
            ("down", _("giảm nhiều hơn hoặc tăng ít hơn")),
            ("up", _("tăng nhiều hơn hoặc giảm ít hơn")),
        ],
    )
    first_day = _date(_("Từ ngày"))
    last_day = _date(_("Đến ngày"), help_text=_("Ví dụ 31/3/2022"))

    def __init__(self, *args: Any, units: Sequence[Unit], measures: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = {u.code: u for u in units}
        self.fields["units"].choices = [(u.code, u.full_name) for u in units]
        self.fields["measure"].choices = [("", _("chọn chỉ số")), *measures]

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        kept = ("name", "hypothesis", "measure", "direction", "first_day", "last_day")
        return {**{k: data[k] for k in kept}, "units": [self.held[c] for c in data["units"]]}


class DecisionForm(WorkForm):
    """Stop, continue until, or scale out to further places with their work."""

    decision = forms.ChoiceField(
        label=_("Quyết định"),
        choices=[(Pilot.STOP, _("dừng")), (Pilot.CONTINUE, _("tiếp tục thí điểm")),
                 (Pilot.SCALE, _("nhân rộng"))],
    )  # fmt: skip
    lesson = forms.CharField(
        label=_("Bài học"), widget=_text(), help_text=_("Điều đã thấy, điều cần sửa trước khi làm nơi khác")
    )
    until = _date(_("Thí điểm tiếp đến ngày"), required=False, help_text=_("Chỉ khi tiếp tục"))
    further = forms.MultipleChoiceField(
        label=_("Nhân rộng ra"), required=False, widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Chỉ khi nhân rộng; giữ Ctrl để chọn nhiều nơi"),
    )  # fmt: skip
    field_order = ["decision", "lesson", "until", "further", "text", "role", "due"]

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = {u.code: u for u in units}
        self.fields["further"].choices = [(u.code, u.full_name) for u in units]
        for name in ("text", "role", "due"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("decision") == Pilot.SCALE:
            for name in ("further", "text", "due"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Nhân rộng cần nơi làm, việc phải làm và thời hạn."))
        if data.get("decision") == Pilot.CONTINUE and not data.get("until") and "until" not in self.errors:
            self.add_error("until", _("Ghi ngày kết thúc mới."))
        return data

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        scale = data["decision"] == Pilot.SCALE
        lines = [self.line(self.held[code]) for code in data["further"]] if scale else []
        return {
            "decision": data["decision"],
            "lesson": data["lesson"],
            "until": data["until"],
            "lines": lines,
        }
