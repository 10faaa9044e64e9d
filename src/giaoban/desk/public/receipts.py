"""What a household is told after declaring, and later what became of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from giaoban.desk.public import origin, presenters
from giaoban.intake.declarations import actions, queries, rules
from giaoban.kernel import clock
from giaoban.places import trees
from giaoban.registry.declarations import queries as registry


@never_cache
@login_not_required
def receipt(request: Any, number: int, code: str) -> HttpResponse:
    """Opened by number and code; names and phones are not shown to whoever finds the slip."""
    declaration = queries.by_number(number)
    if declaration is None or code != queries.code_of(number):
        raise Http404
    context = presenters.receipt(declaration, registry.fates(declaration))
    return render(request, "desk/public/receipt.html", context)


@csrf_exempt
@never_cache
@login_not_required
def look(request: Any) -> HttpResponse:
    """By number and year of birth, or number and code. A wrong guess and an unknown number look the same."""
    said = {name: request.POST.get(name, "") for name in ("number", "word")}
    if request.method != "POST":
        return render(request, "desk/public/look.html", {"said": said})
    now, address = clock.now(), origin.address(request)
    rule = actions.rule_of(now, trees.root_path(now.date()))
    since = now - timedelta(minutes=rule.integer("limits.minutes") or 0)
    if queries.failed_looks(actions.origin_of(address, now), since) >= (rule.integer("limits.guesses") or 0):
        return render(request, "desk/public/look.html", {"said": said, "too_often": True}, status=429)
    number = rules.read_number(said["number"])
    declaration = queries.by_number(number) if number else None
    if declaration is None or not queries.opens(declaration, said["word"]):
        actions.note_wrong_look(by=None, at=now, address=address)
        return render(request, "desk/public/look.html", {"said": said, "wrong": True}, status=422)
    return redirect("public_receipt", declaration.number, queries.code_of(declaration.number))
