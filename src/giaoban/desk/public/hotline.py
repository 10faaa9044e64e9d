"""The hotline types what it is told: the same page, the same record, under the name of whoever typed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giaoban.accounts.access import needs
from giaoban.desk.public import presenters
from giaoban.desk.public.forms import Declaring
from giaoban.desk.public.views import moved
from giaoban.intake.declarations import actions, queries, rules
from giaoban.kernel import clock


@needs("import", "hotline")
def declare(request: Any) -> HttpResponse:
    """Somebody who calls may live anywhere in the province: the commune is chosen by its code."""
    now = clock.now()
    home = request.posting.place
    short = (request.POST or request.GET).get("ma", "").strip() or (
        home.code if home.level == "commune" else ""
    )
    found = queries.commune(short, now.date()) if short else None
    if found is None:
        context = {"typed": short, "unknown": bool(short), "hotline": True}
        return render(request, "desk/public/entrance.html", context)
    unit, station = found
    rule = actions.rule_of(now, unit.path)
    page = Declaring(request.POST, now.date(), rule.integer("most_persons") or 1)
    act = request.POST.get("act", "")
    if request.method == "POST" and not moved(page, act) and page.is_valid():
        made = actions.receive(
            by=request.user, at=now, channel="hotline", unit=unit, household=page.content(),
            token=page.token, station=station,
        )  # fmt: skip
        said = {"number": rules.number_said(made.number), "code": made.code}
        messages.success(request, _("Đã ghi khai báo số %(number)s, mã %(code)s. Đọc cho người gọi.") % said)
        return redirect("hotline_declare")
    wrong = page.wrong() if request.method == "POST" and act == "" else []
    context = presenters.form(page, unit, station, rule, wrong) | {"hotline": True, "short": short}
    return render(request, "desk/public/declare.html", context, status=422 if wrong else 200)
