"""The line list with its filter in the URL, and one case."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from giaoban.accounts.access import needs
from giaoban.accounts.scope import Scope
from giaoban.documents import csvfile
from giaoban.kernel import clock
from giaoban.kernel.tables import page_number
from giaoban.places import queries as places
from giaoban.places.models import Unit
from giaoban.registry import access, diseases, presenters, queries
from giaoban.registry.forms import FilterForm
from giaoban.registry.transfers import queries as transfers
from giaoban.registry.transfers.presenters import movement

PAGE = 50
EXPORT_LIMIT = 100_000  # rows of one file; a larger extract is the analyst's, not a browser's


@needs("see_cases")
def line_list(request: HttpRequest) -> HttpResponse:
    scope: Scope = request.scope
    form, filters, place = _filters(request, scope)
    number = page_number(request.GET.get("page"))
    listed = queries.page(queries.cases(scope, filters, place), number, PAGE)
    names = access.identities(
        by=request.user,
        scope=scope,
        cases=listed.cases,
        subject=f"line_list:{place.code}",
        purpose=_("xem danh sách ca bệnh"),
    )
    named = diseases.names()
    rows = [presenters.row(case, names.get(case.person_id), named) for case in listed.cases]
    return render(
        request,
        "registry/line_list.html",
        {
            "form": form,
            "place": place,
            "columns": presenters.columns(listed.cases, phones=bool(names)),
            "rows": rows,
            "listed": listed,
            "number": number,
            "first": (number - 1) * PAGE + 1,
            "last": (number - 1) * PAGE + len(rows),
            "previous": _page_link(request, number - 1),
            "next": _page_link(request, number + 1),
            "filtered": any(v not in (None, "") for k, v in filters.items() if k != "place"),
        },
    )


def _page_link(request: HttpRequest, number: int) -> str:
    parameters = request.GET.copy()
    parameters["page"] = str(number)
    return "?" + parameters.urlencode()


def _filters(request: HttpRequest, scope: Scope) -> tuple[FilterForm, dict[str, Any], Unit]:
    """The form as filled in, what of it is valid, and the place asked for within the scope."""
    form = FilterForm(request.GET or None)
    on = clock.today()
    home = queries.home(scope, on)
    below = [home, *places.children(home, on=on)]
    filters = {k: v for k, v in form.cleaned_data.items()} if form.is_bound and form.is_valid() else {}
    code = filters.get("place")
    place = home
    if code and code != home.code:
        place = places.resolve(code, on)
        if not scope.covers(place.path):
            raise Http404
        below = [home, *([place] if place not in below else []), *below[1:]]
    form.fields["place"].widget.choices = [(u.code, u.full_name) for u in below]
    return form, filters, place


@needs("export")
def line_list_csv(request: HttpRequest) -> HttpResponse:
    """The filtered list without identities: age, place, dates, state."""
    _form, filters, place = _filters(request, request.scope)
    found = queries.cases(request.scope, filters, place).select_related("person", "unit", "unit__parent")
    named = diseases.names()
    rows = [presenters.row(case, None, named) for case in found[:EXPORT_LIMIT]]
    columns = [c for c in presenters.COLUMNS if c.key != "phone"]
    content = csvfile.text([str(c.label) for c in columns], [[r[c.key] for c in columns] for r in rows])
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="danh-sach-{place.code}.csv"'
    return response


@needs("see_cases")
def case(request: HttpRequest, ref: int) -> HttpResponse:
    found = queries.case(request.scope, ref)
    if found is None:
        raise Http404
    names = access.identities(
        by=request.user,
        scope=request.scope,
        cases=[found],
        subject=f"case:{ref}",
        purpose=_("xem một ca bệnh"),
    )
    return render(
        request,
        "registry/case.html",
        {
            "case": found,
            "movement": movement(transfers.of_case(found)),
            "identity": names.get(found.person_id),
            "line": presenters.row(found, names.get(found.person_id)),
            "words": presenters.case_words(found),
            "trail": presenters.trail(queries.history(found)["states"]),
            "revisions": presenters.revisions(found, queries.history(found)["revisions"]),
        },
    )
