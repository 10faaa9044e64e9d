"""What the pages of referrals share: the form's answer, a number of a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from giaoban.kernel.errors import UserError


def answered(request: Any, act: Callable[[], str], to: str, *args: Any) -> HttpResponse | UserError:
    """The act done and told on the next page, or what the user can mend."""
    try:
        said = act()
    except UserError as error:
        return error
    messages.success(request, said)
    return redirect(to, *args)
