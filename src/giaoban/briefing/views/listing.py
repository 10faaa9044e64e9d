"""The briefings within the reader's scope, and drafting a new one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.accounts.access import needs
from giaoban.accounts.scope import Scope
from giaoban.briefing import actions, drafting, queries
from giaoban.briefing.forms import DraftForm
from giaoban.briefing.presenters import listing as presenter
from giaoban.briefing.presenters import words
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.weeks import iso_week, week_label
from giaoban.places import queries as places

PAGE = 40
WEEKS = 12  # weeks offered for drafting; older ones are the command's


def briefings(request: HttpRequest) -> HttpResponse:
    return _page(request, None, None)


@require_POST
@needs("brief")
def draft(request: HttpRequest) -> HttpResponse:
    """The same place, week and count give the same briefing, drafted once."""
    form = _form(request)
    error: UserError | None = None
    if form.is_valid():
        window = iso_week(form.cleaned_data["week"])
        place = places.resolve(form.cleaned_data["place"], window.end)
        if not request.scope.covers(place.path):
            raise Http404
        try:
            made = drafting.draft(
                by=request.user, place=place, window=window, count=form.cleaned_data["count"]
            )
        except UserError as raised:
            error = raised
        else:
            messages.success(request, _("Đã lập báo cáo %(slug)s.") % {"slug": made.slug})
            return redirect("briefing", made.slug)
    return _page(request, form, error)


def _page(request: HttpRequest, form: DraftForm | None, error: UserError | None) -> HttpResponse:
    scope: Scope = request.scope
    place, count = request.GET.get("place", ""), request.GET.get("count", "")
    paged = Paginator(queries.listed(scope, place, count), PAGE).get_page(request.GET.get("page"))
    may_draft = scope.allows("brief")
    weeks = presenter.weeks(list(paged))
    return render(
        request,
        "briefing/briefings.html",
        {
            "page": paged,
            "weeks": weeks,
            "columns": presenter.COLUMNS,
            "places": _places(request),
            "chosen_place": place,
            "chosen_count": count,
            "form": (form or _form(request)) if may_draft else None,
            "error": error,
        },
        status=422 if error or (form is not None and form.errors) else 200,
    )


def _places(request: HttpRequest) -> list[tuple[str, str]]:
    """The reader's place and those directly below."""
    home = request.posting.place
    return [(u.code, u.full_name) for u in [home, *places.children(home, on=clock.today())]]


def _form(request: HttpRequest) -> DraftForm:
    given: Any = request.POST if request.method == "POST" else None
    last = actions.week_of(clock.today() - timedelta(days=7))
    windows = [last, *(last.before(n) for n in range(1, WEEKS))]
    weeks = [(week_label(w), words.period(w.start, w.end)) for w in windows]
    return DraftForm(given, places=_places(request), weeks=weeks)
