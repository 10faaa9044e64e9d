"""Who am I, who uses the system, is it alive."""

from __future__ import annotations

from typing import Any

from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from giaoban.accounts import presenters, queries, samples


def account(request: Any) -> HttpResponse:
    """The reader's own posting, acts and sessions."""
    return render(request, "accounts/account.html", presenters.account(request))


class SecondFactor(ActivateTOTPView):
    """Enrol a phone once; who has one already is shown their account."""

    template_name = "accounts/second_factor.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if queries.has_second_factor(request.user):
            return HttpResponseRedirect(reverse("account"))
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return reverse("account")


second_factor = SecondFactor.as_view()


@login_not_required
def healthz(request: Any) -> HttpResponse:
    """Answers "ok" when the database answers; for the watchdog, without a session."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def parts(request: Any) -> HttpResponse:
    """The style guide: every part with sample data, for tests and for eyes."""
    return render(request, "accounts/parts.html", samples.context())
