"""The commune's queue: call, then confirm, correct, reject or send on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from giaoban.accounts import actions as accounts
from giaoban.accounts.access import needs
from giaoban.intake.declarations.person_form import PersonForm
from giaoban.intake.declarations.queries import content
from giaoban.intake.declarations.sms import assumed
from giaoban.intake.models import Declaration
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.text import whole
from giaoban.places import queries as places
from giaoban.places.models import Unit
from giaoban.registry.admission import queries as admission
from giaoban.registry.declarations import actions, presenters, queries
from giaoban.registry.declarations.rules import CONFIRMED, LATER, NEW, NOBODY_SHOWN, Choice, said_twice
from giaoban.registry.transfers.presenters import offered
from giaoban.registry.transfers.queries import places_like

PAGE = 50
_WEEK = timedelta(days=7)


@needs("close_cases")
def declarations(request: Any) -> HttpResponse:
    now = clock.now()
    state = "all" if request.GET.get("state") == "all" else "open"
    page = Paginator(queries.queue(request.scope, state), PAGE).get_page(request.GET.get("page"))
    hamlets = {d.pk: content(d).hamlet for d in page} if request.scope.allows("see_identities") else {}
    context = {
        "figures": presenters.figures(queries.counts(request.scope, now - _WEEK, now)),
        "columns": presenters.COLUMNS,
        "rows": [presenters.row(d, hamlets.get(d.pk, ""), now) for d in page],
        "page": page,
        "state": state,
        "home": request.posting.place,
    }
    return render(request, "registry/declarations.html", context)


@needs("close_cases")
def declaration(request: Any, number: int) -> HttpResponse:
    found = queries.declaration(request.scope, number)
    if found is None:
        raise Http404
    error: UserError | None = None
    forms = _forms(request, found)
    if request.method == "POST" and request.scope.allows("see_identities"):
        try:
            return _act(request, found, forms)
        except UserError as raised:
            error = raised
    return render(
        request, "registry/declaration.html", _context(request, found, forms) | {"error": error},
        status=422 if error else 200,
    )  # fmt: skip


def _forms(request: Any, found: Declaration) -> list[PersonForm]:
    """One to correct each person, bound only where the officer opened it."""
    today, forms = clock.today(), []
    for index, person in enumerate(content(found).persons):
        used = request.method == "POST" and request.POST.get(f"correct{index}") == "yes"
        data = request.POST if used else None
        forms.append(PersonForm.correcting(data, person, prefix=f"p{index}", today=today))
    return forms


def _act(request: Any, found: Declaration, forms: list[PersonForm]) -> HttpResponse:
    if request.POST.get("act") == "forward":
        to = _commune(request.POST.get("to", ""), found)
        actions.forward(by=request.user, scope=request.scope, number=found.number, to=to)
        messages.success(request, _("Đã chuyển phiếu đến %(place)s.") % {"place": to.full_name})
        return redirect("declarations")
    made = actions.decide(
        by=request.user,
        scope=request.scope,
        number=found.number,
        choices=_choices(request.POST, forms, found),
    )
    said = ngettext("Đã ghi %(n)s người.", "Đã ghi %(n)s người.", len(made)) % {"n": len(made)}
    messages.success(request, said)
    if left := _not_chosen(request.POST, len(forms), found):
        said = ngettext("Còn %(n)s người chưa chọn.", "Còn %(n)s người chưa chọn.", left) % {"n": left}
        messages.warning(request, said)
        return redirect("declaration", found.number)
    following = queries.queue(request.scope).first()
    return redirect("declaration", following.number) if following else redirect("declarations")


def _choices(data: Any, forms: list[PersonForm], found: Declaration) -> list[Choice]:
    if not forms:  # a message nobody could read
        return [Choice(0, "rejected", reason="unreadable", note=data.get("note", ""))]
    decided = {d.index for d in queries.decisions(found)}
    acts = (CONFIRMED, "rejected")
    chosen = [i for i in range(len(forms)) if i not in decided and data.get(f"act{i}") in acts]
    seen_before = [i for i in decided if data.get(f"act{i}")]
    return [_choice(i, data, forms[i]) for i in (*seen_before, *chosen)]


def _commune(said: str, found: Declaration) -> Unit:
    """By its code; a name is looked for and one of those found is chosen, never taken for granted."""
    near = places_like(said, clock.today(), found.unit.path)
    exact = [unit for unit in near if unit.code == said.strip()]
    if exact:
        return exact[0]
    found_some = any(map(places.inside, near))
    raise UserError(
        "place_not_chosen", _("Chưa chọn xã, phường nơi đang ở."),
        _("Chọn một nơi dưới đây.") if found_some else _("Không nơi nào có tên hay mã này; viết cách khác."),
    )  # fmt: skip


def _not_chosen(data: Any, persons: int, found: Declaration) -> int:
    """Persons the officer said nothing about, not even that they wait."""
    decided = {d.index for d in queries.decisions(found)}
    return sum(i not in decided and data.get(f"act{i}") != LATER for i in range(persons))


def _choice(index: int, data: Any, form: PersonForm) -> Choice:
    said = data.get(f"person{index}", "")
    corrected = None
    if form.is_bound:
        if not form.is_valid():
            raise UserError(
                "correction_wrong",
                _("Phần sửa của người thứ %(n)s còn chỗ chưa đúng.") % {"n": index + 1},
                _("Sửa các ô được đánh dấu rồi gửi lại; những gì đã nhập vẫn còn."),
            )
        corrected = form.declared()
    return Choice(
        index, data[f"act{index}"], NOBODY_SHOWN if said == str(NOBODY_SHOWN) else whole(said),
        data.get(f"reason{index}", ""), data.get(f"note{index}", ""), corrected,
    )  # fmt: skip


def _towards(request: Any, found: Declaration) -> list[tuple[str, str]]:
    """Communes of the name an officer typed, to send the slip on to."""
    if request.POST.get("act") != "forward":
        return []
    like = places_like(request.POST.get("to", ""), clock.today(), found.unit.path)
    near = [unit for unit in like if unit.pk != found.unit_id and places.inside(unit)]
    return [(unit.code, offered(unit, found.unit)) for unit in near]


def _sent(request: Any, persons: int) -> Any:
    """What was sent and is wrong somewhere, or what the officer wants chosen for the whole household."""
    if request.method == "POST":
        return request.POST
    chosen = range(persons) if request.GET.get("act") == CONFIRMED else ()
    return {f"act{index}": CONFIRMED for index in chosen}


def _context(request: Any, found: Declaration, forms: list[PersonForm]) -> dict[str, Any]:
    named = request.scope.allows("see_identities")
    if named:
        purpose = _("gọi và xác nhận khai báo")
        accounts.log_access(
            by=request.user, subject=f"declaration:{found.pk}", purpose=purpose, rows=max(1, found.persons)
        )
    household = content(found)
    decided = {d.index: d for d in queries.decisions(found)}
    matches = {
        i: admission.suggestions(p, household.phone, found.unit_id)
        for i, p in enumerate(household.persons)
        if named and i not in decided
    }
    known = [m.person for each in matches.values() for m in each]
    names, homes = admission.names(known) if named else {}, admission.homes(known)
    sent, twice = _sent(request, len(household.persons)), said_twice(household.persons)
    persons = [
        presenters.person(
            i, p, matches.get(i, []), names, homes, decided.get(i), forms[i], sent, twice.get(i)
        )
        for i, p in enumerate(household.persons)
    ]
    return {
        "declaration": found,
        "number": presenters.number_said(found.number),
        "channel": presenters.CHANNELS[found.channel],
        "household": household if named else None,
        "named": named,
        "assumed": assumed(household.message),
        "persons": persons,
        "open": len(decided) < max(1, found.persons),
        "many": len(persons) - len(decided) > 1,
        "all_confirmed": request.GET.get("act") == CONFIRMED,
        "confirmed": CONFIRMED,
        "reasons": [(k, v) for k, v in presenters.REASONS.items() if k != "unreadable"],
        "others": [presenters.row(d, "", clock.now()) for d in queries.same_phone(found)],
        "late": found.call_by < clock.now(),
        "new": NEW,
        "nobody": NOBODY_SHOWN,
        "later": LATER,
        "reject": pgettext("declaration", "Từ chối"),
        "to": request.POST.get("to", ""),
        "towards": _towards(request, found),
    }
