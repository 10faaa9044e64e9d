"""By which way a figure of one tree is told on another: whole units as they went, divided ones by weight."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import NamedTuple

from giaoban.kernel.errors import UserError
from giaoban.kernel.vietnamese import date_vi
from giaoban.places import queries, trees
from giaoban.places.models import Succession


class Way(NamedTuple):
    """So much of an old unit's own figure stands in the new unit; `estimated` where that is no fact."""

    old: str
    new: str
    weight: float
    estimated: bool
    name: str  # of the old unit


def ways(before: date, after: date) -> list[Way]:
    """Every unit of the tree of `before` that has something to tell, with the unit of `after` it stands in.

    Communes go by their successions; what a district or province counts by itself (place not established)
    goes to the province that took its communes.
    """
    if trees.tree_start(before) == trees.tree_start(after):
        units = queries.valid_on(before).values_list("code", "full_name")
        return [Way(code, code, 1.0, False, name) for code, name in units]
    found: list[Way] = []
    above: dict[str, Counter[str]] = defaultdict(Counter)
    links = Succession.objects.filter(old__in=queries.valid_on(before), new__in=queries.valid_on(after))
    columns = ("old__path", "old__full_name", "new__path", "weight", "estimated")
    for old, name, new, weight, estimated in links.order_by("old__path", "new__path").values_list(*columns):
        codes, into = old.split("/"), new.split("/")
        found.append(Way(codes[-1], into[-1], weight, estimated, name))
        for code in codes[1:-1]:
            above[code][into[1]] += weight
    if not found:
        raise UserError(
            "trees_apart",
            f"Không biết đơn vị nào của ngày {date_vi(before)} thành đơn vị nào của ngày {date_vi(after)}.",
            "Nạp danh mục địa bàn bằng giaoban places load, hoặc chọn ngày khác.",
        )
    names = dict(queries.valid_on(before).filter(code__in=above).values_list("code", "full_name"))
    found += [Way(code, taken.most_common(1)[0][0], 1.0, False, names[code]) for code, taken in above.items()]
    country = queries.valid_on(before).filter(level="country").first()
    return [*found, Way(country.code, country.code, 1.0, False, country.full_name)] if country else found
