"""A poster for the station's door: QR code and address of its declaration page, how to write a message."""

from __future__ import annotations

import io
from typing import Any

import segno
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from giaoban.intake.declarations import queries, sms
from giaoban.kernel import clock

_QUIET_ZONE = 4  # modules of white around a code (ISO/IEC 18004)


@login_not_required
def poster(request: Any, short: str) -> HttpResponse:
    found = queries.commune(short, clock.today())
    if found is None:
        raise Http404
    unit, chosen = found
    address = request.build_absolute_uri(reverse("public_declare", args=[unit.code]))
    context = {
        "place": unit,
        "station": queries.station_of(unit, chosen, clock.today()),
        "address": address,
        "code": code(address),
        "example": sms.EXAMPLE.replace("06793", unit.code),
    }
    return render(request, "desk/public/poster.html", context)


def code(address: str) -> str:
    """SVG; a third of it may be dirty or torn and it is still read (level Q)."""
    drawn = io.BytesIO()
    segno.make(address, error="q", micro=False).save(
        drawn, kind="svg", border=_QUIET_ZONE, xmldecl=False, svgns=True, omitsize=True, nl=False
    )
    return drawn.getvalue().decode()
