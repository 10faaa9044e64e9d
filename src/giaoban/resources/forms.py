"""Forms of staff, rosters, vehicles, areas and quotas: choices are the site's own."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.resources.models import Tier
from giaoban.resources.models.staff import Origin, Profession
from giaoban.resources.models.vehicles import VehicleKind

_NIGHT = (time(17), time(7))  # offered first: a shift after office hours
_MOST_DAYS = 14  # of one entry; a longer roster is entered again when it is known


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **more)


def _hour(**more: Any) -> forms.TimeField:
    return forms.TimeField(widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}), **more)


class StaffForm(forms.Form):
    name = forms.CharField(label=_("Họ và tên"), max_length=80)
    phone = forms.CharField(label=_("Điện thoại"), max_length=20, required=False)
    profession = forms.ChoiceField(label=_("Chuyên môn"), choices=Profession.choices)
    origin = forms.ChoiceField(label=_("Nguồn"), choices=Origin.choices)
    prescribes = forms.BooleanField(label=_("được phép kê đơn"), required=False)
    since = _day(label=_("Làm việc ở đây từ ngày"))


class MoveForm(forms.Form):
    """Somebody of this site goes to another one of the reader's."""

    staff = forms.TypedChoiceField(label=_("Người chuyển"), coerce=int)
    to = forms.TypedChoiceField(label=_("Đến"), coerce=int)
    since = _day(label=_("Từ ngày"))
    reason = forms.CharField(label=_("Lý do, văn bản"), max_length=160, required=False)

    def __init__(self, *args: Any, team: list[Any], sites: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff"].choices = [(m.staff.ref, _who(m)) for m in team]
        self.fields["to"].choices = [(s.pk, s.name) for s in sites]


class ShiftForm(forms.Form):
    """From an hour until an hour, on one day or on several in a row; past midnight it ends the day after."""

    staff = forms.TypedChoiceField(label=_("Người trực"), coerce=int)
    day = _day(label=_("Ngày"))
    starts = _hour(label=_("Từ giờ"), initial=_NIGHT[0])
    ends = _hour(label=_("Đến giờ"), initial=_NIGHT[1], help_text=_("Giờ nhỏ hơn: sang hôm sau."))
    days = forms.IntegerField(label=_("Số ngày liền"), min_value=1, max_value=_MOST_DAYS, initial=1)
    rank = forms.TypedChoiceField(
        label=_("Gọi"), coerce=int, choices=[(1, _("trước")), (2, _("sau, khi người trước không nghe"))]
    )

    def __init__(self, *args: Any, team: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff"].choices = [(m.staff.ref, _who(m)) for m in team]

    def spans(self) -> list[tuple[datetime, datetime]]:
        given = self.cleaned_data
        over = timedelta(days=given["ends"] <= given["starts"])
        days: list[date] = [given["day"] + timedelta(days=n) for n in range(given["days"])]
        return [
            (datetime.combine(day, given["starts"]), datetime.combine(day + over, given["ends"]))
            for day in days
        ]


class VehicleForm(forms.Form):
    call_sign = forms.CharField(label=_("Biển số hoặc số hiệu"), max_length=24)
    kind = forms.ChoiceField(label=_("Loại xe"), choices=VehicleKind.choices)
    since = _day(label=_("Từ ngày"))


class AreaForm(forms.Form):
    unit = forms.TypedChoiceField(label=_("Xã, phường"), coerce=int)
    hamlet = forms.CharField(label=_("Chỉ một khu, thôn"), max_length=80, required=False)
    since = _day(label=_("Từ ngày"))

    def __init__(self, *args: Any, units: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [(u.pk, u.full_name) for u in units]


class QuotaForm(forms.Form):
    tier = forms.ChoiceField(label=_("Tầng"), choices=Tier.choices)
    beds = forms.IntegerField(label=_("Số giường được giao"), min_value=0)
    reserve = forms.IntegerField(label=_("Trong đó dự phòng"), min_value=0)
    document = forms.CharField(label=_("Số, ký hiệu văn bản giao"), max_length=80)
    since = _day(label=_("Từ ngày"))


def _who(member: Any) -> str:
    return f"{member.name or member.staff.ref} · {member.staff.get_profession_display()}"
