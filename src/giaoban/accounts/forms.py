"""Sign-in forms in our words; the flow behind them is allauth's."""

from __future__ import annotations

import re
from typing import Any, cast

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.accounts.models import Role
from giaoban.places.models import Facility, Unit

_USERNAME = re.compile(r"[a-z0-9._-]+")


def _day() -> forms.DateInput:
    """A day as a browser's date field takes it, whatever the page's language."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def _say(field: forms.Field, label: Any, **attrs: Any) -> None:
    """Our label; no placeholder, which would vanish while one types."""
    field.label = label
    field.help_text = ""
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attrs)


def _say_code(form: forms.Form) -> None:
    _say(
        form.fields["code"],
        _("Mã 6 số trên điện thoại"),
        inputmode="numeric",
        autofocus=True,
        maxlength=7,  # "123 456" as apps show it
    )


class LoginForm(account_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["login"], _("Tên đăng nhập"), autocapitalize="none", spellcheck="false")
        _say(self.fields["password"], _("Mật khẩu"))

    def clean_login(self) -> str:
        """Phones begin with a capital; usernames are kept in lower case."""
        return str(super().clean_login()).lower()


class ChangePasswordForm(account_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["oldpassword"], _("Mật khẩu hiện tại"))
        _say(self.fields["password1"], _("Mật khẩu mới"))
        _say(self.fields["password2"], _("Gõ lại mật khẩu mới"))


class ReauthenticateForm(account_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["password"], _("Mật khẩu"))


class AuthenticateForm(mfa_forms.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_code(self)


class ReauthenticateCodeForm(mfa_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_code(self)


class ActivateForm(totp_forms.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_code(self)


class GiveForm(forms.Form):
    """A new account: who, which role, where, since when; a hospital's stands at that hospital."""

    username = forms.CharField(label=_("Tên đăng nhập"), max_length=60, help_text=_("Chữ thường, không dấu"))
    name = forms.CharField(label=_("Họ tên"), max_length=120, required=False)
    role = forms.ChoiceField(label=_("Vai trò"), choices=Role.choices)
    place = forms.TypedChoiceField(label=_("Địa bàn"))
    facility = forms.TypedChoiceField(
        label=_("Cơ sở"), required=False, empty_value=None, help_text=_("Chỉ chọn khi vai trò là Bệnh viện")
    )
    agency = forms.CharField(label=_("Cơ quan"), max_length=120, required=False)
    valid_from = forms.DateField(label=_("Từ ngày"), widget=_day())

    def __init__(self, *args: Any, units: list[Unit], facilities: list[Facility], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("place", [(unit, unit.full_name) for unit in units])
        self._offer("facility", [(each, each.name) for each in facilities], _("(không chọn)"))

    def _offer(self, name: str, offered: list[tuple[Any, str]], none: Any = None) -> None:
        by_id = {str(each.pk): each for each, _words in offered}
        field = cast(forms.TypedChoiceField, self.fields[name])
        first = [] if none is None else [("", none)]
        field.choices = [*first, *((str(each.pk), words) for each, words in offered)]
        field.coerce = by_id.__getitem__

    def clean_username(self) -> str:
        name = str(self.cleaned_data["username"]).strip().lower()
        if not _USERNAME.fullmatch(name):
            raise forms.ValidationError(_("Chỉ dùng chữ không dấu, chữ số, dấu chấm, gạch ngang, gạch dưới."))
        return name

    def clean(self) -> dict[str, Any]:
        """Of a hospital without its facility nobody would know whose beds and patients are its own."""
        given = super().clean() or {}
        if given.get("role") == Role.HOSPITAL and "facility" not in self.errors and not given.get("facility"):
            self.add_error("facility", _("Chọn bệnh viện hoặc khu thu dung của người này."))
        if given.get("role") != Role.HOSPITAL:
            given["facility"] = None
        return given


class CloseForm(forms.Form):
    last_day = forms.DateField(label=_("Ngày cuối có hiệu lực"), widget=_day())
