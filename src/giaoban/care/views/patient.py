"""The patient page: no account, an address nobody can guess and a short code; one page for a household.

It is exempt from the CSRF token, which a page kept on a phone for days would not have: its only credential is
the address and a cookie that another site's form does not send (SameSite, bound to the address).
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from giaoban.care import actions
from giaoban.care.forms import check as forms
from giaoban.care.law import law
from giaoban.care.models import Episode, Link
from giaoban.care.presenters import patient as words
from giaoban.care.presenters import signs
from giaoban.care.queries import patients
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.text import whole

_COOKIE, _SALT = "gb_s", "care-link"
_EMPTY = gettext_lazy(
    "Chưa có câu trả lời nào. Đánh dấu dấu hiệu đang có, hoặc “Không có dấu hiệu nào”, rồi gửi lại."
)


@csrf_exempt
@never_cache
@login_not_required
def page(request: HttpRequest, token: str) -> HttpResponse:
    now = clock.now()
    link = patients.link_of(token)
    if link is None or not patients.works(link, now):
        return _closed(request, link, now)
    if not _known(request, link):
        return _ask_code(request, link, token, now)
    if request.method == "POST":
        return _take(request, link, token, patients.ids_of(link))
    return _show(request, link, token, patients.episodes_of(link), now)


def _known(request: HttpRequest, link: Link) -> bool:
    return bool(request.get_signed_cookie(_COOKIE, default="", salt=_SALT) == str(link.pk))


def _closed(request: HttpRequest, link: Link | None, now: datetime) -> HttpResponse:
    """Expired, renewed or never issued: the same page, and help is still one tap away."""
    context = {**_help(link, now), "state": "closed"}
    return render(request, "care/patient_closed.html", context, status=410 if link else 404)


def _ask_code(request: HttpRequest, link: Link, token: str, now: datetime) -> HttpResponse:
    locked = link.wrong_codes >= law(now.date(), link.unit.path).wrong_codes
    wrong = False
    if request.method == "POST" and not locked:
        if patients.is_code(link, token, request.POST.get("code", "")):
            response = HttpResponseRedirect(reverse("patient", args=[token]))
            response.set_signed_cookie(
                _COOKIE, str(link.pk), salt=_SALT, path=reverse("patient", args=[token]), httponly=True,
                max_age=int((link.expires_at - now).total_seconds()), samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )  # fmt: skip
            return response
        actions.wrong_code(by=None, link=link)
        wrong = True
    context = {**_help(link, now), "wrong": wrong, "locked": locked}
    return render(request, "care/patient_code.html", context, status=403 if wrong or locked else 200)


def _help(link: Link | None, now: datetime) -> dict[str, Any]:
    """What stands on every page: the signs for adult and child, the station's number, 115."""
    rules = law(now.date(), link.unit.path if link else "")
    return {
        "danger": signs.lists(rules.danger, rules.on),
        "rule": rules.danger,
        "station": link.station if link else None,
    }


def _take(request: HttpRequest, link: Link, token: str, household: list[int]) -> HttpResponse:
    """One answer, from the form or from the script; the script gets the address of what to show."""
    sent = forms.read(request.POST)
    person = whole(request.POST.get("person"), household[0] if len(household) == 1 else -1)
    if person not in household:
        return _refused(request, link, _("Không có người này trong hộ."), status=404)
    if sent.nothing:
        return _refused(request, link, _EMPTY, status=422, back=f"?nguoi={person}")
    client_id = sent.client_id or str(uuid.uuid4())
    try:
        recorded = actions.record_check(
            by=None, episode_id=person, answers=sent.answers, client_id=client_id,
            answered_by=sent.answered_by, channel="page", answered=sent.answered, sent=sent.sent,
            second_of=sent.second_of,
        )  # fmt: skip
        if sent.needs and not recorded.repeated:
            actions.state_needs(by=None, episode=patients.episode(person), kinds=sent.needs)
    except UserError as error:
        return _refused(request, link, f"{error.message} {error.next_step}", status=422)
    again = "".join(f"&lai={name}" for name in sent.unreadable)
    url = f"{reverse('patient', args=[token])}?nguoi={person}&xong={recorded.check.pk}{again}"
    if request.headers.get("X-Kept") == "1":
        return JsonResponse({"url": url, "rank": recorded.check.rank, "repeated": recorded.repeated})
    return HttpResponseRedirect(url, status=303)


def _refused(request: HttpRequest, link: Link, message: Any, status: int, back: str = "") -> HttpResponse:
    if request.headers.get("X-Kept") == "1":
        return JsonResponse({"error": str(message)}, status=status)
    context = {**_help(link, clock.now()), "message": message, "back": request.path + back}
    return render(request, "care/patient_refused.html", context, status=status)


def _chosen(episodes: list[Episode], wanted: str) -> Episode | None:
    if not wanted:
        return episodes[0] if len(episodes) == 1 else None
    return next((e for e in episodes if str(e.pk) == wanted), None)


def _show(
    request: HttpRequest, link: Link, token: str, episodes: list[Episode], now: datetime
) -> HttpResponse:
    rules = law(now.date(), link.unit.path)
    people = [words.person(m.episode, m.given_name, rules, now) for m in patients.members(episodes)]
    chosen = _chosen(episodes, request.GET.get("nguoi", ""))
    context = {
        **_help(link, now), "people": people, "token": token, "now": now, "client_id": str(uuid.uuid4()),
        "url": reverse("patient", args=[token]),
    }  # fmt: skip
    if chosen is not None:
        me = next(p for p in people if p["id"] == chosen.pk)
        context |= {
            "me": me,
            "form": words.form(rules, me["age"]),
            "papers": words.papers(patients.papers_of(chosen)),
            "needs_open": [str(words.NEEDS[k]) for k in patients.open_needs(chosen)],
            "result": _result(request, [chosen], rules),
            "again": [words.box(n) for n in request.GET.getlist("lai") if n in forms.MEASURES],
        }
    return render(request, "care/patient.html", context)


def _result(request: HttpRequest, episodes: list[Episode], rules: Any) -> dict[str, Any] | None:
    done = whole(request.GET.get("xong"))
    check = None if done is None else patients.check_in(episodes, done)
    return words.outcome(check, rules, words.wants_second(check, rules)) if check else None


@never_cache
@login_not_required
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker stands where its pages are, so that they open without a line."""
    response = render(request, "care/sw.js", content_type="text/javascript")
    response["Service-Worker-Allowed"] = "/s/"
    return response
