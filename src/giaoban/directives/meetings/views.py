"""Pages of a meeting: the list, planning one, the meeting itself, its notes, its walk for the projector."""

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
from giaoban.directives import queries as directives
from giaoban.directives.meetings import actions, presenters, queries
from giaoban.directives.meetings.forms import InviteForm, ItemForm, MarkForm, NoteForm, PlanForm
from giaoban.directives.meetings.models import Meeting
from giaoban.directives.notices import actions as notices
from giaoban.directives.notices.paper import numbered
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.places import queries as places

PAGE = 30
_ANY = ("conclude", "answer")


@needs(*_ANY)
def meetings(request: Any) -> HttpResponse:
    page = Paginator(queries.meetings(request.scope), PAGE).get_page(request.GET.get("page"))
    rows = [presenters.row(m, m.n_conclusions) for m in page.object_list]
    context = {"page": page, "columns": presenters.COLUMNS, "rows": rows}
    return render(request, "directives/meetings/meetings.html", context)


@needs("conclude")
def plan(request: Any) -> HttpResponse:
    """Of the reader's own place: the briefing's agenda and the sites come with it."""
    place, on = request.posting.place, clock.today()
    briefings = queries.briefings_to_hear(request.scope, place)
    levels = {u.level for u in places.children(place, on=on)}
    has = {"children"} if levels else set()
    has |= {"communes"} if levels - {"commune"} else set()
    has |= {"bodies"} if directives.bodies_at(place, on) else set()
    form = PlanForm(
        request.POST or None,
        briefings=[presenters.briefing_label(b) for b in briefings],
        has=has,
        initial={
            "title": _("Giao ban công tác phòng, chống dịch"),
            "briefing": briefings[0].slug if briefings else "",
            "day": f"{on:%d/%m/%Y}",
            "invite": sorted(has & {"children", "bodies"}),
        },
    )
    error: UserError | None = None
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("meeting", _planned(request, form, briefings).pk)
        except UserError as raised:
            error = raised
    wrong = error is not None or bool(form.errors)
    context = {"form": form, "place": place, "error": error}
    return render(request, "directives/meetings/plan.html", context, status=422 if wrong else 200)


def _planned(request: Any, form: PlanForm, briefings: list[Any]) -> Meeting:
    given = form.cleaned_data
    made = actions.plan(
        by=request.user, place=request.posting.place, title=given["title"], starts_at=form.starts_at(),
        chair=given["chair"], secretary=given["secretary"], invite=given.get("invite") or [],
        briefing=next((b for b in briefings if b.slug == given["briefing"]), None),
    )  # fmt: skip
    messages.success(request, _("Đã lập cuộc họp với chương trình lấy từ báo cáo."))
    return made


def _found(request: Any, pk: int) -> Meeting:
    found = queries.meeting(request.scope, pk)
    if found is None:
        raise Http404
    return found


def _led(request: Any, pk: int) -> Meeting:
    """A guest reads the meeting but does not run it; nothing tells them how."""
    found = _found(request, pk)
    if not queries.leads(request.scope, found):
        raise Http404
    return found


@needs(*_ANY)
def meeting(request: Any, pk: int) -> HttpResponse:
    return _page(request, _found(request, pk))


def _page(request: Any, found: Meeting, error: UserError | None = None, **tried: Any) -> HttpResponse:
    sites = queries.sites(found)
    leads = queries.leads(request.scope, found)
    own = queries.own_site(request.scope, sites)
    is_open = leads and found.state != Meeting.State.CONCLUDED
    notes = queries.notes(found) if leads else []
    context = {
        "one": found,
        "leads": leads,
        "open": is_open,
        "state": presenters.state_mark(found),
        "items": queries.items(found),
        "sites": [{"site": s, "mark": presenters.site_mark(s)} for s in sites],
        "own": own,
        "told": presenters.told(queries.attendance(sites)),
        "mark_form": tried.get("mark") or MarkForm(initial=_attending(own)),
        "item_form": tried.get("item") or ItemForm(),
        "invite_form": tried.get("invite") or (_inviting(found, sites) if is_open else None),
        "note_form": tried.get("note") or NoteForm(),
        "attendances": MarkForm.base_fields["attendance"].choices,
        "notes": notes,
        "n_open_notes": sum(n.conclusion_id is None for n in notes),
        "waiting": directives.open_for(found.place, clock.now()) if leads else [],
        "now": clock.now(),
        "conclusions": queries.conclusions(found),
        "notices": [(n, numbered(n)) for n in queries.notices(found)] if leads else [],
        "error": error,
    }
    wrong = error is not None or any(form.errors for form in tried.values())
    return render(request, "directives/meetings/meeting.html", context, status=422 if wrong else 200)


def _attending(own: Any) -> dict[str, Any]:
    return {"attendance": own.attendance, "note": own.note} if own else {}


def _done(request: Any, found: Meeting, act: Callable[[], Any], said: str, at: str = "") -> HttpResponse:
    """One act of the page: back to it, or the page with what was wrong."""
    try:
        act()
    except UserError as error:
        return _page(request, found, error)
    if said:
        messages.success(request, said)
    return redirect(reverse("meeting", args=[found.pk]) + at)


@needs("conclude")
@require_POST
def meeting_step(request: Any, pk: int, step: str) -> HttpResponse:
    """Begins, or is over."""
    found = _led(request, pk)
    acts = {
        "bat-dau": (actions.hold, _("Cuộc họp bắt đầu.")),
        "ket-thuc": (actions.close, _("Đã kết thúc họp.")),
    }
    if step not in acts:
        raise Http404
    act, said = acts[step]
    return _done(request, found, lambda: act(by=request.user, meeting=found), said)


@needs("conclude")
@require_POST
def meeting_note(request: Any, pk: int) -> HttpResponse:
    found, form = _led(request, pk), NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, found, note=form)
    text = form.cleaned_data["text"]
    return _done(
        request, found, lambda: actions.note_down(by=request.user, meeting=found, text=text), "", "#ghi-chep"
    )


@needs("conclude")
@require_POST
def meeting_item(request: Any, pk: int) -> HttpResponse:
    """A point of one's own on the agenda."""
    found, form = _led(request, pk), ItemForm(request.POST)
    if not form.is_valid():
        return _page(request, found, item=form)
    given = form.cleaned_data
    return _done(
        request, found, lambda: actions.add_item(by=request.user, meeting=found, **given), "", "#chuong-trinh"
    )


@needs("conclude")
@require_POST
def item_move(request: Any, pk: int, item: int) -> HttpResponse:
    found = _led(request, pk)
    point = queries.item(found, item)
    to = request.POST.get("to", "")
    if point is None or to not in ("up", "down", "away"):
        raise Http404
    return _done(
        request, found, lambda: actions.move_item(by=request.user, item=point, to=to), "", "#chuong-trinh"
    )


@needs(*_ANY)
@require_POST
def site_mark(request: Any, pk: int, site: int) -> HttpResponse:
    """By the secretary, or by the site itself."""
    found = _found(request, pk)
    one = queries.site(found, site)
    own = one and queries.own_site(request.scope, [one])
    if one is None or not (own or queries.leads(request.scope, found)):
        raise Http404
    form = MarkForm(request.POST)
    if not form.is_valid():
        return _page(request, found, mark=form)
    given = form.cleaned_data
    return _done(
        request, found, lambda: actions.mark(by=request.user, site=one, **given), _("Đã ghi."), "#diem-cau"
    )


@needs("conclude")
@require_POST
def sites_present(request: Any, pk: int) -> HttpResponse:
    found = _led(request, pk)
    said = _("Các điểm cầu chưa ghi khác được ghi là có mặt.")
    return _done(
        request, found, lambda: actions.all_present(by=request.user, meeting=found), said, "#diem-cau"
    )


def _inviting(found: Meeting, sites: list[Any], data: Any = None) -> InviteForm:
    units, bodies = queries.uninvited(found, sites)
    return InviteForm(data, units=units, bodies=bodies)


@needs("conclude")
@require_POST
def site_invite(request: Any, pk: int) -> HttpResponse:
    """One site more, also while the meeting is on."""
    found = _led(request, pk)
    form = _inviting(found, queries.sites(found), request.POST)
    if not form.is_valid():
        return _page(request, found, invite=form)
    chosen, said = form.chosen(), _("Đã mời thêm một điểm cầu.")
    return _done(
        request, found, lambda: actions.invite(by=request.user, meeting=found, **chosen), said, "#diem-cau"
    )


@needs("conclude")
@require_POST
def meeting_notice(request: Any, pk: int) -> HttpResponse:
    """The paper of everything the meeting concluded; its number is the clerk's."""
    found = _led(request, pk)
    try:
        made = notices.write_out(
            by=request.user, conclusions=queries.conclusions(found), form=request.POST.get("form", "state")
        )
    except UserError as error:
        return _page(request, found, error)
    return redirect("notice", made.pk)


@needs(*_ANY)
def walk(request: Any, pk: int, n: int) -> HttpResponse:
    """For the projector: one point a screen, by links or by the arrow keys; the last screen concludes."""
    found = _found(request, pk)
    items = queries.items(found)
    if not 1 <= n <= len(items) + 1:
        raise Http404
    last = n == len(items) + 1
    briefing = queries.briefing_in_full(found)
    context = {
        "one": found,
        "meeting": True,
        "n": n,
        "n_all": len(items) + 1,
        "steps": presenters.steps(items),
        "step": None if last else presenters.step(items[n - 1], briefing, clock.now()),
        "conclusions": queries.conclusions(found) if last else [],
        "notes": queries.notes(found) if last and queries.leads(request.scope, found) else [],
        "before": reverse("meeting_walk", args=[pk, n - 1]) if n > 1 else "",
        "after": "" if last else reverse("meeting_walk", args=[pk, n + 1]),
        "next_title": "" if last else presenters.steps(items)[n],
    }
    return render(request, "directives/meetings/walk.html", context)
