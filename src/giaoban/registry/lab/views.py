"""Tests and variants of a place; the samples behind a figure; positive samples to confirm."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giaoban.accounts import actions as accounts
from giaoban.accounts.access import needs, own_unit_of
from giaoban.kernel import clock, wording
from giaoban.kernel.errors import UserError
from giaoban.kernel.text import whole
from giaoban.kernel.weeks import Window, iso_week, week_label
from giaoban.places.models import Unit
from giaoban.registry.admission import queries as admission
from giaoban.registry.declarations.presenters import matched
from giaoban.registry.lab import actions, presenters, queries
from giaoban.registry.lab.rules import NEW, RECORDS

WEEKS = 6  # of the table of variants: a wave's rise
OFFERED = 12  # weeks one may choose from
PAGE = 50


def _week(said: str, today: date) -> Window:
    """The week asked for; a week that has not had a whole day yet says nothing."""
    if not said:
        return queries.weeks(today - timedelta(days=1), 1)[0]
    try:
        return iso_week(said)
    except UserError as error:
        raise Http404 from error


@needs("see_cases")
def laboratory(request: Any) -> HttpResponse:
    today, place = clock.today(), own_unit_of(request, request.GET.get("place"))
    week = _week(request.GET.get("week", ""), today)
    of = queries.weeks(week.end, WEEKS)
    tests, seen = queries.tests_of(request.scope, place, of), queries.variants_of(request.scope, place, of)
    units = queries.children(place, {*tests.below, *seen.below})
    few = queries.register(week.end).number("few")
    firsts = queries.flagged(place.path, today)
    columns, rows = presenters.variants(seen, units, of, few)
    week_columns, week_rows = presenters.by_week(seen, of, few, place)
    context = {
        "place": place,
        "weeks": _offered(week, today),
        "week_name": f"{wording.day(week.start)} – {wording.day(week.end)}",
        "figures": presenters.figures(tests, seen, of, place, queries.to_confirm(request.scope).count()),
        "firsts": [presenters.appearance(a) for a in firsts if not a.quiet],
        "quiet": presenters.quiet([a for a in firsts if a.quiet]),
        "may_mark": request.scope.allows("freeze"),
        "tests_columns": presenters.TESTS,
        "tests": presenters.tests(tests, units, of),
        "total": presenters.total(tests),
        "variant_columns": columns,
        "variants": rows,
        "week_columns": week_columns,
        "by_week": week_rows if rows else [],
        "few": few,
        "n_weeks": len(of),
    }
    return render(request, "registry/laboratory.html", context)


def _offered(chosen: Window, today: date) -> list[dict[str, Any]]:
    offered = {*queries.weeks(today, OFFERED), chosen}
    return [
        {
            "value": week_label(week), "current": week == chosen,
            "label": f"{wording.day(week.start)} – {wording.day(week.end)}",
        }
        for week in sorted(offered, reverse=True)
    ]  # fmt: skip


@needs("see_cases")
def seen(request: Any, code: str) -> HttpResponse:
    """Mark a first appearance as seen."""
    if not request.scope.allows("freeze"):
        raise PermissionDenied
    if request.method == "POST":
        unit = own_unit_of(request, code)
        variant = request.POST.get("variant", "")
        if variant not in {a.first.variant for a in queries.flagged(unit.path, clock.today(), all_=True)}:
            raise Http404
        actions.mark_seen(by=request.user, scope=request.scope, unit=unit, variant=variant)
        messages.success(request, _("Đã ghi là đã xem; dòng này không còn trong việc hôm nay."))
    return redirect("laboratory")


@needs("see_cases")
def samples(request: Any) -> HttpResponse:
    today, place = clock.today(), own_unit_of(request, request.GET.get("place"))
    week, label = _week(request.GET.get("week", ""), today), request.GET.get("variant", "")
    first = _week(request.GET["since"], today) if request.GET.get("since") else week
    known, what = queries.register(week.end), request.GET.get("what", "")
    filters = {
        "since": first.start, "until": week.end, "what": what,
        "variants": known.said_as(label, queries.words()) if label else None,
    }  # fmt: skip
    page = Paginator(queries.listed(request.scope, filters, place), PAGE).get_page(request.GET.get("page"))
    named = request.scope.allows("see_identities") and len(page) > 0
    if named:
        purpose = _("danh sách mẫu xét nghiệm")
        accounts.log_access(by=request.user, subject="samples", purpose=purpose, rows=len(page))
    returned = Paginator(_returned(request, place, week, what), PAGE).get_page(request.GET.get("returned"))
    context = {
        "place": place,
        "period": f"{wording.day(first.start)} – {wording.day(week.end)}",
        "variant": label,
        "what": what,
        "columns": presenters.SAMPLES,
        "rows": [
            presenters.sample(
                s, queries.identity(s) if named else None, known.label(s.variant),
                bool(s.case and request.scope.covers(s.case.unit.path)),
            )
            for s in page
        ],
        "page": page,
        "back": f"?place={place.code}&week={week_label(week)}",
        "returned_columns": presenters.RETURNED,
        "returned": [presenters.returned(r) for r in returned],
        "returned_page": returned,
    }  # fmt: skip
    return render(request, "registry/samples.html", context)


def _returned(request: Any, place: Unit, week: Window, what: str) -> Any:
    """The returns a figure came of, where it did: its samples are then fewer than it says."""
    if what not in ("tests", "positive"):
        return []
    told = queries.tests_of(request.scope, place, [week]).whole[0]
    return [] if told.source == RECORDS else queries.returned(request.scope, place, week)


@needs("close_cases")
def waiting(request: Any) -> HttpResponse:
    """One positive sample after the other: who it is, or why no case comes of it."""
    error: UserError | None = None
    if request.method == "POST" and request.scope.allows("see_identities"):
        try:
            return _decided(request)
        except UserError as raised:
            error = raised
    page = Paginator(queries.to_confirm(request.scope), 10).get_page(request.GET.get("page"))
    named = request.scope.allows("see_identities")
    if named and len(page):
        purpose = _("xác nhận kết quả dương tính")
        accounts.log_access(by=request.user, subject="samples_waiting", purpose=purpose, rows=len(page))
    context = {
        "page": page,
        "rows": [_to_decide(s, named, request.POST) for s in page],
        "named": named,
        "reasons": presenters.REASONS.items(),
        "new": NEW,
        "error": error,
    }
    return render(request, "registry/samples_waiting.html", context, status=422 if error else 200)


def _decided(request: Any) -> HttpResponse:
    sample, act = whole(request.POST.get("sample")), request.POST.get("act", "")
    if sample is None:
        raise Http404
    if act == "reject":
        actions.reject(
            by=request.user, scope=request.scope, sample_id=sample, reason=request.POST.get("reason", "")
        )
        messages.success(request, _("Đã ghi là không thành ca bệnh."))
    else:
        person = whole(request.POST.get("person"))
        made = actions.confirm(by=request.user, scope=request.scope, sample_id=sample, person=person)
        new = _("Đã ghi ca bệnh mới.") if made.new_case else _("Đã gắn vào ca bệnh đã có.")
        messages.success(request, new)
    return redirect("samples_waiting")


def _to_decide(sample: Any, named: bool, sent: Any) -> dict[str, Any]:
    picked = sent.get("person", "") if sent.get("sample") == str(sample.pk) else ""
    matches = queries.suggestions(sample) if named else []
    ids = [m.person for m in matches]
    return {
        "sample": sample,
        "told": presenters.sample(sample, queries.identity(sample) if named else None, sample.variant, False),
        "phone": queries.identity(sample).get("phone", "") if named else "",
        "address": queries.identity(sample).get("address", "") if named else "",
        "matches": matched(matches, admission.names(ids), admission.homes(ids), picked),
    }
