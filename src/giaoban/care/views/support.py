"""Needs of households until they are delivered, and papers signed in batches."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.accounts.access import needs as allows
from giaoban.care import actions
from giaoban.care.law import law
from giaoban.care.presenters.patient import NEEDS, PAPERS
from giaoban.care.queries import papers as drafts
from giaoban.care.queries import worklist as queries
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.text import whole, wholes
from giaoban.registry import access


@allows("care")
def needs(request: Any) -> HttpResponse:
    if request.method == "POST":
        try:
            actions.deliver_need(
                by=request.user, scope=request.scope, need_id=whole(request.POST.get("need"), 0)
            )
            messages.success(request, _("Đã ghi là đã giao."))
        except UserError as error:
            messages.error(request, f"{error.message} {error.next_step}")
        return redirect("care_needs")
    found = queries.needs(request.scope)
    names = _names(request, [n.episode.case for n in found], "care needs", _("giao nhu yếu phẩm"))
    rows = [
        {"id": n.pk, "what": str(NEEDS[n.kind]), "at": n.stated_at, "place": n.unit.full_name,
         **_who(n.episode.case, names)}
        for n in found
    ]  # fmt: skip
    return render(request, "care/needs.html", {"rows": rows, "now": clock.now()})


@allows("care")
def papers(request: Any) -> HttpResponse:
    """Drafts in the reader's own competence, a kind at a time, and what was signed last."""
    kind = request.GET.get("loai", "")
    if request.method == "POST":
        ids = wholes(request.POST.getlist("paper"))
        try:
            n = actions.sign_papers(
                by=request.user, scope=request.scope, paper_ids=ids, number=request.POST.get("number", "")
            )
            done = ngettext("Đã ký %(n)s giấy.", "Đã ký %(n)s giấy.", n) % {"n": n}
            messages.success(request, done)
        except UserError as error:
            messages.error(request, f"{error.message} {error.next_step}")
        return redirect(f"{reverse('care_papers')}?loai={kind}" if kind in PAPERS else "care_papers")
    counts = drafts.counts(request.scope)
    kind = kind if kind in PAPERS else max(counts, key=lambda k: counts[k], default="")
    found = list(drafts.to_sign(request.scope, kind)[: drafts.SHOWN])
    names = _names(request, [p.episode.case for p in found], "care papers", _("ký giấy tờ"))
    rows = [
        {"id": p.pk, "from": p.from_date, "to": p.to_date, "drafted": p.drafted_at,
         **_who(p.episode.case, names)}
        for p in found
    ]  # fmt: skip
    rules = law(clock.today(), request.scope.path)
    tabs = [
        {"url": f"?loai={key}", "label": str(PAPERS[key]), "count": n, "current": key == kind}
        for key, n in counts.items()
    ]
    context = {
        "rows": rows, "total": sum(counts.values()), "of_kind": counts.get(kind, 0), "kind": kind,
        "tabs": tabs,
        "what": str(PAPERS[kind]) if kind else "", "rule": rules.papers,
        "batches": [{**b, "what": str(PAPERS[b["kind"]]),
                     "by": f"{b['signed_by__first_name']} {b['signed_by__last_name']}".strip()}
                    for b in drafts.batches(request.scope)],
    }  # fmt: skip
    return render(request, "care/papers.html", context)


@allows("care")
def printed(request: Any) -> HttpResponse:
    """Chosen drafts or a signed batch as sheets to print; a draft says that it is one."""
    number, kind = request.GET.get("so", ""), request.GET.get("loai", "")
    ids = wholes(request.GET.getlist("giay"))
    if kind in PAPERS and not ids:
        if number:
            ids = drafts.of_batch(request.scope, kind, number)
        else:
            ids = list(drafts.to_sign(request.scope, kind).values_list("id", flat=True)[: drafts.SHOWN])
    found = drafts.chosen(request.scope, ids)
    if not found:
        raise Http404
    names = _names(request, [p.episode.case for p in found], "care papers", _("in giấy tờ"))
    sheets = [{"p": p, "born": p.episode.birth, **_who(p.episode.case, names)} for p in found]
    return render(request, "care/papers_print.html", {"sheets": sheets, "today": clock.today()})


def _names(request: Any, cases: list[Any], subject: str, purpose: str) -> Any:
    return access.identities(
        by=request.user, scope=request.scope, cases=cases, subject=subject, purpose=purpose
    )


def _who(case: Any, names: Any) -> dict[str, str]:
    identity = names.get(case.person_id)
    return {
        "who": identity["name"] if identity else case.number or _("ca không số"),
        "address": identity["address"] if identity else "",
        "phone": identity["phone"] if identity else "",
    }
