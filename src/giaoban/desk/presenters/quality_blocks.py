"""What stands above and below the table of communes: the two counts, returns against lists, corrections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.desk import links
from giaoban.desk.queries.cuts import Cut
from giaoban.desk.queries.quality import Quality
from giaoban.desk.queries.two_counts import TwoCounts
from giaoban.kernel import wording
from giaoban.kernel.tables import Column
from giaoban.situation import queries as situation

TWO_COUNTS = [
    Column("label", gettext_lazy("Số liệu"), head=True),
    Column("province", gettext_lazy("Số của tỉnh"), kind="number", link="province_url"),
    Column("ministry", gettext_lazy("Bộ Y tế công bố"), kind="number", link="ministry_url"),
    Column("gap", gettext_lazy("Chênh lệch"), kind="signed"),
]
CORRECTED = [
    Column("label", gettext_lazy("Số liệu"), head=True),
    Column("stated", gettext_lazy("Đã báo cáo"), kind="number"),
    Column("now", gettext_lazy("Nay là"), kind="number", link="url"),
    Column("gap", gettext_lazy("Chênh lệch"), kind="signed"),
    Column("added", gettext_lazy("Bổ sung"), kind="number"),
    Column("corrected", gettext_lazy("Đính chính"), kind="number"),
    Column("moved", gettext_lazy("Chuyển địa bàn"), kind="number"),
    Column("withdrawn", gettext_lazy("Rút"), kind="number"),
]
_NAMED = 8  # communes a line can carry


def label(name: str) -> str:
    found = situation.CATALOGUE[name]
    return found.label_en if wording.in_english() else found.label_vi


def two_counts(found: TwoCounts, cut: Cut, *, opens: bool) -> dict[str, Any]:
    return {
        "rows": [
            {
                "label": label(row.id),
                "province": row.province,
                "province_url": _records(cut.slug, row.id) if opens and row.province else "",
                "ministry": row.ministry,
                "ministry_url": _records(found.slug, row.id) if opens and row.ministry else "",
                "gap": None if row.province is None or row.ministry is None else row.ministry - row.province,
            }
            for row in found.rows
        ],
        "province_until": found.province_until,
        "ministry_until": found.ministry_until,
        "frozen_apart": found.frozen_apart,
        "back_fill": found.back_fill,
        "back_fill_url": _records(cut.slug, "back_fill") if opens and found.back_fill else "",
        "url": links.address("briefing", found.slug) if found.slug else "",
    }


def _records(slug: str | None, figure: str) -> str:
    return reverse("records", args=[slug, figure]) if slug else ""


def overall(found: Sequence[Quality], silent: int) -> list[dict[str, Any]]:
    """The communes taken together, each a number with what it is of; `silent` have not reported."""
    asked = sum(one.cases for one in found)
    filled = sum(sum(one.filled.values()) for one in found)
    fields = max((len(one.filled) for one in found), default=0)
    return [
        {
            "label": _("Xã đã gửi số liệu"),
            "value": wording.number(max(0, len(found) - silent)),
            "companion": _("trên %(n)s xã, phường, thị trấn") % {"n": wording.number(len(found))},
        },
        {
            "label": _("Đủ trường"),
            "value": wording.percent(100 * filled / (asked * fields), 1) if asked and fields else "–",
            "companion": _("của %(n)s ca trong kỳ") % {"n": wording.number(asked)},
        },
        {
            "label": _("Ca đính chính"),
            "value": wording.number(sum(one.corrected for one in found)),
            "companion": _("từ đầu kỳ đến nay"),
        },
        _reconciled(found),
    ]


def _reconciled(found: Sequence[Quality]) -> dict[str, Any]:
    both = [one for one in found if one.returned is not None]
    uneven = [one for one in both if one.returned != one.cases]
    return {
        "label": _("Báo cáo tổng hợp khác danh sách"),
        "value": wording.number(len(uneven)),
        "companion": _("trên %(n)s xã gửi báo cáo ca mắc") % {"n": wording.number(len(both))},
    }


def uneven(found: Sequence[Quality]) -> str:
    """ "Phường Một (báo cáo 9, danh sách 10)", the widest first."""
    apart = [one for one in found if one.returned is not None and one.returned != one.cases]
    apart.sort(key=lambda one: -abs((one.returned or 0) - one.cases))
    named = [
        _("%(name)s (báo cáo %(a)s, danh sách %(b)s)")
        % {"name": one.name, "a": wording.number(one.returned), "b": wording.number(one.cases)}
        for one in apart[:_NAMED]
    ]
    more = len(apart) - len(named)
    return "; ".join(named) + (_(" và {n} xã khác").format(n=wording.number(more)) if more > 0 else "")


def unplaced(tables: Mapping[str, Any]) -> str:
    """Returned cases whose place is not this unit's own."""
    told = tables.get("reconciliation") or {}
    away = (told.get("outside_cases") or 0) + (told.get("unknown_cases") or 0)
    if not away:
        return ""
    return _("%(n)s ca trong báo cáo tổng hợp chưa xác định được địa bàn") % {"n": wording.number(away)}


def corrections(told: Mapping[str, Any] | None, slug: str | None, *, opens: bool) -> dict[str, Any] | None:
    if not told:
        return None
    signed = told["signed_at"]
    return {
        "of": told["of"],
        "of_url": links.address("briefing", told["of"]),
        "signed_at": datetime.fromisoformat(signed) if signed else None,
        "start": date.fromisoformat(told["from"]),
        "end": date.fromisoformat(told["to"]),
        "rows": [
            {
                **row,
                "label": label(row["figure"]),
                "gap": row["now"] - row["stated"],
                "url": _changed(slug, row["figure"]) if opens else "",
            }
            for row in told["rows"]
        ],
    }


def _changed(slug: str | None, figure: str) -> str:
    return _records(slug, figure) + "?changed=1#thay-doi" if slug else ""
