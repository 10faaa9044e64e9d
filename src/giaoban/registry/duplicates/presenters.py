"""Wording of pairs and merges: two persons side by side, what differs marked."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.kernel import wording
from giaoban.registry import presenters
from giaoban.registry.duplicates.queries import Side
from giaoban.registry.models import Merge, MergeChange, Pair, Person

LEVELS: dict[str, dict[str, Any]] = {
    "name": {
        "same": gettext_lazy("cùng họ tên"), "marks": gettext_lazy("tên chỉ khác dấu"),
        "typo": gettext_lazy("tên lệch một chữ"), "typos": gettext_lazy("tên lệch hai chữ"),
        "order": gettext_lazy("tên đảo chữ"), "part": gettext_lazy("tên thiếu chữ đệm"),
        "surname": gettext_lazy("khác họ, cùng tên"), "pet": gettext_lazy("tên gọi ở nhà"),
        "given": gettext_lazy("chỉ cùng tên gọi"), "other": gettext_lazy("khác tên"),
    },
    "birth": {
        "same": gettext_lazy("cùng ngày sinh"), "swapped": gettext_lazy("đảo ngày và tháng sinh"),
        "year": gettext_lazy("cùng năm sinh"), "near": gettext_lazy("ngày sinh lệch một số"),
        "about": gettext_lazy("năm sinh lệch một"), "unknown": "", "other": gettext_lazy("khác ngày sinh"),
    },
    "cid": {
        "verified": gettext_lazy("cùng số định danh, khớp giới và năm sinh"),
        "same": gettext_lazy("cùng số giấy tờ, chưa khớp giới hoặc năm sinh"),
        "near": gettext_lazy("số giấy tờ lệch một số"), "other": gettext_lazy("khác số giấy tờ"),
        "unknown": "",
    },
    "phone": {
        "same": gettext_lazy("cùng điện thoại"), "shared": gettext_lazy("điện thoại nhiều người dùng chung"),
        "other": gettext_lazy("khác điện thoại"), "unknown": "",
    },
    "sex": {"same": "", "other": gettext_lazy("khác giới"), "unknown": ""},
    "place": {
        "same": gettext_lazy("cùng xã"), "district": gettext_lazy("cùng huyện"),
        "other": gettext_lazy("khác huyện"),
    },
}  # fmt: skip
STATES: dict[str, Any] = {
    "waiting": gettext_lazy("chờ xem"), "later": gettext_lazy("để sau"),
    "different": gettext_lazy("hai người khác nhau"), "merged": gettext_lazy("đã gộp"),
}  # fmt: skip
WHY: dict[str, Any] = {
    "number": gettext_lazy("chưa có số định danh đã kiểm"), "name": gettext_lazy("tên khác nhau"),
    "birth": gettext_lazy("ngày sinh hoặc giới khác nhau"), "alarm": gettext_lazy("đang có báo động"),
    "episodes": gettext_lazy("cả hai đang là ca quản lý"),
}  # fmt: skip


def agreement(pair: Pair) -> str:
    """What agrees and what does not, in a line."""
    words = (str(LEVELS[what].get(pair.levels.get(what, ""), "")) for what in LEVELS)
    return ", ".join(word for word in words if word)


def row(pair: Pair, names: dict[int, dict[str, str]]) -> dict[str, Any]:
    return {
        "url": reverse("duplicate", args=[pair.id]),
        "first": _who(pair.first, names), "second": _who(pair.second, names),
        "places": _places(pair), "agreement": agreement(pair),
    }  # fmt: skip


def _who(person: Person, names: dict[int, dict[str, str]]) -> str:
    known = names.get(person.id)
    return known["name"] if known else _("người ở %(place)s") % {"place": person.unit.full_name}


def _places(pair: Pair) -> str:
    first, second = pair.first.unit.full_name, pair.second.unit.full_name
    return first if first == second else f"{first} – {second}"


def compared(sides: tuple[Side, Side], names: dict[int, dict[str, str]]) -> list[dict[str, Any]]:
    """Lines of the page: label, what each side says, whether they differ."""
    told = [_facts(side, names.get(side.person.id)) for side in sides]
    lines = []
    for label, first in told[0].items():
        second = told[1][label]
        if first or second:
            masked = _HIDDEN in (first, second)
            lines.append(
                {"label": label, "first": first, "second": second, "differ": first != second and not masked}
            )
    return lines


_HIDDEN = "•••"


def _facts(side: Side, identity: dict[str, str] | None) -> dict[str, str]:
    person, hidden = side.person, None if identity else _HIDDEN
    told = identity or {}
    return {
        _("Họ và tên"): hidden or told.get("name", ""),
        _("Ngày sinh"): hidden or birth(person),
        _("Giới"): presenters.word("sex", person.sex) if person.sex else "",
        _("Số giấy tờ"): hidden or told.get("cid", ""),
        _("Điện thoại"): hidden or told.get("phone", ""),
        _("Địa chỉ"): hidden or told.get("address", ""),
        _("Nơi ở hiện tại"): person.unit.full_name,
        _("Trong sổ nhân khẩu"): _("có") if person.resident else _("không"),
        _("Ca bệnh"): "; ".join(_case(case) for case in side.cases),
        _("Mũi tiêm"): "; ".join(f"{dose.number}: {wording.day(dose.date)}" for dose in side.doses),
    }


def birth(person: Person) -> str:
    if person.birth is None:
        return ""
    return str(person.birth.year) if person.birth_precision == "year" else wording.day(person.birth)


def _case(case: Any) -> str:
    outcome = presenters.word("outcome", case.outcome)
    return f"{case.number or _('ca không số')}, {wording.day(case.announced)}, {outcome}"


_TABLES: dict[str, Any] = {
    "registry.case": gettext_lazy("Ca bệnh"), "registry.dose": gettext_lazy("Mũi tiêm"),
    "registry.identity": gettext_lazy("Danh tính"), "registry.person": gettext_lazy("Người"),
    "registry.labsample": gettext_lazy("Kết quả xét nghiệm"),
    "registry.sweepentry": gettext_lazy("Lần ghi khi rà soát"),
    "registry.declarationdecision": gettext_lazy("Quyết định về khai báo"),
    "registry.callbackitem": gettext_lazy("Cuộc gọi lại kiểm tra"),
    "care.episode": gettext_lazy("Đợt chăm sóc tại nhà"), "care.referral": gettext_lazy("Lần chuyển viện"),
    "care.stay": gettext_lazy("Lần nằm viện"),
}  # fmt: skip
_FIELDS: dict[str, Any] = {
    "sealed": gettext_lazy("bổ sung số giấy tờ, điện thoại hoặc địa chỉ còn thiếu"),
    "birth": gettext_lazy("ngày sinh"), "sex": gettext_lazy("giới"),
    "occupation": gettext_lazy("nghề nghiệp"),
    "resident": gettext_lazy("trong sổ nhân khẩu"), "household_id": gettext_lazy("hộ"),
    "birth_precision": gettext_lazy("độ chính xác của ngày sinh"), "underlying": gettext_lazy("bệnh nền"),
    "pregnant": gettext_lazy("thai kỳ"), "poor": gettext_lazy("hộ nghèo"),
    "minority": gettext_lazy("dân tộc thiểu số"), "unvaccinable": gettext_lazy("chống chỉ định tiêm"),
}  # fmt: skip


def change(made: MergeChange) -> dict[str, str]:
    """One line of what a merge changed; a row that went over, or a fact taken."""
    if made.field == "person_id":
        stays = _("giữ ở hồ sơ cũ vì hồ sơ giữ lại đã có")
        return {"what": str(_TABLES.get(made.table, made.table)),
                "how": stays if made.kept_back else _("chuyển sang hồ sơ giữ lại")}  # fmt: skip
    how = str(_FIELDS.get(made.field, made.field))
    if made.field == "birth":
        how += f": {made.before or '–'} → {made.after}"
    return {"what": str(_TABLES.get(made.table, made.table)), "how": how}


def merge_row(merge: Merge, names: dict[int, dict[str, str]]) -> dict[str, Any]:
    return {
        "url": reverse("merge", args=[merge.id]), "kept": _who(merge.kept, names),
        "absorbed": _who(merge.absorbed, names), "at": merge.at,
        "by": merge.by.get_username() if merge.by else _("theo quy tắc"), "undone": merge.undone_at,
    }  # fmt: skip
