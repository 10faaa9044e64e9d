"""The filter of the line list and the upload of a file: parsing and validation, nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.registry import diseases
from giaoban.registry.field_words import field_word

ANY = ("", _("tất cả"))


class FilterForm(forms.Form):
    """Every field is in the URL, so that a list can be sent and kept."""

    place = forms.CharField(required=False, label=_("Địa bàn"), max_length=8, widget=forms.Select)
    since = forms.DateField(
        required=False, label=_("Công bố từ ngày"), widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        required=False, label=_("đến ngày"), widget=forms.DateInput(attrs={"type": "date"})
    )
    disease = forms.ChoiceField(
        required=False, label=_("Bệnh"), choices=lambda: [ANY, *diseases.names().items()]
    )
    state = forms.ChoiceField(
        required=False,
        label=_("Tình trạng"),
        choices=[
            ANY,
            ("active", _("đang quản lý")),
            ("recovered", _("khỏi bệnh")),
            ("dead", _("tử vong")),
        ],
    )
    severity = forms.ChoiceField(
        required=False,
        label=_("Mức độ bệnh"),
        choices=[
            ANY,
            ("asymptomatic", _("không triệu chứng")),
            ("mild", _("nhẹ")),
            ("moderate", _("trung bình")),
            ("severe", _("nặng")),
            ("critical", _("nguy kịch")),
        ],
    )
    care = forms.ChoiceField(
        required=False,
        label=_("Nơi điều trị"),
        choices=[
            ANY,
            ("home", _("tại nhà")),
            ("central", _("cách ly tập trung")),
            ("collection", _("khu thu dung")),
            ("hospital", _("bệnh viện")),
        ],
    )
    tier = forms.ChoiceField(
        required=False,
        label=_("Tầng"),
        choices=[ANY, ("1", _("tầng 1")), ("2", _("tầng 2")), ("3", _("tầng 3"))],
    )
    age_from = forms.IntegerField(required=False, label=_("Từ tuổi"), min_value=0, max_value=130)
    age_to = forms.IntegerField(required=False, label=_("đến tuổi"), min_value=0, max_value=130)
    q = forms.CharField(
        required=False,
        label=_("Tìm"),
        max_length=80,
        help_text=_("mã số bệnh nhân, hoặc đúng cả họ tên, số CCCD, số điện thoại"),
    )


KINDS = [
    ("linelist", _("Danh sách ca bệnh")),
    ("lab", _("Kết quả xét nghiệm, giải trình tự")),
    ("returns", _("Báo cáo số liệu tổng hợp")),
    ("residents", _("Danh sách nhân khẩu và mũi tiêm")),
]


class FileForm(forms.Form):
    """A file, or rows pasted from a spreadsheet; with a mapping where its headings are unusual."""

    file = forms.FileField(
        required=False,
        label=_("Tệp"),
        help_text=_("CSV hoặc XLSX; dòng đầu là tên cột"),
        error_messages={"empty": _("Tệp trống.")},
    )
    pasted = forms.CharField(
        required=False,
        label=_("Hoặc dán từ bảng tính"),
        help_text=_("chép cả dòng tên cột trong Excel rồi dán vào đây"),
        max_length=2_000_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    mapping = forms.FileField(
        required=False,
        label=_("Bảng ánh xạ"),
        help_text=_("YAML, khi tên cột của tệp khác thường"),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not given.get("file") and not given.get("pasted", "").strip() and "file" not in self.errors:
            self.add_error("file", _("Chọn tệp cần nhập, hoặc dán các dòng từ bảng tính."))
        return given


class UploadForm(FileForm):
    kind = forms.ChoiceField(label=_("Loại tệp"), choices=KINDS)
    review = forms.BooleanField(
        required=False, label=_("Xem các cột và xem trước trước khi nhập, dù cột nào cũng nhận ra")
    )
    field_order = ("kind", "file", "pasted", "mapping", "review")


class MappingForm(forms.Form):
    """What each column of a waiting file is, what holds for all its rows, and how it writes dates."""

    dates = forms.ChoiceField(
        required=False,
        label=_("Cách viết ngày"),
        choices=[
            ("", _("tự nhận ra")),
            ("dmy", _("ngày/tháng/năm")),
            ("mdy", _("tháng/ngày/năm")),
            ("ymd", _("năm-tháng-ngày")),
        ],
    )
    save_as = forms.CharField(
        required=False,
        label=_("Lưu cách đọc này với tên"),
        max_length=80,
        help_text=_("lần sau tệp có cùng tên cột sẽ được mời dùng lại"),
    )

    def __init__(
        self, data: Any, *, kind: str, fields: Sequence[str], columns: Mapping[str, str],
        samples: Mapping[str, Sequence[str]], mapping: Mapping[str, Any],
    ) -> None:  # fmt: skip
        super().__init__(data)
        choices = [("", _("– không lấy –")), *((name, field_word(name)) for name in fields)]
        self._columns = list(columns)
        for number, (heading, field) in enumerate(columns.items()):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                required=False, label=heading, choices=choices, initial=field,
                help_text=" · ".join(cell[:40] for cell in samples.get(heading, ())),
            )  # fmt: skip
        said = mapping.get("constants") or {}
        asked = {"returns": ("place", "indicator", "date"), "lab": ("place", "test", "lab")}.get(
            kind, ("place", "disease")
        )
        self.constants = tuple(name for name in asked if name in fields)
        for name in self.constants:
            self.fields[f"constant_{name}"] = forms.CharField(
                required=False, label=_("Mọi dòng: %s") % field_word(name), max_length=80,
                initial=said.get(name, ""),
            )  # fmt: skip
        dates = mapping.get("dates")
        self.fields["dates"].initial = dates if isinstance(dates, str) else ""

    def column_fields(self) -> list[forms.BoundField]:
        return [self[f"column_{number}"] for number in range(len(self._columns))]

    def general_fields(self) -> list[forms.BoundField]:
        return [*(self[f"constant_{name}"] for name in self.constants), self["dates"]]

    def told(self) -> dict[str, dict[str, str]]:
        """{columns: {heading: field}, constants: {field: value}} of a valid form."""
        said = self.cleaned_data
        return {
            "columns": {name: said[f"column_{n}"] for n, name in enumerate(self._columns)},
            "constants": {name: said[f"constant_{name}"].strip() for name in self.constants},
        }
