"""Who leads, executes, shares responsibility; bodies and officers; tasks told by leader, body, area."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.accounts.access import needs
from giaoban.directives import actions, presenters, queries
from giaoban.directives.forms import BodyForm, ChargeForm, DayForm
from giaoban.directives.queries.followed import BY
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError

PAGE = 60
_ANY = ("conclude", "assign", "sign_off")


@needs(*_ANY)
def charges(request: Any) -> HttpResponse:
    """As it stands on a day; one line more by form."""
    asked = DayForm(request.GET or None)
    on = asked.cleaned_data.get("on") if asked.is_valid() else None
    day = on or clock.today()
    may_assign = request.scope.allows("assign")
    units = queries.choosable(request.posting.place, clock.today())
    form = ChargeForm(request.POST or None, units=units, bodies=queries.bodies_at(request.posting.place, day))
    error: UserError | None = None
    if request.method == "POST" and may_assign and form.is_valid():
        error = _tried(lambda: actions.put_in_charge(by=request.user, **form.given()))
        if error is None:
            messages.success(request, _("Đã ghi phân công."))
            return redirect("charges")
    found = list(queries.charges(request.scope, day))
    rows = presenters.charge_rows(found, _places_asked(request, units))
    wrong = error is not None or bool(form.errors)
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "day": day,
        "day_form": asked if on else DayForm(initial={"on": f"{day:%d/%m/%Y}"}),
        "form": form if may_assign else None,
        "sections": presenters.sections("charges"),
        "error": error,
    }
    return render(request, "directives/charges.html", context, status=422 if wrong else 200)


def _places_asked(request: Any, units: list[Any]) -> str:
    code = request.GET.get("place", "")
    return code if any(u.code == code for u in units) else ""


def _tried(act: Callable[[], Any]) -> UserError | None:
    try:
        act()
    except UserError as error:
        return error
    return None


@needs("assign")
@require_POST
def charge_end(request: Any, pk: int) -> HttpResponse:
    found = queries.charge(request.scope, pk)
    if found is None:
        raise Http404
    error = _tried(lambda: actions.release(by=request.user, charge=found))
    if error:
        messages.error(request, f"{error.message} {error.next_step}")
    else:
        messages.success(request, _("Phân công kết thúc hôm nay."))
    return redirect("charges")


@needs(*_ANY)
def bodies(request: Any) -> HttpResponse:
    may_assign = request.scope.allows("assign")
    form = BodyForm(request.POST or None)
    error: UserError | None = None
    if request.method == "POST" and may_assign and form.is_valid():
        error = _tried(
            lambda: actions.add_body(by=request.user, place=request.posting.place, **form.cleaned_data)
        )
        if error is None:
            messages.success(request, _("Đã thêm cơ quan."))
            return redirect("bodies")
    on = clock.today()
    found = list(queries.bodies(request.scope, on))
    wrong = error is not None or bool(form.errors)
    context = {
        "rows": presenters.body_rows(found, queries.posts_of(found, on)),
        "officers": queries.officers(request.scope, on) if may_assign else [],
        "may_assign": may_assign,
        "form": form if may_assign else None,
        "sections": presenters.sections("charges"),
        "error": error,
    }
    return render(request, "directives/bodies.html", context, status=422 if wrong else 200)


@needs("assign")
@require_POST
def body_change(request: Any, pk: int) -> HttpResponse:
    """An officer appointed or dismissed; the body itself ended."""
    found = queries.body(request.scope, pk)
    if found is None:
        raise Http404
    on, act = clock.today(), request.POST.get("do", "")
    officer = next(
        (u for u in queries.officers(request.scope, on) if str(u.pk) == request.POST.get("user")), None
    )
    post = next(
        (p for p in queries.posts_of([found], on)[found.pk] if str(p.pk) == request.POST.get("post")), None
    )
    if act == "appoint" and officer:
        error = _tried(lambda: actions.appoint(by=request.user, body=found, user=officer))
    elif act == "dismiss" and post:
        error = _tried(lambda: actions.dismiss(by=request.user, post=post))
    elif act == "end":
        error = _tried(lambda: actions.end_body(by=request.user, body=found))
    else:
        raise Http404
    if error:
        messages.error(request, f"{error.message} {error.next_step}")
    else:
        messages.success(request, _("Đã ghi."))
    return redirect("bodies")


@needs(*_ANY)
def followed(request: Any) -> HttpResponse:
    """By leader, by body, by area: worst first, each row one tap from its tasks."""
    by = request.GET.get("by", "leader")
    if by not in BY:
        raise Http404
    groups = queries.followed(request.scope, by, clock.now())
    rows = [presenters.group_row(group, by) for group in groups]
    base = reverse("followed")
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "columns": presenters.group_columns(by),
        "tabs": [
            {"url": f"{base}?by={key}", "label": words, "count": None, "current": key == by}
            for key, words in presenters.GROUPS
        ],
        "sections": presenters.sections("followed"),
        "by": by,
        "nobody_leads": by == "leader" and any(not g.label for g in groups),
    }
    return render(request, "directives/followed.html", context)
