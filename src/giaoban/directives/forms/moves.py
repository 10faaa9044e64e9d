"""The moves of a task, and the filter of their list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.directives.forms.goals import number_of


class MoveForm(forms.Form):
    """Every move of a task types some of these; which, its page says."""

    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)
    value = forms.CharField(required=False, max_length=20)
    due = forms.CharField(required=False, max_length=120)
    file = forms.FileField(required=False)

    def clean_value(self) -> float | None:
        words = str(self.cleaned_data.get("value") or "").strip()
        number = number_of(words)
        if words and number is None:
            raise forms.ValidationError(_("Ghi một số, ví dụ 1.250 hoặc 96,72."))
        return number


class FilterForm(forms.Form):
    """Everything is in the URL, so that a list can be sent and kept; `state` is the tabs'."""

    place = forms.CharField(required=False, label=_("Địa bàn"), max_length=8, widget=forms.Select)
    conclusion = forms.IntegerField(required=False, widget=forms.HiddenInput)
    theme = forms.CharField(required=False, widget=forms.HiddenInput, max_length=80)
    body = forms.CharField(required=False, widget=forms.HiddenInput, max_length=160)
    state = forms.CharField(required=False, widget=forms.HiddenInput, max_length=12)


# What each move asks for, in the order it is asked.
MOVE_FIELDS: dict[str, tuple[str, ...]] = {
    "receive": (),
    "report": ("note", "value"),
    "stuck": ("note",),
    "ask_help": ("note",),
    "answer": ("note", "value", "file"),
    "ask_extension": ("due", "note"),
    "extend": ("due", "note"),
    "refuse_extension": ("note",),
    "reply": ("note",),
    "sign_off": (),
    "return": ("note",),
    "withdraw": ("note",),
}
_NOTE_LABELS = {
    "report": _("Đã làm đến đâu"),
    "stuck": _("Vướng mắc và điều đề nghị"),
    "ask_help": _("Cần hỗ trợ gì, bao nhiêu, khi nào"),
    "answer": _("Kết quả"),
    "reply": _("Ý kiến giải quyết"),
    "extend": _("Lời dặn"),
    "return": _("Còn thiếu gì"),
}
_MUST = {"stuck", "ask_help", "reply", "return", "withdraw", "ask_extension", "refuse_extension"}


def move_form(move: str, measure: str, data: Any = None, files: Any = None, due: str = "") -> MoveForm:
    """The form of one move; `measure` is the words of what its figure counts, `due` the date asked for."""
    form = MoveForm(data, files, prefix=move, initial={"due": due}, field_order=MOVE_FIELDS[move])
    for name in list(form.fields):
        if name not in MOVE_FIELDS[move]:
            del form.fields[name]
    labels = {
        "note": _NOTE_LABELS.get(move, _("Lý do")),
        "value": measure or _("Số liệu đạt được"),
        "due": _("Hạn mới"),
        "file": _("Tệp minh chứng"),
    }
    for name, field in form.fields.items():
        field.label = labels[name]
    if "due" in form.fields:
        form.fields["due"].help_text = _("Ví dụ 15/3/2022 hoặc trong 3 ngày")
        form.fields["due"].required = True
    if "note" in form.fields:
        form.fields["note"].required = move in _MUST
    return form
