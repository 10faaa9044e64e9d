"""Wording of the registry's pages."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.kernel.tables import Column
from giaoban.kernel.told import kept
from giaoban.registry import diseases
from giaoban.registry.field_words import column_word
from giaoban.registry.models import Case

WORDS: dict[str, dict[str, Any]] = {
    "severity": {
        "asymptomatic": gettext_lazy("không triệu chứng"),
        "mild": gettext_lazy("nhẹ"),
        "moderate": gettext_lazy("trung bình"),
        "severe": gettext_lazy("nặng"),
        "critical": gettext_lazy("nguy kịch"),
    },
    "care": {
        "home": gettext_lazy("tại nhà"),
        "central": gettext_lazy("cách ly tập trung"),
        "collection": gettext_lazy("khu thu dung"),
        "hospital": gettext_lazy("bệnh viện"),
    },
    "tier": {
        "1": gettext_lazy("tầng 1"),
        "2": gettext_lazy("tầng 2"),
        "3": gettext_lazy("tầng 3"),
    },
    "support": {
        "none": gettext_lazy("không hỗ trợ hô hấp"),
        "oxygen": gettext_lazy("thở ô xy"),
        "hfnc": gettext_lazy("HFNC"),
        "niv": gettext_lazy("thở máy không xâm lấn"),
        "imv": gettext_lazy("thở máy xâm lấn"),
        "ecmo": "ECMO",
    },
    "outcome": {
        "": gettext_lazy("đang quản lý"),
        "recovered": gettext_lazy("khỏi bệnh"),
        "dead": gettext_lazy("tử vong"),
    },
    "found": {
        "community": gettext_lazy("cộng đồng"),
        "quarantine": gettext_lazy("đã quản lý, cách ly"),
        "screening": gettext_lazy("sàng lọc"),
        "zone": gettext_lazy("khu vực phong tỏa"),
        "facility": gettext_lazy("cơ sở y tế"),
        "entry": gettext_lazy("nhập cảnh"),
        "sweep": gettext_lazy("rà soát"),
        "declared": gettext_lazy("tự khai báo"),
    },
    "sex": {"m": gettext_lazy("nam"), "f": gettext_lazy("nữ")},
    "occupation": {
        "pupil": gettext_lazy("học sinh"),
        "teacher": gettext_lazy("giáo viên"),
        "worker": gettext_lazy("công nhân"),
        "health": gettext_lazy("nhân viên y tế"),
        "other": gettext_lazy("nghề khác"),
    },
}

COLUMNS = [
    Column("who", gettext_lazy("Ca bệnh"), link="url", head=True),
    Column("age", gettext_lazy("Tuổi"), "number"),
    Column("sex", gettext_lazy("Giới")),
    Column("place", gettext_lazy("Nơi ở hiện tại")),
    Column("announced", gettext_lazy("Công bố"), "date"),
    Column("severity", gettext_lazy("Mức độ")),
    Column("care", gettext_lazy("Nơi điều trị")),
    Column("outcome", gettext_lazy("Tình trạng")),
    Column("disease", gettext_lazy("Bệnh")),
    Column("phone", gettext_lazy("Điện thoại"), link="tel"),
]


def columns(cases: list[Case], *, phones: bool) -> list[Column]:
    """Those that say something: the disease only where the cases are not all of the one usually meant."""
    usual = diseases.default()
    left_out = set() if phones else {"phone"}
    if all(case.disease == usual for case in cases):
        left_out.add("disease")
    return [column for column in COLUMNS if column.key not in left_out]


def word(kind: str, value: str) -> str:
    return str(WORDS[kind].get(value, value))


def row(
    case: Case, identity: Mapping[str, str] | None, named: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """A line of the list. Without the right to identities it names the case by its number.

    `named`: the diseases by id, asked once for all lines.
    """
    phone = identity["phone"] if identity else ""
    return {
        "who": identity["name"] if identity else case.number or _("ca không số"),
        "url": reverse("case", args=[case.ref]),
        "age": case.age,
        "sex": word("sex", case.person.sex) if case.person.sex else "",
        "place": place(case),
        "announced": case.announced,
        "severity": word("severity", case.severity) if case.severity else "",
        "care": word("care", case.care) if case.care else "",
        "outcome": word("outcome", case.outcome),
        "disease": (named or {}).get(case.disease, case.disease),
        "phone": phone,
        "tel": f"tel:{phone}" if phone else "",
    }


def place(case: Case) -> str:
    unit = case.unit
    if unit.level != "commune":
        return _("chưa xác định nơi, %(place)s") % {"place": unit.full_name}
    hamlet = f"{case.hamlet}, " if case.hamlet else ""
    return f"{hamlet}{unit.full_name}" + (f", {unit.parent.name}" if unit.parent else "")


ISSUE_COLUMNS = [
    Column("row", gettext_lazy("Dòng"), "number", head=True),
    Column("outcome", gettext_lazy("Kết quả")),
    Column("column", gettext_lazy("Cột")),
    Column("reason", gettext_lazy("Lý do")),
    Column("next", gettext_lazy("Việc cần làm")),
    Column("suggestions", gettext_lazy("Gợi ý")),
]


def issue(row_issue: Any) -> dict[str, Any]:
    names = [f"{s['name']} ({s['code']})" for s in row_issue.suggestions[:3]]
    return {
        "row": row_issue.row,
        "outcome": _("từ chối") if row_issue.outcome == "refused" else _("chờ xác định địa bàn"),
        "column": column_word(row_issue.column),
        "reason": kept(row_issue.reason, row_issue.params),
        "next": kept(row_issue.next_step, row_issue.params),
        "suggestions": "; ".join(names),
    }


def counts(batch: Any) -> list[dict[str, Any]]:
    """The five ways a row can go; together they are all rows."""
    return [
        {"label": _("Nhận mới"), "value": batch.accepted},
        {"label": _("Không đổi"), "value": batch.unchanged},
        {"label": _("Đính chính"), "value": batch.corrected},
        {"label": _("Từ chối"), "value": batch.refused},
        {"label": _("Chờ xác định địa bàn"), "value": batch.held},
    ]


def trail(states: list[Any]) -> list[dict[str, Any]]:
    """State rows as steps, oldest first."""
    kinds = {
        "severity": _("mức độ"),
        "care": _("nơi điều trị"),
        "tier": _("tầng"),
        "support": _("hô hấp"),
    }
    return [
        {
            "kind": kinds[s.kind],
            "value": word(s.kind, s.value),
            "on": s.happened_on,
            "recorded": s.recorded_at,
        }
        for s in states
    ]


_FACT_LABELS = {
    "unit_id": gettext_lazy("nơi ở hiện tại"),
    "onset": gettext_lazy("ngày khởi phát"),
    "sampled": gettext_lazy("ngày lấy mẫu"),
    "announced": gettext_lazy("ngày công bố"),
    "ministry_announced": gettext_lazy("ngày Bộ Y tế công bố"),
    "age": gettext_lazy("tuổi"),
    "outcome": gettext_lazy("tình trạng"),
    "outcome_date": gettext_lazy("ngày kết thúc"),
}


def revisions(case: Case, older: list[Any]) -> list[dict[str, Any]]:
    """What each correction changed, newest last; `older` is oldest first."""
    chain = [*older, case]
    found = []
    for before, after in pairwise(chain):
        changes = [
            {"what": label, "was": _fact(before, name), "now": _fact(after, name)}
            for name, label in _FACT_LABELS.items()
            if getattr(before, name) != getattr(after, name)
        ]
        found.append({"at": before.replaced_at, "changes": changes})
    return found


def _fact(facts: Any, name: str) -> Any:
    if name == "unit_id":
        return facts.unit.full_name
    if name == "outcome":
        return word("outcome", facts.outcome)
    return getattr(facts, name)


def case_words(case: Case) -> list[tuple[str, Any]]:
    """The facts of a case, label and value, those that are known."""
    facts = [
        (_("Bệnh"), diseases.names().get(case.disease, case.disease)),
        (_("Nơi ở hiện tại"), place(case)),
        (_("Khởi phát"), case.onset),
        (_("Lấy mẫu"), case.sampled),
        (_("Công bố"), case.announced),
        (_("Bộ Y tế công bố"), case.ministry_announced),
        (_("Phát hiện"), word("found", case.found) if case.found else ""),
        (_("Mức độ bệnh"), word("severity", case.severity) if case.severity else ""),
        (_("Nơi điều trị"), word("care", case.care) if case.care else ""),
        (_("Tầng"), word("tier", case.tier) if case.tier else ""),
        (_("Tình trạng"), word("outcome", case.outcome)),
        (_("Ngày kết thúc"), case.outcome_date),
    ]
    return [(label, value) for label, value in facts if value]
