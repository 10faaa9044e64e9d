"""The bodies whose conclusions a notice carries, from `bodies.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from giaoban.briefing.document.facts import in_sentence
from giaoban.directives.notices.gazetteer import bare
from giaoban.documents.model import Authority
from giaoban.kernel.errors import UserError
from giaoban.places.models import Unit

# The committee of a unit by the unit's kind, and its sign in the symbol of a document.
_COMMITTEES = {"Tỉnh": "Tỉnh ủy", "Huyện": "Huyện ủy", "Quận": "Quận ủy", "Thị xã": "Thị ủy",
               "Thành phố": "Thành ủy"}  # fmt: skip
_SHORT = {"Huyện": "HU", "Quận": "QU", "Thị xã": "ThU", "Thành phố": "TU"}


@dataclass(frozen=True)
class Issuer:
    """`name` inside a sentence: "UBND tỉnh …", "Thường trực Tỉnh ủy …"."""

    issuing: str
    superior: str | None
    symbol: str
    name: str
    authorities: tuple[Authority, ...]
    signer: str
    seat: str
    recipients: tuple[str, ...]


@cache
def _entries() -> dict[str, dict[str, dict[str, Any]]]:
    found: dict[str, dict[str, dict[str, Any]]] = yaml.safe_load(
        Path(__file__).with_name("bodies.yaml").read_text("utf-8")
    )
    return found


def issuer(form: str, place: Unit) -> Issuer:
    entry = _entries().get(form, {}).get(place.level)
    if entry is None:
        raise UserError(
            "issuer_unknown",
            f"Chưa khai báo cơ quan ra thông báo của {place.full_name} theo thể thức này.",
            "Chọn thể thức khác, hoặc bổ sung vào directives/notices/bodies.yaml.",
        )
    words = _words(place)
    kind, of = entry.get("authority", (None, ""))
    return Issuer(
        issuing=entry["issuing"].format(**words),
        superior=entry["superior"].format(**words) if entry.get("superior") else None,
        symbol=entry["symbol"].format(**words),
        name=entry["name"].format(**words),
        authorities=(Authority(kind, of),) if kind else (),
        signer=entry["signer"],
        seat=bare(place.name, place.kind),
        recipients=tuple(line.format(**words) for line in entry["recipients"]),
    )


def _words(place: Unit) -> dict[str, str]:
    own, above = _committee(place), place.parent
    return {
        "Place": in_sentence(place.full_name),
        "PLACE": place.full_name.upper(),
        "Committee": own,
        "COMMITTEE": own.upper(),
        "COMMITTEE_ABOVE": _committee(above).upper() if above else "",
        "ABOVE": f"UBND {above.full_name}".upper() if above else "",
        "short": _SHORT.get(place.kind, "ĐU"),
    }


def _committee(place: Unit) -> str:
    """ "Tỉnh ủy Quảng Ninh", "Đảng ủy phường Quang Hanh"."""
    kind = _COMMITTEES.get(place.kind)
    return f"{kind} {bare(place.name, place.kind)}" if kind else f"Đảng ủy {in_sentence(place.full_name)}"
