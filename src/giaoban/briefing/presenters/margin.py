"""The margin: everything about the figure in focus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from giaoban.briefing.presenters import words
from giaoban.kernel import wording
from giaoban.policy.rule import Rule
from giaoban.situation.queries import CATALOGUE, Change, Rate, Ratio, Share

Address = Callable[[str], str]


def margin(
    figures: dict[str, dict[str, Any]],
    chosen: str,
    *,
    rule: Rule | None,
    focus: Address,
    records_url: str,
) -> dict[str, Any]:
    """What the panel shows; `focus` gives the address that puts another figure in focus."""
    figure, indicator = figures[chosen], CATALOGUE[chosen]
    return {
        "id": chosen,
        "label": words.label(figure),
        "figure": {**figure, "label": words.label(figure), "value": words.value(figure)},
        "known": figure["value"] is not None,
        "fault": figure["status"] == "denominator_fault",
        "window": words.window(figure),
        "definition": indicator.definition_vi,
        "source": indicator.source,
        "place": indicator.place,
        "parts": _parts(figures, chosen, focus),
        "base": _base(figure),
        "before": _stated_before(figure),
        "rule": rule,
        "rule_status": rule.status if rule else "",
        "companions": [
            {"label": words.label(figures[c]), "value": words.value(figures[c]), "url": focus(c)}
            for c in indicator.companions
            if c in figures
        ],
        "rows": figure["records"],
        "url": records_url if figure["records"] else "",
    }


def _parts(figures: dict[str, dict[str, Any]], chosen: str, focus: Address) -> list[dict[str, Any]]:
    """Numerator and denominator of a share or rate, each a figure of its own."""
    figure, indicator = figures[chosen], CATALOGUE[chosen]
    if isinstance(indicator, Share | Ratio):
        names = (indicator.numerator, indicator.denominator)
    elif isinstance(indicator, Rate):
        names = (indicator.count, indicator.population)
    elif isinstance(indicator, Change):
        before = figures[indicator.of]
        return [
            {"role": _("Kỳ này"), "label": "", "value": words.value(before), "url": focus(indicator.of)},
            {"role": _("Kỳ trước"), "label": "", "value": words.value(before, "base"), "url": ""},
        ]
    else:
        return []
    roles = (_("Tử số"), _("Mẫu số"))
    values = (figure["numerator"], figure["denominator"])
    return [
        {
            "role": role,
            "label": words.label(figures[name]),
            "value": _("chưa có số liệu") if held is None else wording.number(held),
            "url": focus(name),
        }
        for role, name, held in zip(roles, names, values, strict=True)
    ]


def _base(figure: dict[str, Any]) -> str:
    """The value one window earlier as this snapshot sees it."""
    return "" if figure["base"] is None else words.value(figure, "base")


def _stated_before(figure: dict[str, Any]) -> dict[str, Any] | None:
    """What was stated then, where it is no longer what this snapshot sees."""
    then, now = figure["stated_before"], figure["base"]
    if then is None or now is None or then == now:
        return None
    return {
        "then": words.value(figure, "stated_before"),
        "now": words.value(figure, "base"),
        "moved": wording.change_in_unit(now - then, figure["unit"]),
    }
