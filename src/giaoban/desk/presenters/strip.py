"""One line: what changed since the last cut-off, the most urgent first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.desk import links
from giaoban.desk.changes import Changes, Correction
from giaoban.desk.presenters.figures import label
from giaoban.kernel import wording

_NAMED = 3  # as many names as one line can carry


def lead(known_at: datetime | None) -> str:
    if known_at is None:
        return _("Trong kỳ:")
    return _("Từ lần chốt trước ({moment}):").format(moment=wording.moment(known_at))


def items(changes: Changes, slug: str | None) -> list[str | SafeString]:
    found: list[str | SafeString] = []
    if changes.new is not None:
        text = _("+{n} ca mắc mới").format(n=wording.number(changes.new))
        found.append(_linked(text, links.figure(slug, "new")))
    for level in (4, 3):
        if changes.reached[level]:
            n = changes.reached[level]
            text = ngettext("{n} xã lên cấp {level}", "{n} xã lên cấp {level}", n)
            found.append(text.format(n=wording.number(n), level=level))
    if changes.raised or changes.lowered:
        found.append(
            _("{up} xã tăng, {down} xã giảm cấp độ").format(
                up=wording.number(changes.raised), down=wording.number(changes.lowered)
            )
        )
    if changes.back_fill:
        text = _("bổ sung {n} ca").format(n=wording.number(changes.back_fill))
        found.append(_linked(text, links.figure(slug, "back_fill")))
    if changes.fell_silent:
        found.append(_("ngừng báo cáo: {names}").format(names=_names(changes.fell_silent)))
    if changes.heard_again:
        found.append(_("báo cáo trở lại: {names}").format(names=_names(changes.heard_again)))
    found += _corrected(changes.corrections, slug)
    return found


def variants(seen: Sequence[Sequence[str]]) -> list[SafeString]:
    """Variants told for the first time, by place; nothing where there is none."""
    if not seen:
        return []
    named = ", ".join(f"{variant} – {place}" for variant, place, _day in seen[:_NAMED])
    rest = len(seen) - _NAMED
    text = _("biến thể lần đầu: {names}").format(names=named)
    if rest > 0:
        text += _(" và {n} nơi khác").format(n=wording.number(rest))
    return [format_html('<a href="{}#lan-dau">{}</a>', links.address("laboratory"), text)]


def _corrected(corrections: Sequence[Correction], slug: str | None) -> list[str | SafeString]:
    """Cases that came late are told as back-fill; everything else that was stated otherwise, together."""
    found: list[str | SafeString] = []
    others = []
    for one in corrections:
        name = one.figure["id"]
        stated, now = (wording.in_unit(n, one.figure["unit"]) for n in (one.stated, one.now))
        if name == "new" and one.difference > 0:
            text = _("bổ sung {n} ca vào kỳ trước ({stated} → {now})")
            n = wording.number(one.difference)
            found.append(_linked(text.format(n=n, stated=stated, now=now), links.figure(slug, name)))
        else:
            text = f"{label(dict(one.figure)).lower()} {stated} → {now}"
            others.append(_linked(text, links.figure(slug, name)))
    if others:
        listed = format_html_join(", ", "{}", ((one,) for one in others))
        found.append(format_html("{} {}", _("đính chính kỳ trước:"), listed))
    return found


def _names(units: Sequence[Any]) -> str:
    named = ", ".join(unit["name"] for unit in units[:_NAMED])
    rest = len(units) - _NAMED
    return named + (_(" và {n} xã khác").format(n=wording.number(rest)) if rest > 0 else "")


def _linked(text: str, url: str) -> str | SafeString:
    return format_html('<a href="{}">{}</a>', url, text) if url else text
