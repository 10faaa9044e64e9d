"""`{% load giaoban %}`: the formats and parts every page is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template

from giaoban.kernel import wording
from giaoban.kernel.tables import Column
from giaoban.kernel.templatetags import _drawing, _figure, _table
from giaoban.kernel.told import said

register = template.Library()

register.filter("said", said)
register.filter("vn_number", wording.number)
register.filter("vn_percent", wording.percent)
register.filter("vn_signed", wording.signed)
register.filter("vn_date", wording.day)
register.filter("vn_datetime", wording.moment)
register.filter("in_unit", wording.in_unit)
register.filter("unit_word", wording.unit_word)
register.filter("svg", _drawing.trusted_svg)
register.simple_tag(_drawing.level_mark, name="level_mark")
register.simple_tag(_drawing.sparkline, name="sparkline")


@register.simple_tag(takes_context=True)
def query(context: Mapping[str, Any], **changes: Any) -> str:
    """This page's query string, changed: None or "" takes a parameter away, `page` always goes."""
    parameters = context["request"].GET.copy()
    parameters.pop("page", None)
    for name, value in changes.items():
        if value is None or value == "":
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    return "?" + parameters.urlencode()


@register.inclusion_tag("components/figure.html")
def figure(given: Mapping[str, Any] | None = None, **parts: Any) -> dict[str, Any]:
    """`{% figure f url=… %}` of a briefing's figure, or every part by name. Parts win over `f`."""
    return _figure.context({**(given or {}), **parts})


@register.inclusion_tag("components/table.html", takes_context=True)
def table(
    context: Mapping[str, Any],
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, Any]],
    total: Mapping[str, Any] | None = None,
    caption: str = "",
    what: str = "",
    show_caption: bool = True,
    tall: bool = False,
    fold: bool = False,
) -> dict[str, Any]:
    """A table with a sticky head, sorting by link, bars inside cells and the total set apart. `fold`: on a
    phone its cells stand under each other (lists of people and papers, not of figures)."""
    request = context["request"]
    return {
        **_table.context(columns, rows, total, request.GET, fold=fold),
        "caption": caption,
        "what": what,
        "show_caption": show_caption,
        "tall": tall,
        "fold": fold,
    }


@register.inclusion_tag("components/field.html")
def field(bound: Any, hint: str = "") -> dict[str, Any]:
    """A form field: label above, hint, error beside it in words; keeps what was typed."""
    kind = getattr(bound.field.widget, "input_type", "")
    described = [f"{bound.auto_id}_hint"] if (hint or bound.help_text) else []
    if bound.errors:
        described.insert(0, f"{bound.auto_id}_error")
        bound.field.widget.attrs["aria-invalid"] = "true"
    if described:
        bound.field.widget.attrs["aria-describedby"] = " ".join(described)
    return {"field": bound, "hint": hint or bound.help_text, "check": kind == "checkbox"}


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: Mapping[str, Any], page: Any, name: str = "page") -> dict[str, Any]:
    """Where one is in a long list; `page` is Django's paginator page, `name` its word in the address where a
    page has two lists."""
    parameters = context["request"].GET.copy()
    parameters.pop(name, None)
    kept = parameters.urlencode()
    return {"page": page, "kept": kept + "&" if kept else "", "name": name}
