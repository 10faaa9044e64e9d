"""Laying out an export and asking for one: parsing and validation, nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giaoban.intake.fields import recognised
from giaoban.kernel.text import fold
from giaoban.registry.field_words import field_word
from giaoban.registry.layouts.rules import SERIAL, Layout, numbers_rows

EMPTY_ROWS = 3  # columns that can be added at once
_DATES = [
    ("", _("ngày của bảng tính")),
    ("dmy", _("ngày/tháng/năm")),
    ("ymd", _("năm-tháng-ngày")),
    ("mdy", _("tháng/ngày/năm")),
]


class StartForm(forms.Form):
    """What is exported, and the headings of the other side, as copied from their file."""

    kind = forms.ChoiceField(label=_("Xuất gì"))
    headings = forms.CharField(
        label=_("Dòng tiêu đề của biểu mẫu"),
        required=False,
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, Any]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"].choices = list(kinds)

    def columns(self, fields: Sequence[str], words: Mapping[str, str]) -> list[tuple[str, str]]:
        """Each heading with the field it names, by our word for it too; without headings our own fields."""
        text: str = self.cleaned_data["headings"]
        given = [" ".join(part.split()) for line in text.splitlines() for part in line.split("\t")]
        named = [heading for heading in given if heading]
        if not named:
            return [(name, _title(name)) for name in fields]
        by_word = {fold(str(words[name])): name for name in fields if name in words}
        taken: set[str] = set()
        found = []
        for heading in named:
            guess = SERIAL if numbers_rows(heading) else by_word.get(fold(heading)) or recognised(heading)
            name = guess if guess in (SERIAL, *fields) and guess not in taken else ""
            taken.add(name or "")
            found.append((name or "", heading))
        return found


def _title(name: str) -> str:
    word = word_of(name)
    return word[:1].upper() + word[1:]


def word_of(name: str) -> str:
    """Our word for a field; an indicator of the catalogue is named by whoever offers it."""
    try:
        return field_word(name)
    except KeyError:
        return name


class LayoutForm(forms.Form):
    name = forms.CharField(label=_("Tên mẫu xuất"), max_length=80)
    days = forms.IntegerField(label=_("Số ngày mỗi lần tải"), min_value=1, max_value=366)
    dates = forms.ChoiceField(label=_("Cách viết ngày"), choices=_DATES, required=False)
    header = forms.CharField(
        label=_("Các dòng phía trên tiêu đề"), required=False, max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Chữ của biểu mẫu"), required=False, max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(
        self, data: Any, *, fields: Sequence[tuple[str, str]], columns: Sequence[tuple[str, str, str]],
        **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, **more)
        choices = [("", _("– giá trị cố định –")), *fields]
        self.known = {name for name, _word in fields}
        self.rows = len(columns) + EMPTY_ROWS
        if data is not None:
            self.rows = sum(1 for key in data if key.startswith("heading_"))
        for n in range(self.rows):
            name, heading, fixed = columns[n] if n < len(columns) else ("", "", "")
            at = gettext("Cột %(n)s") % {"n": n + 1}
            self.fields[f"heading_{n}"] = forms.CharField(
                required=False, max_length=80, initial=heading, label=f"{at}: " + gettext("tiêu đề")
            )
            self.fields[f"field_{n}"] = forms.ChoiceField(
                required=False, choices=choices, initial=name, label=f"{at}: " + gettext("dữ liệu")
            )
            self.fields[f"fixed_{n}"] = forms.CharField(
                required=False, max_length=80, initial=fixed, label=f"{at}: " + gettext("giá trị cố định")
            )
            self.fields[f"order_{n}"] = forms.IntegerField(
                required=False, min_value=1, max_value=999, initial=n + 1, label=f"{at}: " + gettext("thứ tự")
            )

    def lines(self) -> list[list[forms.BoundField]]:
        """The columns as rows of fields."""
        parts = ("order", "heading", "field", "fixed")
        return [[self[f"{part}_{n}"] for part in parts] for n in range(self.rows)]

    def clean_words(self) -> dict[str, dict[str, str]]:
        """ "sex: Nam = m" a line; what stands left of the sign is theirs."""
        found: dict[str, dict[str, str]] = {}
        for line in self.cleaned_data["words"].splitlines():
            if not line.strip():
                continue
            name, colon, pair = line.partition(":")
            theirs, sign, ours = pair.partition("=")
            if not (colon and sign and theirs.strip()) or name.strip() not in self.known:
                raise forms.ValidationError(
                    gettext("Không hiểu dòng “%s”. Viết theo dạng sex: Nam = m.") % line.strip()
                )
            found.setdefault(name.strip(), {})[theirs.strip()] = ours.strip()
        return found

    def layout(self, key: Sequence[str] = (), constants: dict[str, Any] | None = None) -> Layout:
        """Of a valid form. Constants under a field's name are kept as they were: they are no column."""
        said = self.cleaned_data
        told = [n for n in range(self.rows) if said[f"heading_{n}"]]
        told.sort(key=lambda n: (said[f"order_{n}"] or n + 1, n))
        fixed = {said[f"heading_{n}"]: said[f"fixed_{n}"] for n in told
                 if not said[f"field_{n}"] and said[f"fixed_{n}"]}  # fmt: skip
        kept = {name: value for name, value in (constants or {}).items() if name in self.known}
        return Layout(
            tuple((said[f"field_{n}"], said[f"heading_{n}"]) for n in told), {**kept, **fixed},
            said["words"], said["dates"], tuple(key),
            tuple(line for line in said["header"].splitlines() if line.strip()),
        )  # fmt: skip


class AskForm(forms.Form):
    """Which days; what is left out is the layout's own."""

    since = forms.DateField(required=False)
    until = forms.DateField(required=False)

    def window(self, today: date, usual: date) -> tuple[date, date]:
        until = self.cleaned_data["until"] or today
        return self.cleaned_data["since"] or min(usual, until), until
