"""The filter of the line list and the upload of a file: parsing and validation, nothing else."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

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
    ("returns", _("Báo cáo số liệu tổng hợp")),
    ("residents", _("Danh sách nhân khẩu và mũi tiêm")),
]


class UploadForm(forms.Form):
    kind = forms.ChoiceField(label=_("Loại tệp"), choices=KINDS)
    file = forms.FileField(
        label=_("Tệp"),
        help_text=_("CSV hoặc XLSX; dòng đầu là tên cột"),
        error_messages={"required": _("Chọn tệp cần nhập."), "empty": _("Tệp trống.")},
    )
    mapping = forms.FileField(
        required=False,
        label=_("Bảng ánh xạ"),
        help_text=_("YAML, khi tên cột của tệp khác thường"),
    )
