"""The tabs beside the text: all figures, levels, checks, tables by unit."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.briefing.presenters import words
from giaoban.kernel import wording
from giaoban.kernel.tables import Column

Address = Callable[[str], str]
FIGURES = [
    Column("label", gettext_lazy("Số liệu"), head=True, link="url"),
    Column("value", gettext_lazy("Giá trị"), "unit"),
    Column("unit", gettext_lazy("Đơn vị")),
    Column("base", gettext_lazy("Kỳ trước"), "unit"),
    Column("change", gettext_lazy("Tăng, giảm"), "unit"),
    Column("share", gettext_lazy("Tử số / mẫu số"), "unit"),
    Column("before", gettext_lazy("Đã báo cáo"), "unit"),
    Column("records", gettext_lazy("Số dòng"), "number", link="rows_url"),
]
LEVELS = [
    Column("name", gettext_lazy("Địa bàn"), head=True),
    Column("level", gettext_lazy("Công bố · đề xuất"), "level"),
    Column("previous", gettext_lazy("Kỳ trước"), "level"),
    Column("proposed", gettext_lazy("Đề xuất")),
    Column("reasons", gettext_lazy("Căn cứ của đề xuất")),
    Column("status", gettext_lazy("Quy định")),
]
CHECKS = [
    Column("verdict", gettext_lazy("Kết quả"), head=True),
    Column("kind", gettext_lazy("Phép kiểm tra")),
    Column("figures", gettext_lazy("Số liệu")),
    Column("explanation", gettext_lazy("Phép tính")),
]
_CHILD = (
    ("new", "bar", ""), ("new_change", "signed", ""), ("incidence_7d", "unit", "per_100k_week"),
    ("active", "number", ""), ("home_share", "percent", ""), ("hospital", "number", ""),
    ("deaths", "number", ""), ("level3", "number", ""), ("level4", "number", ""), ("beds_free", "number", ""),
)  # fmt: skip
_SHORT = {
    "new": gettext_lazy("Ca mắc mới"), "new_change": gettext_lazy("So với kỳ trước"),
    "incidence_7d": gettext_lazy("Ca/100.000 dân/tuần"), "active": gettext_lazy("Đang quản lý"),
    "home_share": gettext_lazy("Tại nhà"), "hospital": gettext_lazy("Tại bệnh viện"),
    "deaths": gettext_lazy("Tử vong"), "level3": gettext_lazy("Xã cấp 3"), "level4": gettext_lazy("Xã cấp 4"),
    "beds_free": gettext_lazy("Giường trống"),
}  # fmt: skip
TOTALLED = tuple(key for key, *_more in _CHILD)
CHILDREN = [
    Column("name", gettext_lazy("Đơn vị"), head=True, sort=True, link="url"),
    *(Column(key, _SHORT[key], kind, unit, sort=True, link=f"{key}_url") for key, kind, unit in _CHILD),
    Column("proposed", gettext_lazy("Cấp độ đề xuất"), "level", sort=True),
]


def chapters(figures: list[dict[str, Any]], focus: Address, rows: Address) -> list[dict[str, Any]]:
    """A table a chapter, in the catalogue's order of chapters as the paper tells them."""
    order = {name: n for n, name in enumerate(words.CHAPTERS)}
    ordered = sorted(figures, key=lambda f: order.get(f["chapter"], len(order)))
    return [
        {"title": words.chapter(members[0]), "rows": [figure(f, focus, rows) for f in members]}
        for members in (list(group) for _key, group in groupby(ordered, key=lambda f: f["chapter"]))
    ]


def figure(f: dict[str, Any], focus: Address, rows: Address) -> dict[str, Any]:
    parts = (f["numerator"], f["denominator"])
    return {
        "_class": "warn" if f["status"] == "denominator_fault" else "",
        "label": words.label(f),
        "url": focus(f["id"]),
        "value": words.value(f),
        "unit": wording.unit_word(f["unit"]),
        "base": None if f["base"] is None else words.value(f, "base"),
        "change": None if f["change"] is None else wording.change_in_unit(f["change"], f["unit"]),
        "share": None if None in parts else " / ".join(wording.number(part) for part in parts),
        "before": None if f["stated_before"] is None else words.value(f, "stated_before"),
        "records": f["records"],
        "rows_url": rows(f["id"]) if f["records"] else "",
    }


def level(row: dict[str, Any]) -> dict[str, Any]:
    reasons = format_html_join("", "<li>{}</li>", ((reason,) for reason in row["reasons"]))
    listed: SafeString | str = ""
    if reasons:
        summary = _("%(n)s căn cứ") % {"n": len(row["reasons"])}
        listed = format_html(
            '<details><summary>{}</summary><ul lang="vi">{}</ul></details>', summary, reasons
        )
    return {
        "name": row["name"],
        "level": (row["announced"], row["proposed"]),
        "previous": row["previous"],
        "proposed": _proposed(row),
        "reasons": listed,
        "status": f"{row['rule'] or ''} · {words.RULE_STATUS.get(row['status'], row['status'])}".strip(" ·"),
        "_class": "total" if row["scale"] == "district" else "",
    }


def _proposed(row: dict[str, Any]) -> str:
    if row["outcome"] == "no_rule":
        return _("chưa có quy định")
    if row["proposed"]:
        return str(row["proposed"])
    return f"{row['low']}–{row['high']}" if row["low"] else _("chưa xác định")


def differs(row: dict[str, Any]) -> bool:
    return bool(row["announced"] and row["proposed"] and row["announced"] != row["proposed"])


def moved(row: dict[str, Any]) -> bool:
    return bool(row["announced"] and row["previous"] and row["announced"] != row["previous"])


def check(one: dict[str, Any], labels: dict[str, str]) -> dict[str, Any]:
    return {
        "_class": "warn" if one["verdict"] == "fails" else "",
        "verdict": str(words.VERDICTS[one["verdict"]]),
        "kind": str(words.KINDS.get(one["kind"], one["kind"])),
        "figures": labels.get(one["figures"][0], one["figures"][0]),
        "explanation": format_html('<span lang="vi">{}</span>', one["explanation"]),
    }


def checks(found: list[dict[str, Any]], labels: dict[str, str]) -> list[dict[str, Any]]:
    """What does not add up stands first, then what could not be checked."""
    order = {"fails": 0, "undecided": 1, "holds": 2}
    return [check(one, labels) for one in sorted(found, key=lambda c: order[c["verdict"]])]


def child(row: dict[str, Any], url: str, rows: Callable[[str, str], str] | None) -> dict[str, Any]:
    """A unit directly below; each cell opens its rows."""
    made: dict[str, Any] = {"name": row["name"], "url": url, "proposed": row["proposed"]}
    for key, *_more in _CHILD:
        made[key] = row[key]
        made[f"{key}_url"] = rows(key, row["code"]) if rows and row[key] else ""
    return made
