"""Vehicles of a site and where they are; quotas of beds by the document that gave them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giaoban.accounts.access import needs
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.text import whole
from giaoban.resources import forms
from giaoban.resources.actions import beds
from giaoban.resources.actions import vehicles as acts
from giaoban.resources.queries import beds as stated
from giaoban.resources.queries import vehicles as queries
from giaoban.resources.views.common import here, tabs


@needs("roster")
def vehicles(request: Any, site: int | None = None) -> HttpResponse:
    found, sites = here(request, site)
    data = request.POST if request.POST.get("act") == "add" else None
    form = forms.VehicleForm(data, initial={"since": clock.today()})
    error: UserError | None = None
    if request.method == "POST":
        try:
            if done := _act(request, found, form):
                messages.success(request, done)
                return redirect("vehicles_of", found.pk)
        except UserError as raised:
            error = raised
    context = {
        "here": found, "sites": sites, "place": found.unit, "error": error, "form": form,
        "rows": queries.based_at(found, clock.today()), "tabs": tabs(request, "vehicles", found),
        "to": "vehicles_of",
    }  # fmt: skip
    return render(request, "resources/vehicles.html", context, status=422 if error or form.errors else 200)


def _act(request: Any, found: Any, form: forms.VehicleForm) -> str | None:
    if request.POST.get("act") == "retire":
        rows = queries.based_at(found, clock.today())
        vehicle = next((v for v in rows if v.pk == whole(request.POST.get("vehicle"), -1)), None)
        if vehicle is None:
            raise Http404
        acts.retire_vehicle(by=request.user, vehicle=vehicle)
        return _("Xe không còn trong danh sách điều động từ ngày mai.")
    if request.POST.get("act") != "add":
        raise Http404
    if not form.is_valid():
        return None
    acts.add_vehicle(by=request.user, base=found, **form.cleaned_data)
    return _("Đã thêm xe.")


@needs("roster", "coordinate")
def quotas(request: Any) -> HttpResponse:
    """What documents ask of the reader's own place; a hospital reads what its place was asked for."""
    scope, today = request.scope, clock.today()
    form = forms.QuotaForm(request.POST or None, initial={"since": today})
    error: UserError | None = None
    if request.method == "POST":
        if not scope.allows("coordinate"):
            raise PermissionDenied("coordinate")
        try:
            if form.is_valid():
                beds.set_quota(by=request.user, unit=request.posting.place, **form.cleaned_data)
                messages.success(request, _("Đã ghi chỉ tiêu giường."))
                return redirect("quotas")
        except UserError as raised:
            error = raised
    context = {
        "rows": stated.quotas_told(scope, today), "form": form if scope.allows("coordinate") else None,
        "error": error, "tabs": tabs(request, "quotas", None),
    }  # fmt: skip
    return render(request, "resources/quotas.html", context, status=422 if error or form.errors else 200)
