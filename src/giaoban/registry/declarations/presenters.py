"""Wording of the commune's queue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.intake.declarations.rules import Declared, number_said
from giaoban.intake.models import Declaration
from giaoban.kernel import wording
from giaoban.kernel.tables import Column
from giaoban.registry.admission.rules import LIKELY, MAYBE, SAME, Match
from giaoban.registry.models import DeclarationDecision

CHANNELS = {
    "page": gettext_lazy("trang khai báo"),
    "sms": gettext_lazy("tin nhắn"),
    "hotline": gettext_lazy("đường dây nóng"),
    "forwarded": gettext_lazy("xã khác chuyển đến"),
}
ACTS = {
    "confirmed": gettext_lazy("đã xác nhận"),
    "rejected": gettext_lazy("đã từ chối"),
    "forwarded": gettext_lazy("đã chuyển xã khác"),
}
REASONS = {
    "not_positive": gettext_lazy("xét nghiệm lại không dương tính"),
    "repeated": gettext_lazy("đã khai báo trước đó"),
    "not_found": gettext_lazy("không liên lạc được, không tìm thấy địa chỉ"),
    "false": gettext_lazy("khai báo không đúng sự thật"),
    "unreadable": gettext_lazy("tin nhắn không đọc được"),
    "other": gettext_lazy("lý do khác"),
}
RANKS = {
    SAME: gettext_lazy("trùng khớp"),
    LIKELY: gettext_lazy("có thể là"),
    MAYBE: gettext_lazy("xem kỹ"),
}
_WHY = {
    "linked": gettext_lazy("phần mềm đã nhận ra theo số CCCD, sổ nhân khẩu hoặc mẫu trước"),
    "name": gettext_lazy("cùng tên"),
    "birth": gettext_lazy("cùng ngày sinh"),
    "year": gettext_lazy("cùng năm sinh"),
    "phone": gettext_lazy("cùng điện thoại"),
    "other_name": gettext_lazy("khác tên: có thể là anh chị em sinh đôi, hoặc một người hai tên"),
    "other_sex": gettext_lazy("khác giới"),
}
_TESTS = {"rapid": gettext_lazy("test nhanh"), "pcr": "PCR"}
_FIELDS = {
    "name": gettext_lazy("họ tên"),
    "birth": gettext_lazy("ngày sinh"),
    "precision": gettext_lazy("ngày sinh"),
    "sex": gettext_lazy("giới"),
    "test": gettext_lazy("loại xét nghiệm"),
    "tested_on": gettext_lazy("ngày xét nghiệm"),
    "symptoms": gettext_lazy("triệu chứng"),
    "underlying": gettext_lazy("bệnh nền"),
    "pregnant": gettext_lazy("mang thai"),
    "doses": gettext_lazy("số mũi"),
}
COLUMNS = [
    Column("number", gettext_lazy("Phiếu"), link="url", head=True),
    Column("place", gettext_lazy("Nơi")),
    Column("persons", gettext_lazy("Số người"), "number"),
    Column("channel", gettext_lazy("Khai qua")),
    Column("received", gettext_lazy("Nhận lúc"), "moment"),
    Column("due", gettext_lazy("Gọi trước"), "moment"),
    Column("mark", gettext_lazy("Lưu ý"), "mark"),
]


def row(declaration: Declaration, hamlet: str, now: datetime) -> dict[str, Any]:
    settled = getattr(declaration, "settled", None)
    late = settled is None and declaration.call_by < now
    marks = [_("quá giờ hẹn")] if late else []
    marks += [_("nhiều phiếu cùng máy")] if declaration.crowded else []
    marks += [_("chưa đọc được")] if not declaration.persons else []
    marks += [_("xong")] if settled else []
    return {
        "number": number_said(declaration.number),
        "url": reverse("declaration", args=[declaration.number]),
        "place": f"{hamlet}, {declaration.unit.full_name}" if hamlet else declaration.unit.full_name,
        "persons": declaration.persons,
        "channel": CHANNELS[declaration.channel],
        "received": declaration.received_at,
        "due": declaration.call_by,
        "mark": ", ".join(map(str, marks)),
        "_class": "warn" if late else "",
    }


def person(
    index: int, declared: Declared, matches: list[Match], names: Mapping[int, dict[str, str]],
    homes: Mapping[int, dict[str, Any]], decision: DeclarationDecision | None, form: Any,
    sent: Mapping[str, str], twice: int | None,
) -> dict[str, Any]:  # fmt: skip
    """`sent` is what the officer chose before something was wrong, or of all at once: nothing else is chosen
    beforehand. `twice` is the place of an earlier person alike."""
    return {
        "index": index,
        "said": declared,
        "twice": None if twice is None else twice + 1,
        "facts": _facts(declared),
        "decision": _decision(decision) if decision else None,
        "matches": matched(matches, names, homes, sent.get(f"person{index}", "")),
        "picked": sent.get(f"person{index}", ""),
        "act": sent.get(f"act{index}", ""),
        "reason": sent.get(f"reason{index}", ""),
        "form": form,
    }


def _facts(declared: Declared) -> str:
    parts = [
        _("sinh %(birth)s") % {"birth": declared.birth_said} if declared.birth else _("chưa rõ năm sinh"),
        {"m": _("nam"), "f": _("nữ")}.get(declared.sex, ""),
        _("%(test)s dương tính %(day)s")
        % {
            "test": _TESTS.get(declared.test, ""),
            "day": wording.day(declared.tested) if declared.tested else "",
        },
        _symptoms(declared),
        _("bệnh nền") if declared.underlying else "",
        _("mang thai") if declared.pregnant else "",
        _("%(n)s mũi") % {"n": declared.doses} if declared.doses is not None else "",
    ]
    return " · ".join(str(part) for part in parts if part)


def _symptoms(declared: Declared) -> str:
    if declared.symptoms is None:
        return ""
    return _("có triệu chứng") if declared.symptoms else _("không triệu chứng")


def matched(
    matches: list[Match], names: Mapping[int, dict[str, str]], homes: Mapping[int, dict[str, Any]],
    picked: str = "",
) -> list[dict[str, Any]]:  # fmt: skip
    """Known persons to choose from; chosen is whom the officer picked."""
    return [_match(m, names, homes, str(m.person) == picked) for m in matches]


def _match(
    match: Match, names: Mapping[int, dict[str, str]], homes: Mapping[int, dict[str, Any]], chosen: bool
) -> dict[str, Any]:
    home = homes[match.person]
    return {
        "person": match.person,
        "rank": RANKS[match.rank],
        "sure": match.rank == SAME,
        "name": names.get(match.person, {}).get("name", _("không hiện tên")),
        "birth": home["birth"],
        "place": home["place"],
        "case": home["case"],
        "why": ", ".join(str(_WHY[code]) for code in match.reasons),
        "chosen": chosen,
    }


def _decision(decision: DeclarationDecision) -> dict[str, Any]:
    corrected = list(dict.fromkeys(str(_FIELDS[name]) for name in decision.changed))
    return {
        "act": ACTS[decision.act],
        "kind": {"confirmed": "good", "rejected": "caution"}.get(decision.act, ""),
        "reason": REASONS.get(decision.reason, "") if decision.act == "rejected" else "",
        "by": str(decision.by or ""),
        "at": decision.decided_at,
        "case_url": reverse("case", args=[decision.case.ref]) if decision.case else "",
        "linked": bool(decision.case) and not decision.new_case,
        "corrected": ", ".join(corrected),
        "onward": decision.onward.unit.full_name if decision.onward else "",
    }


def figures(counts: Any) -> list[dict[str, Any]]:
    return [
        {"label": _("Người được khai trong 7 ngày"), "value": counts.declared},
        {"label": _("Đã xác nhận"), "value": counts.confirmed},
        {"label": _("Đã từ chối"), "value": counts.rejected},
        {"label": _("Rà soát phát hiện"), "value": counts.by_sweep},
        {"label": _("Phiếu đang chờ"), "value": counts.waiting},
        {"label": _("Phiếu quá giờ hẹn"), "value": counts.overdue},
    ]
