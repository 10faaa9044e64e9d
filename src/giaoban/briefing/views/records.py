"""A figure opened to the rows that make it, over the frozen snapshot."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.accounts.access import needs
from giaoban.briefing import queries
from giaoban.briefing.models import Briefing
from giaoban.briefing.presenters import rows as presenter
from giaoban.briefing.presenters import words
from giaoban.briefing.views.reading import found_for
from giaoban.documents import csvfile
from giaoban.kernel.errors import UserError
from giaoban.kernel.tables import page_number
from giaoban.kernel.weeks import Window, week_label
from giaoban.places.models import Unit
from giaoban.registry import access
from giaoban.situation import queries as situation

PAGE = 50
_OF_TESTS = frozenset(
    {f"{name}{part}" for name in ("tests_done", "tests_positive", "positivity") for part in ("", "_listed")}
    | {"tests_listed", "tests_listed_positive"}
)
SHOWN = 50  # rows of each kind of difference; the CSV of both briefings has them all


@needs("see_cases")
def records(request: HttpRequest, slug: str, figure_id: str) -> HttpResponse:
    found, figure, place = _asked(request, slug, figure_id)
    scope_path = None if request.scope.whole else request.scope.path
    number = page_number(request.GET.get("page"))
    opened = situation.records(
        found.evaluation, figure_id, place.path,
        scope_path=scope_path, limit=PAGE, offset=(number - 1) * PAGE,
    )  # fmt: skip
    inside = opened.total - opened.outside
    held = opened.rows.to_pylist()
    made = _readable(request, found, held, f"{slug}/{figure_id}")
    return render(
        request,
        "briefing/records.html",
        {
            "briefing": found,
            "figure": figure,
            "label": words.label(figure),
            "value": words.value({**figure, "value": _value(figure, found, place, opened.value)}),
            "window": words.window(figure),
            "definition": situation.CATALOGUE[figure_id].definition_vi,
            "place": place,
            "rows": made,
            "columns": presenter.columns(held),
            "page": Paginator(range(inside), PAGE).get_page(number),
            "total": opened.total,
            "outside": presenter.outside(opened.outside),
            "back": reverse("briefing", args=[slug]) + f"?figure={figure_id}#margin",
            "samples": _samples(figure_id, found, place),
            "changed": _changed(request, found, figure, place, scope_path),
            "as_of": {
                "at": queries.as_of(found),
                "known": found.evaluation.snapshot.known_at,
                "count": found.evaluation.count,
            },
        },
    )


def _samples(figure_id: str, found: Briefing, place: Unit) -> str:
    """The samples themselves, where the figure is of tests and the window is a week."""
    week = week_label(Window(found.evaluation.start, found.evaluation.end))
    if figure_id not in _OF_TESTS or ".." in week:
        return ""
    return f"{reverse('laboratory')}?{urlencode({'place': place.code, 'week': week})}"


def _asked(request: HttpRequest, slug: str, figure_id: str) -> tuple[Briefing, dict[str, Any], Unit]:
    found = found_for(request, slug)
    try:
        figure = queries.figure_of(found, figure_id)
    except UserError as error:
        raise Http404 from error
    code = request.GET.get("place", "")
    place = queries.place_below(found, code) if code else found.place
    if place is None:
        raise Http404
    return found, figure, place


def _value(figure: dict[str, Any], found: Briefing, place: Unit, counted: float) -> float | None:
    """Of the whole place the figure as stated; of a unit below what the snapshot gives for it."""
    if place.id == found.place_id:
        stated: float | None = figure["value"]
        return stated
    return situation.figures_of(found.evaluation, [place.code])[place.code].value(figure["id"])


def _readable(
    request: HttpRequest, found: Briefing, held: list[dict[str, Any]], subject: str
) -> list[dict[str, Any]]:
    """Names of places; identities for those allowed, the look logged."""
    codes = {row[key] for row in held for key in ("unit", "was") if row.get(key)}
    names = queries.names_of(codes, found.evaluation.end)
    refs = [row["case"] for row in held if row.get("case") is not None]
    known = queries.cases_known(request.scope, refs) if refs else {}
    identities = access.identities(
        by=request.user,
        scope=request.scope,
        cases=list(known.values()),
        subject=f"records:{subject}"[:80],
        purpose=_("mở một số liệu đến danh sách gốc"),
    )
    made = []
    for row in held:
        case = known.get(row.get("case") or 0)
        made.append(presenter.row(row, names, case, identities.get(case.person_id) if case else None))
    return made


def _changed(
    request: HttpRequest, found: Briefing, figure: dict[str, Any], place: Unit, scope_path: str | None
) -> dict[str, Any] | None:
    """Asked for by its own address: comparing two snapshots takes longer than opening one."""
    told_before = queries.told_before(found, figure["id"])
    then, now = (
        (told_before["stated"], told_before["now"])
        if told_before
        else (figure["stated_before"], figure["base"])
    )
    if then is None or now is None or then == now or place.id != found.place_id:
        return None
    told: dict[str, Any] = {
        "then": words.value({**figure, "value": then}),
        "now": words.value({**figure, "value": now}),
        "kinds": [],
    }
    if "changed" not in request.GET:
        return told
    changed = queries.changed(found, figure["id"], place.path, scope_path)
    if changed is None:
        return told
    kinds = (
        (_("Thêm vào sau khi đã báo cáo"), changed.added),
        (_("Không còn trong kỳ"), changed.gone),
        (_("Chuyển địa bàn"), changed.moved),
    )
    told["kinds"] = [
        {
            "title": title,
            "n": len(held),
            "rows": _readable(request, found, held[:SHOWN], f"{found.slug}/{figure['id']}"),
            "columns": presenter.columns(held[:SHOWN]),
            "more": max(0, len(held) - SHOWN),
        }
        for title, held in kinds
    ]
    told["earlier"] = changed.earlier
    return told


@needs("export")
def records_csv(request: HttpRequest, slug: str, figure_id: str) -> HttpResponse:
    """Every row of the reader's scope, without identities."""
    if not request.scope.allows("see_cases"):
        raise Http404
    found, _figure, place = _asked(request, slug, figure_id)
    scope_path = None if request.scope.whole else request.scope.path
    opened = situation.records(found.evaluation, figure_id, place.path, scope_path=scope_path)
    held = opened.rows.to_pylist()
    names = queries.names_of({row["unit"] for row in held}, found.evaluation.end)
    shown = presenter.columns(held)
    lines = [presenter.exported(presenter.row(row, names), shown) for row in held]
    response = HttpResponse(
        csvfile.text([str(c.label) for c in shown], lines), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{slug}-{figure_id}.csv"'
    return response
