"""Reading a notice in, confirming its tasks, recording its number: parsing and validation."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.directives.lines import BODY, COMMUNES, DISTRICTS, ONE, TaskLine
from giaoban.directives.notices.dues import due_of
from giaoban.directives.notices.whom import NONE, Addressed
from giaoban.directives.rules import AGENCY, OWNERS, Deadline

DATES = ["%d/%m/%Y", "%Y-%m-%d"]
_SERIAL = re.compile(r"^\d{1,5}[a-zđ]?$")


class SourceForm(forms.Form):
    """A file or pasted text; the file counts when both are given."""

    file = forms.FileField(
        label=_("Tệp thông báo"), required=False, help_text=_("DOCX, PDF có lớp chữ, hoặc TXT; tối đa 10 MB")
    )
    text = forms.CharField(
        label=_("Hoặc dán nội dung"), required=False, widget=forms.Textarea(attrs={"rows": 8})
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("file") and not (data.get("text") or "").strip() and not self.errors:
            self.add_error("file", _("Chọn tệp hoặc dán nội dung thông báo."))
        return data


class HeadForm(forms.Form):
    """What the conclusion is called, and the deadline of tasks whose text names none."""

    text = forms.CharField(
        label=_("Nội dung kết luận"),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Ghi nội dung kết luận.")},
    )
    chair = forms.CharField(label=_("Chủ trì"), max_length=120, required=False)
    concluded_on = forms.DateField(
        label=_("Ngày kết luận"), input_formats=DATES, help_text=_("Ví dụ 07/3/2022")
    )
    due_all = forms.CharField(
        label=_("Thời hạn chung"),
        max_length=120,
        required=False,
        help_text=_("Cho các việc mà văn bản không ghi hạn; ví dụ: trong tuần"),
    )


class LineForm(forms.Form):
    """One task of the text: what it says is filled in, whoever confirms may correct it."""

    assignee = forms.CharField(label=_("Cơ quan, đơn vị"), max_length=160, required=False)
    text = forms.CharField(label=_("Việc phải làm"), widget=forms.Textarea(attrs={"rows": 2}))
    whom = forms.ChoiceField(
        label=_("Giao cho"),
        choices=[(COMMUNES, _("mỗi xã, phường, thị trấn")), (DISTRICTS, _("mỗi huyện, thị xã, thành phố")),
                 (ONE, _("một đơn vị")), (BODY, _("một sở, ban, ngành")),
                 (NONE, _("không giao trong hệ thống"))],
    )  # fmt: skip
    unit = forms.CharField(
        label=_("Đơn vị, cơ quan"),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"list": "units", "autocomplete": "off"}),
        help_text=_("Chỉ khi giao một đơn vị, một cơ quan: gõ tên rồi chọn"),
    )
    role = forms.ChoiceField(
        label=_("Bộ phận nhận việc"),
        required=False,
        choices=[("", _("theo cấp của đơn vị")), ("commune", _("UBND xã")), ("station", _("Trạm Y tế")),
                 ("district", _("UBND huyện")), ("hospital", _("Bệnh viện, cơ sở điều trị"))],
    )  # fmt: skip
    due = forms.CharField(label=_("Thời hạn"), max_length=120, required=False)

    def __init__(
        self,
        *args: Any,
        addressed: Addressed,
        now: datetime,
        noticed: date | None,
        due_all: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.addressed, self.now, self.noticed, self.due_all = addressed, now, noticed, due_all
        self.deadline: Deadline | None = None
        if not addressed.bodies:
            self.fields["whom"].choices = [c for c in self.fields["whom"].choices if c[0] != BODY]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("whom") in (None, NONE):
            return data
        self._place(data)
        words = (data.get("due") or "").strip() or self.due_all.strip()
        if not words:
            self.add_error("due", _("Văn bản không ghi hạn: ghi thời hạn, hoặc ghi thời hạn chung ở trên."))
            return data
        own = bool((data.get("due") or "").strip())
        self.deadline = due_of(words, self.noticed if own else None, self.now)
        if self.deadline.at is None:
            self.add_error("due", self.deadline.rule[:1].upper() + self.deadline.rule[1:] + ".")
        data["due_words"] = words
        return data

    def _place(self, data: dict[str, Any]) -> None:
        if data["whom"] == BODY:
            data["body"] = self.addressed.bodies.get((data.get("unit") or "").strip())
            if data["body"] is None:
                self.add_error("unit", _("Chọn sở, ban, ngành nhận việc trong danh sách."))
            data["role"] = AGENCY
            return
        level = {COMMUNES: "commune", DISTRICTS: "district"}.get(data["whom"], "")
        if data["whom"] == ONE:
            data["place"] = self.addressed.by_label.get((data.get("unit") or "").strip())
            if data["place"] is None:
                self.add_error("unit", _("Chọn đơn vị nhận việc trong danh sách."))
                return
            level = data["place"].level
        owners = OWNERS.get(level, ())
        data["role"] = data.get("role") or next((r for r in owners if r == level), "")
        if data["role"] not in owners:
            self.add_error("role", _("Bộ phận này không có ở cấp của đơn vị được giao; chọn bộ phận khác."))

    def line(self) -> TaskLine | None:
        """Of a valid form; None: confirmed as given to nobody here."""
        data = self.cleaned_data
        if data["whom"] == NONE:
            return None
        assert self.deadline is not None and self.deadline.at is not None
        return TaskLine(
            text=data["text"], whom=data["whom"], role=data["role"], due_at=self.deadline.at,
            due_text=data["due_words"], due_rule=self.deadline.rule[:200], unit=data.get("place"),
            body=data["assignee"], agency=data.get("body"),
        )  # fmt: skip


class IssueForm(forms.Form):
    """What the clerk gave the signed paper."""

    number = forms.CharField(
        label=_("Số"), max_length=6, help_text=_("Số văn thư đã cấp, không kèm ký hiệu; ví dụ 125")
    )
    date = forms.DateField(label=_("Ngày ban hành"), input_formats=DATES, help_text=_("Ví dụ 07/3/2022"))

    def clean_number(self) -> str:
        words = str(self.cleaned_data["number"]).strip()
        if not _SERIAL.match(words):
            raise forms.ValidationError(_("Ghi số như 125 hoặc 125a."))
        return words
