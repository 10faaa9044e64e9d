"""Which unit a feature is: by code, else by name through the place matcher. Nothing is guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from giaoban.kernel.errors import UserError
from giaoban.kernel.text import fold
from giaoban.places.boundaries.geojson import Feature
from giaoban.places.matching import Matcher
from giaoban.places.reasons import reason_vi

_CODE_NAMES = ("ma", "ma xa", "maxa", "ma huyen", "mahuyen", "ma dvhc", "madvhc", "code", "id")
# from the commune up: what common files call the names
_NAME_NAMES = (
    ("name 3", "name 2", "name 1"),
    ("ten xa", "ten huyen", "ten tinh"),
    ("tenxa", "tenhuyen", "tentinh"),
    ("xa", "huyen", "tinh"),
    ("ten",),
    ("name",),
)
_WIDTHS = {2: 2, 1: 2, 4: 5, 5: 5, 3: 3}  # digits of a code whose leading zero a table dropped


@dataclass(frozen=True)
class Unmatched:
    """`said` is the name or code of the file; suggestions as the matcher gives them."""

    feature: int
    said: str
    reason: str
    suggestions: tuple[str, ...]


def unmatched_vi(reason: str) -> str:
    """Why a feature was left, for people."""
    own = {
        "code_unknown": "Không có đơn vị nào mang mã này vào ngày đó",
        "claimed_twice": "Hai vùng cùng nhận là đơn vị này, không lấy vùng nào",
    }
    return own.get(reason) or reason_vi(reason)


def properties_of(
    features: Sequence[Feature], matcher: Matcher, code: str, name: str
) -> tuple[str, tuple[str, ...]]:
    """(property of the code, properties of the name from small to large), as told or as recognised."""
    known = {key for feature in features for key in feature.properties}
    for told in (code, *_listed(name)):
        if told and told not in known:
            raise UserError(
                "property_absent", f"Tệp không có thuộc tính “{told}”.",
                f"Các thuộc tính của tệp: {', '.join(sorted(known)[:20])}.",
            )  # fmt: skip
    if code or name:
        return code, _listed(name)
    folded = {fold(key).replace("_", " "): key for key in sorted(known)}
    ways = (tuple(folded[n] for n in each if n in folded) for each in _NAME_NAMES if each[0] in folded)
    names = next(ways, ())
    return _code_property(features, matcher, folded), names


def _listed(name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in name.split(",") if part.strip())


def _code_property(features: Sequence[Feature], matcher: Matcher, folded: Mapping[str, str]) -> str:
    """The property whose values are codes of the tree in most features."""
    for each in _CODE_NAMES:
        key = folded.get(each, "")
        hits = sum(as_code(f.properties.get(key), matcher) is not None for f in features) if key else 0
        if 2 * hits > len(features):
            return key
    return ""


def as_code(value: Any, matcher: Matcher) -> str | None:
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value or "").strip()
    for candidate in (text, text.zfill(_WIDTHS.get(len(text), 0))):
        if candidate.isdigit() and candidate in matcher:
            return candidate
    return None


def matched(
    features: Sequence[Feature], matcher: Matcher, code: str, names: Sequence[str], home: str | None
) -> tuple[dict[str, Feature], list[Unmatched]]:
    """{code of the unit: its feature}; a unit two features claim gets neither of them.

    Who bears a name of before is part of the unit of today where another feature bears that one's own.
    """
    found: dict[str, list[Feature]] = {}
    former: list[tuple[str, Feature, str]] = []
    left: list[Unmatched] = []
    for feature in features:
        unit = as_code(feature.properties.get(code), matcher) if code else None
        if unit is None and names:
            said = ", ".join(str(feature.properties.get(name) or "") for name in names).strip(", ")
            match = matcher.match_text(said, default_path=home)
            unit = match.code if match.sure else None
            if unit is not None and match.reason == "former":
                former.append((unit, feature, said))
                continue
            if unit is None:
                near = tuple(f"{s.full_name} ({s.code})" for s in match.suggestions[:3])
                left.append(Unmatched(feature.number, said, match.reason, near))
        elif unit is None:
            left.append(Unmatched(feature.number, str(feature.properties.get(code, "")), "code_unknown", ()))
        if unit is not None:
            found.setdefault(unit, []).append(feature)
    own = set(found)
    for unit, feature, said in former:
        if unit in own:
            near = (f"{matcher.full_name(unit)} ({unit})",)
            left.append(Unmatched(feature.number, said, "former", near))
        else:
            found.setdefault(unit, []).append(feature)
    twice = Counter({unit: len(each) for unit, each in found.items() if len(each) > 1})
    for unit in twice:
        for feature in found.pop(unit):
            left.append(Unmatched(feature.number, matcher.full_name(unit), "claimed_twice", ()))
    return {unit: each[0] for unit, each in found.items()}, sorted(left, key=lambda u: u.feature)
