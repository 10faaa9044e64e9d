"""Counts of protected people by place; the commune's list of them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giaoban.accounts.access import needs, own_unit_of
from giaoban.care.protected import presenters, queries
from giaoban.kernel import clock
from giaoban.registry import access

PAGE = 50


@needs("see_cases")
def protected(request: Any) -> HttpResponse:
    place = own_unit_of(request, request.GET.get("place"))
    if place.level == "commune":
        return redirect("protected_register", place.code)
    known = queries.rules(clock.today())
    rows = queries.table(request.scope, place, known)
    context = {
        "place": place,
        "columns": presenters.columns(known),
        "rows": [presenters.row(r) for r in rows],
        "total": presenters.total(rows, known),
        "rule": known.protected,
        "risk": known.risk,
    }
    return render(request, "care/protected.html", context)


@needs("see_cases")
def register(request: Any, code: str) -> HttpResponse:
    place, known = own_unit_of(request, code), queries.rules(clock.today())
    group, commune = request.GET.get("group", ""), place.level == "commune"
    lacking = commune and request.GET.get("lacking") == "1"
    if group and group not in {g.code for g in known.groups} | {queries.UNDOSED, queries.ILL}:
        raise Http404
    found: Any = queries.members(request.scope, place, known, group)
    if lacking:
        ids = queries.lacking(request.scope, place, known, group)
        page = Paginator(ids, PAGE).get_page(request.GET.get("page"))
        people = list(found.filter(pk__in=list(page)))
    else:
        page = Paginator(found, PAGE).get_page(request.GET.get("page"))
        people = list(page)
    told = queries.told(people, known)
    names = access.names_of(
        by=request.user, scope=request.scope, persons=people, subject=f"protected:{place.code}",
        purpose=_("danh sách đối tượng cần bảo vệ"),
    )  # fmt: skip
    counted = next((r for r in queries.table(request.scope, place, known) if r.unit == place), None)
    undetermined = any(m.risk and not m.risk.known for m in told)
    context = {
        "place": place,
        "tabs": presenters.tabs(counted, known, group) if commune else [],
        "columns": presenters.MEMBERS,
        "rows": [presenters.member(m, names.get(m.person.pk)) for m in told],
        "page": page,
        "group": group,
        "lacking": lacking,
        "commune": commune,
        "rule": known.protected,
        "risk": known.risk,
        "undetermined": undetermined,
        "doses": known.doses,
    }
    return render(request, "care/protected_register.html", context)
