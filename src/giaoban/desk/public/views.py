"""A citizen declares a positive test for the whole household in one page."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from giaoban.desk.public import origin, presenters
from giaoban.desk.public.forms import Declaring
from giaoban.intake.declarations import actions, queries
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError

ADD = {"add": 1, "add5": 5}


@login_not_required
def entrance(request: Any) -> HttpResponse:
    """Who comes without a link types the commune's code."""
    short = request.GET.get("ma", "").strip()
    if short and queries.commune(short, clock.today()):
        return redirect("public_declare", short)
    return render(request, "desk/public/entrance.html", {"typed": short, "unknown": bool(short)})


# No cookie and so no CSRF token: whoever is tricked into declaring has no account that it could be done with,
# and a phone that refuses cookies must not lose what was typed.
@csrf_exempt
@never_cache
@login_not_required
def declare(request: Any, short: str) -> HttpResponse:
    now = clock.now()
    found = queries.commune(short, now.date())
    if found is None:  # a mistyped or old link: the page that asks for the code, not a wall
        return render(request, "desk/public/entrance.html", {"typed": short, "unknown": True}, status=404)
    unit, station = found
    rule = actions.rule_of(now, unit.path)
    page = Declaring(request.POST, now.date(), rule.integer("most_persons") or 1)
    act, error = request.POST.get("act", ""), None
    if request.method == "POST" and not moved(page, act) and page.is_valid():
        try:
            made = actions.receive(
                by=None, at=now, channel="page", unit=unit, household=page.content(), token=page.token,
                origin=origin.address(request), station=station,
            )  # fmt: skip
            return redirect(reverse("public_receipt", args=[made.number, made.code]))
        except UserError as raised:
            error = raised
    wrong = page.wrong() if request.method == "POST" and act == "" else []
    context = presenters.form(page, unit, station, rule, wrong) | {"error": error}
    status = 429 if error else 422 if wrong else 200
    return render(request, "desk/public/declare.html", context, status=status)


def moved(page: Declaring, act: str) -> bool:
    """A button that changes the page and sends nothing: nothing is checked yet, nothing typed is lost."""
    if act in ADD:
        page.add(ADD[act])
    elif act.startswith("drop"):
        page.drop(act.removeprefix("drop"))
    else:
        return False
    page.unchecked()
    return True
