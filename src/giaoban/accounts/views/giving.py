"""Accounts of the subtree: who has one, giving one, ending one. What is secret is shown once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giaoban.accounts import actions, adoption, presenters, queries
from giaoban.accounts.access import needs
from giaoban.accounts.forms import CloseForm, GiveForm
from giaoban.accounts.models import User
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.places import queries as places

_STATING_BEDS = ("hospital", "collection")  # kinds of facility a hospital's posting may stand at


@needs("admin")
def users(request: Any) -> HttpResponse:
    """Every account of the subtree, and which units have not begun to use the system."""
    postings = list(queries.postings_in(request.scope, clock.today()))
    return render(
        request,
        "accounts/users.html",
        presenters.users(postings, adoption.by_unit(postings), request.GET),
    )


@needs("admin")
def give(request: Any) -> HttpResponse:
    """A new account with its posting; the password stands on the answer and nowhere else."""
    today = clock.today()
    units = list(places.subtree(request.posting.place, on=today).order_by("path"))
    sites = list(places.facilities_in(request.posting.place, today, _STATING_BEDS))
    form = GiveForm(request.POST or None, units=units, facilities=sites, initial={"valid_from": today})
    error: UserError | None = None
    if request.method == "POST" and form.is_valid():
        try:
            given = actions.give_account(by=request.user, **form.cleaned_data)
            return _told_once(request, given.user, given.password, given.totp_secret)
        except UserError as raised:
            error = raised
    status = 422 if error or form.errors else 200
    return render(request, "accounts/give.html", {"form": form, "error": error}, status=status)


@needs("admin")
def user(request: Any, username: str) -> HttpResponse:
    """One account: its postings, and what can be done when a phone or a password is lost."""
    found = _found(request, username)
    form = CloseForm(initial={"last_day": clock.today()})
    return render(request, "accounts/user.html", presenters.one_user(found, clock.today()) | {"form": form})


@needs("admin")
def close(request: Any, username: str) -> HttpResponse:
    """Ends the postings in force, on a day."""
    found, form = _found(request, username), CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["last_day"]
        for posting in queries.open_postings(request.scope, found, day):
            actions.close_posting(by=request.user, posting=posting, last_day=day)
        messages.success(request, _("Đã kết thúc phân công."))
    return redirect("user", username=found.username)


@needs("admin")
def reset(request: Any, username: str, what: str) -> HttpResponse:
    """A new password, or a new secret for a new phone."""
    found = _found(request, username)
    if request.method != "POST":
        return redirect("user", username=found.username)
    if what == "password":
        return _told_once(request, found, actions.reset_password(by=request.user, user=found), None)
    return _told_once(request, found, None, actions.enrol_second_factor(by=request.user, user=found))


def _found(request: Any, username: str) -> User:
    found = queries.user_in(request.scope, username, clock.today())
    if found is None:
        raise Http404
    return found


def _told_once(request: Any, user: User, password: str | None, secret: str | None) -> HttpResponse:
    context = {"given": user, "password": password, "totp_secret": secret}
    response = render(request, "accounts/told_once.html", context)
    response["Cache-Control"] = "no-store"
    return response
