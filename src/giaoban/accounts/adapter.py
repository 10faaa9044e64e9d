"""Nobody signs up: accounts are given. What goes wrong is said in words with the next step."""

from __future__ import annotations

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.sealing import seal_bytes, unseal_bytes

_TOO_OFTEN = _("Đã thử sai quá nhiều lần. Chờ 15 phút rồi thử lại, hoặc gọi người quản trị của đơn vị.")
_WRONG_CODE = _("Mã không đúng hoặc đã hết hạn. Chờ mã mới trên điện thoại rồi nhập lại.")


class ClosedSignup(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "Tên đăng nhập hoặc mật khẩu không đúng. Gõ lại; quên mật khẩu thì gọi người quản trị của đơn vị."
        ),
        "too_many_login_attempts": _TOO_OFTEN,
        "rate_limited": _TOO_OFTEN,
        "incorrect_code": _WRONG_CODE,
        "incorrect_password": _("Mật khẩu không đúng. Gõ lại."),
        "enter_current_password": _("Mật khẩu hiện tại không đúng. Gõ lại."),
    }

    def is_open_for_signup(self, request: Any) -> bool:
        return False

    def get_password_change_redirect_url(self, request: Any) -> str:
        return "/account/?changed=password"

    def add_message(self, request: Any, level: int, *args: Any, **kwargs: Any) -> None:
        """allauth's greetings are left out: a page begins with what its reader came for."""


class SealedSecrets(DefaultMFAAdapter):
    """The second factor's secret is sealed at rest like an identity."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": _WRONG_CODE}

    def encrypt(self, text: str) -> str:
        return base64.b64encode(seal_bytes(text.encode())).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return unseal_bytes(base64.b64decode(encrypted_text)).decode()
