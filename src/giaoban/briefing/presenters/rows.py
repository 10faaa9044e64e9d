"""Rows behind a figure as a reader sees them: names of places, dates, words for states."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.kernel import wording
from giaoban.kernel.tables import Column
from giaoban.registry.models import Case

STATES: dict[str, dict[str, Any]] = {
    "severity": {
        "asymptomatic": gettext_lazy("không triệu chứng"), "mild": gettext_lazy("nhẹ"),
        "moderate": gettext_lazy("trung bình"), "severe": gettext_lazy("nặng"),
        "critical": gettext_lazy("nguy kịch"),
    },
    "care": {
        "home": gettext_lazy("tại nhà"), "central": gettext_lazy("cách ly tập trung"),
        "collection": gettext_lazy("khu thu dung"), "hospital": gettext_lazy("bệnh viện"),
    },
    "tier": {"1": gettext_lazy("tầng 1"), "2": gettext_lazy("tầng 2"), "3": gettext_lazy("tầng 3")},
    "support": {
        "none": gettext_lazy("không hỗ trợ hô hấp"), "oxygen": gettext_lazy("thở ô xy"),
        "hfnc": "HFNC", "niv": gettext_lazy("thở máy không xâm lấn"),
        "imv": gettext_lazy("thở máy xâm lấn"), "ecmo": "ECMO",
    },
    "case_outcome": {"recovered": gettext_lazy("khỏi bệnh"), "dead": gettext_lazy("tử vong")},
    "happened": {"admission": gettext_lazy("nhập viện"), "deterioration": gettext_lazy("chuyển nặng")},
    "assay": {"pcr": "PCR", "rapid": gettext_lazy("test nhanh")},
    "result": {"positive": gettext_lazy("dương tính"), "negative": gettext_lazy("âm tính")},
    "case_sex": {"m": gettext_lazy("nam"), "f": gettext_lazy("nữ")},
}  # fmt: skip
# Column of the snapshot → how it is shown; those without a value on the page are left out.
_SHOWN: dict[str, Column] = {
    "case": Column("case", gettext_lazy("Ca bệnh"), head=True, link="url"),
    "person": Column("person", gettext_lazy("Người"), head=True),
    "unit": Column("unit", gettext_lazy("Địa bàn")),
    "place_text": Column("place_text", gettext_lazy("Địa bàn như đã ghi")),
    "case_age": Column("case_age", gettext_lazy("Tuổi"), "number"),
    "case_sex": Column("case_sex", gettext_lazy("Giới")),
    "case_sampled": Column("case_sampled", gettext_lazy("Lấy mẫu"), "date"),
    "case_announced": Column("case_announced", gettext_lazy("Công bố"), "date"),
    "severity": Column("severity", gettext_lazy("Mức độ")),
    "care": Column("care", gettext_lazy("Nơi điều trị")),
    "tier": Column("tier", gettext_lazy("Tầng")),
    "support": Column("support", gettext_lazy("Hô hấp")),
    "assay": Column("assay", gettext_lazy("Loại xét nghiệm")),
    "result": Column("result", gettext_lazy("Kết quả")),
    "happened": Column("happened", gettext_lazy("Diễn biến")),
    "bucket": Column("bucket", gettext_lazy("Số ngày"), "number"),
    "first_help": Column("first_help", gettext_lazy("Ngày thở ô xy"), "date"),
    "case_outcome": Column("case_outcome", gettext_lazy("Kết thúc")),
    "case_outcome_date": Column("case_outcome_date", gettext_lazy("Ngày kết thúc"), "date"),
    "since": Column("since", gettext_lazy("Từ ngày"), "date"),
    "at": Column("at", gettext_lazy("Ngày"), "date"),
    "to_date": Column("to_date", gettext_lazy("Đến ngày"), "date"),
    "level": Column("level", gettext_lazy("Cấp độ"), "level"),
    "effective": Column("effective", gettext_lazy("Hiệu lực từ"), "date"),
    "source": Column("source", gettext_lazy("Nguồn")),
    "was": Column("was", gettext_lazy("Trước ở")),
    "weight": Column("weight", gettext_lazy("Giá trị"), "number"),
}


def columns(rows: list[dict[str, Any]]) -> list[Column]:
    """Those that hold something; a weight only where rows do not count one each."""
    held = {key for row in rows for key, value in row.items() if value is not None}
    if all(row.get("weight") == 1 for row in rows):
        held.discard("weight")
    if "case" in held and all(row.get("at") in (None, row.get("case_announced")) for row in rows):
        held.discard("at")
    found = [column for key, column in _SHOWN.items() if key in held]
    if found and not found[0].head:
        found[0] = Column(found[0].key, found[0].label, found[0].kind, head=True)
    return found


def row(
    given: Mapping[str, Any],
    names: Mapping[str, str],
    case: Case | None = None,
    identity: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """A line of the page. Without the right to identities a case is a number, without its number a name
    that only this installation knows."""
    made = {key: _shown(key, value, names) for key, value in given.items()}
    if given.get("case") is not None:
        made["case"] = _who(given["case"], case, identity)
        made["url"] = reverse("case", args=[case.ref]) if case else ""
    if given.get("person") is not None:
        made["person"] = pseudonym(given["person"])
    return made


def _who(ref: int, case: Case | None, identity: Mapping[str, str] | None) -> str:
    if identity:
        return identity["name"]
    return case.number if case and case.number else pseudonym(ref)


def pseudonym(ref: int) -> str:
    """The random name in few characters: enough to find the row again."""
    return f"#{ref % 16**10:010x}"


def _shown(key: str, value: Any, names: Mapping[str, str]) -> Any:
    if value is None:
        return None
    if key in ("unit", "was"):
        return names.get(value, value)
    if key in STATES:
        return str(STATES[key].get(value, value))
    if key in ("weight", "bucket", "level", "case_age"):
        return float(value) if key == "weight" else int(value)
    return value


def exported(made: dict[str, Any], shown: list[Column]) -> list[Any]:
    """A line of the CSV: what the page shows, numbers and dates for machines."""
    return [made.get(column.key) for column in shown]


def outside(n: int) -> str:
    """How much of a figure a reader does not see."""
    if not n:
        return ""
    return _("%(n)s dòng ngoài địa bàn của bạn") % {"n": wording.number(n)}
