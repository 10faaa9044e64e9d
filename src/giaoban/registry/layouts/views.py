"""Exports by a saved layout: one click a day; and laying one out without a script."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import yaml
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.accounts.access import needs, unit_of
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.places import queries as places
from giaoban.registry import queries as registry
from giaoban.registry.layouts import actions, presenters, queries, rules
from giaoban.registry.layouts.forms import AskForm, LayoutForm, StartForm
from giaoban.registry.layouts.sources import kinds, source
from giaoban.registry.models import ExportLayout

LIMIT = 100_000  # rows of one download, as of the line list's CSV
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@needs("export")
def layouts(request: HttpRequest) -> HttpResponse:
    scope, today = request.scope, clock.today()
    home = registry.home(scope, today)
    may_change = _lays_out(request)
    found = queries.usable(scope)
    return render(
        request,
        "registry/layouts.html",
        {
            "place": home,
            "layouts": presenters.listed(found, scope.unit_id, may_change=may_change),
            "places": [home, *places.children(home, on=today)],
            "today": today,
            "start": StartForm(kinds=_kinds(request)) if may_change else None,
            "withheld": not scope.allows("see_identities"),
        },
    )


def _lays_out(request: HttpRequest) -> bool:
    """Whoever keeps the lists lays out what leaves them."""
    allowed: bool = request.scope.allows("import")
    return allowed


def _kinds(request: HttpRequest) -> list[tuple[str, Any]]:
    allowed = [k for k in kinds() if (s := source(k)) and (not s.needs or request.scope.allows(s.needs))]
    return [(kind, presenters.KINDS.get(kind, kind)) for kind in allowed]


@needs("export")
def new_layout(request: HttpRequest) -> HttpResponse:
    """From the headings of the other side; the columns are then told as for a layout that is kept."""
    if not _lays_out(request):
        raise PermissionDenied("import")
    if request.method == "POST":
        return _told(request, None, request.POST.get("kind", ""))
    start = StartForm(request.GET, kinds=_kinds(request))
    if not start.is_valid():
        return redirect("layouts")
    kind = start.cleaned_data["kind"]
    held = actions.known(kind)
    words = dict(presenters.fields(held))
    columns = [
        (name, words.get(name, h) if name == h else h, "") for name, h in start.columns(held.fields, words)
    ]
    form = LayoutForm(
        None, fields=presenters.fields(held), columns=columns, initial={"days": 1, "dates": "dmy"}
    )
    unknown = [heading for name, heading, _fixed in columns if not name]
    return _page(request, form, kind, None, unknown=unknown)


@needs("export")
def layout(request: HttpRequest, layout_id: int) -> HttpResponse:
    """To change it. Seen by others it is used, not changed."""
    kept = queries.own(request.scope, layout_id)
    if kept is None:
        raise Http404
    if not _lays_out(request):
        raise PermissionDenied("import")
    if request.method == "POST":
        return _told(request, kept, kept.kind)
    made = rules.kept(kept.layout)
    form = LayoutForm(
        None, fields=presenters.fields(actions.known(kept.kind)), columns=presenters.columns(made),
        initial={"name": kept.name, "days": kept.days, "dates": made.dates,
                 "header": "\n".join(made.header), "words": presenters.words(made)},
    )  # fmt: skip
    return _page(request, form, kept.kind, kept)


def _told(request: HttpRequest, kept: ExportLayout | None, kind: str) -> HttpResponse:
    if kind not in dict(_kinds(request)):
        raise Http404
    held = actions.known(kind)
    form = LayoutForm(request.POST, fields=presenters.fields(held), columns=[])
    error: UserError | None = None
    if form.is_valid():
        said, before = form.cleaned_data, rules.kept(kept.layout) if kept else None
        try:
            actions.keep(
                by=request.user, unit_id=request.scope.unit_id, kind=kind, name=said["name"],
                layout=form.layout(*((before.key, dict(before.constants)) if before else ())),
                days=said["days"],
            )  # fmt: skip
        except UserError as raised:
            error = raised
        else:
            messages.success(request, _("Đã lưu mẫu xuất “%s”.") % said["name"])
            return redirect("layouts")
    return _page(request, form, kind, kept, error)


def _page(
    request: HttpRequest, form: LayoutForm, kind: str, kept: ExportLayout | None, error: Any = None,
    unknown: Sequence[str] = (),
) -> HttpResponse:  # fmt: skip
    context = {
        "form": form,
        "kind": kind,
        "kind_name": presenters.KINDS.get(kind, kind),
        "kept": kept,
        "error": error,
        "unknown": ", ".join(unknown),
    }
    wrong = error or (form.is_bound and form.errors)
    return render(request, "registry/layout.html", context, status=422 if wrong else 200)


@require_POST
@needs("export")
def drop_layout(request: HttpRequest, layout_id: int) -> HttpResponse:
    kept = queries.own(request.scope, layout_id)
    if kept is None:
        raise Http404
    if not _lays_out(request):
        raise PermissionDenied("import")
    name = kept.name
    actions.drop(by=request.user, layout=kept)
    messages.success(request, _("Đã bỏ mẫu xuất “%s”.") % name)
    return redirect("layouts")


def _usable(request: HttpRequest, layout_id: int) -> ExportLayout:
    found = queries.layout(request.scope, layout_id)
    if found is None:
        raise Http404
    return found


@needs("export")
def layout_export(request: HttpRequest, layout_id: int, form: str) -> HttpResponse:
    kept, today = _usable(request, layout_id), clock.today()
    place, asked = unit_of(request, request.GET.get("place")), AskForm(request.GET)
    if form not in TYPES or not asked.is_valid():
        raise Http404
    since, until = asked.window(today, today - timedelta(days=kept.days - 1))
    try:
        made = actions.export(
            by=request.user, scope=request.scope, kind=kept.kind, layout=rules.kept(kept.layout),
            place=place, since=since, until=until, form=form, subject=f"layout:{kept.id}", limit=LIMIT,
        )  # fmt: skip
    except UserError as error:
        messages.error(request, f"{error.message} {error.next_step}")
        return redirect("layouts")
    answer = HttpResponse(made.content, content_type=TYPES[form])
    name = f"xuat-{kept.id}-{place.code}-{since:%Y%m%d}-{until:%Y%m%d}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


@needs("export")
def layout_mapping(request: HttpRequest, layout_id: int) -> HttpResponse:
    """The mapping by which somebody else's Giao Ban, or this one, takes the file in again."""
    kept = _usable(request, layout_id)
    mapping = rules.mapping_of(rules.kept(kept.layout), actions.known(kept.kind).fields)
    text = yaml.safe_dump(mapping, allow_unicode=True, sort_keys=False)
    answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="anh-xa-{kept.id}.yaml"'
    return answer
