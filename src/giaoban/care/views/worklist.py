"""A station's list: whoever stands first is opened beside it, and everything is done from there."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.accounts.access import needs
from giaoban.care import actions
from giaoban.care.forms import check as forms
from giaoban.care.law import Law, law
from giaoban.care.presenters import patient
from giaoban.care.presenters import worklist as words
from giaoban.care.queries import worklist as queries
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.tables import page_number
from giaoban.kernel.text import whole
from giaoban.registry import access

PAGE = 50
_KEPT = ("nhom", "xa", "trang")


@needs("care")
def care(request: Any) -> HttpResponse:
    now = clock.now()
    units = _narrowed(request)
    if units is None and queries.size(request.scope) > queries.MOST:
        return _overview(request, now)
    rules = law(now.date(), request.scope.path)
    group = request.GET.get("nhom", "")
    found = queries.worklist(request.scope, now, group, units)
    start = PAGE * (page_number(request.GET.get("trang")) - 1)
    shown = found.lines[start : start + PAGE]
    opened = _opened(request, now)
    cases = queries.cases_of([line.case for line in shown])
    mine = [*cases.values(), *([opened.episode.case] if opened else [])]
    names = access.identities(
        by=request.user, scope=request.scope, cases=mine, subject="care", purpose=_("chăm sóc tại nhà")
    )
    keep = _kept(request)
    context = {
        "now": now,
        "tabs": words.tabs(found.counts, group, _kept(request, "xa")),
        "rows": [
            words.line(line, cases[line.case], names.get(cases[line.case].person_id), rules, now, keep)
            for line in shown
        ],
        "total": len(found.lines),
        "persons": found.persons,
        "more": f"?{urlencode({**_query(request), 'trang': start // PAGE + 2})}"
        if len(found.lines) > start + PAGE
        else "",
        "place_alarms": [_place_alarm(a) for a in queries.place_alarms(request.scope, now)],
        "keep": keep,
        "rules": rules,
    }
    if opened is not None:
        context |= _beside(request, opened, names.get(opened.episode.person_id), rules, now)
    return render(request, "care/worklist.html", context)


def _beside(
    request: Any, opened: queries.Opened, identity: dict[str, str] | None, rules: Law, now: datetime
) -> dict[str, Any]:
    """The one person opened beside the list, with all that can be done for them."""
    person = words.panel(opened, identity, rules, now)
    return {
        "p": person,
        "form": patient.form(rules, opened.age),
        "answers": words.ANSWERS.items(),
        "client_id": str(uuid.uuid4()),
        "refer": _elsewhere("referral_new", person["case"]),
        "prescribe": _elsewhere("course_new", person["id"]),
        "link": request.session.pop("care_link", None),
        "today": now.date(),
    }


def _narrowed(request: Any) -> list[int] | None:
    code = request.GET.get("xa", "")
    if not code:
        return None
    units = queries.unit_of(request.scope, code)
    if units is None:
        raise Http404
    return units


def _overview(request: Any, now: datetime) -> HttpResponse:
    """An area too large for one list: its communes first, and the alarms that have come this far up."""
    rows = words.overview(queries.overview(request.scope, now))
    alarms = queries.alarms_owned(request.scope, now)
    cases = queries.cases_of([a.episode.case_id for a in alarms if a.episode])
    names = access.identities(
        by=request.user, scope=request.scope, cases=list(cases.values()), subject="care alarms",
        purpose=_("xử trí báo động"),
    )  # fmt: skip
    rules = law(now.date(), request.scope.path)
    context = {
        "now": now,
        "columns": words.OVERVIEW,
        "rows": rows,
        "alarms": [_risen(a, cases, names, rules) for a in alarms],
    }
    return render(request, "care/overview.html", context)


def _risen(alarm: Any, cases: Any, names: Any, rules: Any) -> dict[str, Any]:
    if alarm.episode is None:
        return {**_place_alarm(alarm), "rank": "sign", "place": alarm.unit.full_name}
    case = cases[alarm.episode.case_id]
    identity = names.get(case.person_id)
    return {
        "rank": "emergency" if alarm.rank == "emergency" else "sign",
        "title": identity["name"] if identity else case.number or _("ca không số"),
        "phone": identity["phone"] if identity else "",
        "place": alarm.unit.full_name,
        "what": "; ".join(words.alarm(alarm, rules)["signs"]),
        "at": alarm.raised_at,
        "url": f"?xa={alarm.unit.code}&nguoi={alarm.episode_id}#nguoi",
    }


def _place_alarm(alarm: Any) -> dict[str, Any]:
    if alarm.kind == "roster":
        title = _("Ban đêm không có người trực")
    else:
        title = _("%(n)s người nguy cơ cao chưa liên lạc được") % {"n": alarm.count}
    return {"id": alarm.pk, "title": title, "place": alarm.unit.full_name, "at": alarm.raised_at}


def _opened(request: Any, now: datetime) -> queries.Opened | None:
    wanted = whole(request.GET.get("nguoi"))
    if wanted is None:
        return None
    found = queries.opened(request.scope, wanted, now)
    if found is None:
        raise Http404
    return found


def _query(request: Any) -> dict[str, str]:
    return {k: request.GET[k] for k in _KEPT if request.GET.get(k)}


def _kept(request: Any, *only: str) -> str:
    """The filter in the address, to hang on to a link."""
    found = {k: v for k, v in _query(request).items() if not only or k in only}
    return f"&{urlencode(found)}" if found else ""


def _elsewhere(name: str, key: int) -> str:
    """The page of referrals or of prescriptions, where this version has it."""
    try:
        return reverse(name, args=[key])
    except NoReverseMatch:
        return ""


@needs("care")
@require_POST
def act(request: Any, episode_id: int, what: str) -> HttpResponse:
    """One thing done for one person; the answer is the list again, with the same person or the next."""
    if what not in _ACTS:
        raise Http404
    if queries.opened(request.scope, episode_id, clock.now()) is None:
        raise Http404
    if what == "ket-thuc" and not request.scope.allows("close_cases"):
        raise PermissionDenied("close_cases")
    try:
        done = _ACTS[what](request, episode_id)
        messages.success(request, done)
    except UserError as error:
        messages.error(request, f"{error.message} {error.next_step}")
    back = request.POST.get("keep", "")
    # only our own filter words come back into the address
    kept = "&".join(p for p in back.split("&") if p.split("=")[0] in _KEPT)
    stay = "" if what == "ket-thuc" else f"nguoi={episode_id}&"
    return HttpResponseRedirect(f"{reverse('care')}?{stay}{kept}#nguoi")


def _check(request: Any, episode_id: int) -> str:
    sent = forms.read(request.POST)
    recorded = actions.record_staff_check(
        by=request.user, episode_id=episode_id, answers=sent.answers,
        client_id=sent.client_id or str(uuid.uuid4()),
        channel="visit" if request.POST.get("channel") == "visit" else "phone",
        advice=request.POST.get("advice", ""),
    )  # fmt: skip
    if recorded.check.rank:
        said = _("Đã ghi; có dấu hiệu nguy hiểm, báo động đã phát.")
    else:
        said = _("Đã ghi lượt theo dõi.")
    again = words.to_ask_again(recorded.found, sent.unreadable)
    return f"{said} {again}" if again else said


def _contact(request: Any, episode_id: int) -> str:
    actions.record_contact(
        by=request.user, scope=request.scope, episode_id=episode_id, kind=request.POST.get("kind", "phone"),
        reached=request.POST.get("reached") == "1", advice=request.POST.get("advice", ""),
    )  # fmt: skip
    return _("Đã ghi lần liên lạc.")


def _answer(request: Any, episode_id: int) -> str:
    actions.answer_alarm(
        by=request.user, scope=request.scope, alarm_id=whole(request.POST.get("alarm"), 0),
        answer=request.POST.get("answer", ""), note=request.POST.get("note", ""),
    )  # fmt: skip
    return _("Đã ghi cách xử trí báo động.")


def _assess(request: Any, episode_id: int) -> str:
    actions.assess_risk(
        by=request.user, scope=request.scope, episode_id=episode_id, risk=request.POST.get("risk", ""),
        note=request.POST.get("note", ""),
    )  # fmt: skip
    return _("Đã ghi đánh giá nguy cơ.")


def _discharge(request: Any, episode_id: int) -> str:
    try:
        ended = date.fromisoformat(request.POST.get("ended_on", ""))
    except ValueError:
        ended = clock.today()
    actions.discharge(by=request.user, scope=request.scope, episode_id=episode_id, ended_on=ended)
    return _("Đã kết thúc cách ly; giấy xác nhận đã soạn, chờ ký.")


def _link(request: Any, episode_id: int) -> str:
    """The address and the code are shown once, to who asked for them."""
    issued = actions.issue_link(by=request.user, scope=request.scope, episode_id=episode_id)
    url = request.build_absolute_uri(reverse("patient", args=[issued.token]))
    request.session["care_link"] = {
        "url": url,
        "code": issued.code,
        "until": f"{issued.link.expires_at:%d/%m}",
    }
    return _("Đã cấp liên kết mới; liên kết cũ không còn dùng được.")


def _send_link(request: Any, episode_id: int) -> str:
    """To the phone in the registry; neither address nor code is shown to anybody here."""
    actions.send_link(
        by=request.user, scope=request.scope, episode_id=episode_id,
        address=lambda token: str(request.build_absolute_uri(reverse("patient", args=[token]))),
    )  # fmt: skip
    return _("Tin nhắn có liên kết và mã đang được gửi; liên kết cũ không còn dùng được.")


def _deliver(request: Any, episode_id: int) -> str:
    actions.deliver_need(by=request.user, scope=request.scope, need_id=whole(request.POST.get("need"), 0))
    return _("Đã ghi là đã giao.")


def _draft(request: Any, episode_id: int) -> str:
    actions.draft_papers(by=request.user, scope=request.scope, episode_id=episode_id, kinds=["sick_leave"])
    return _("Đã soạn giấy, chờ ký.")


_ACTS = {
    "theo-doi": _check,
    "lien-he": _contact,
    "bao-dong": _answer,
    "danh-gia": _assess,
    "ket-thuc": _discharge,
    "lien-ket": _link,
    "nhan-tin": _send_link,
    "nhu-cau": _deliver,
    "giay": _draft,
}
