"""From typed place names to units, and how sure that is. Pure: no database, no dates.

Sure means: each given level was found under its sure parent, by a key that no sibling shares. What exists
only elsewhere is never guessed over: it is told as outside, with the places where it does exist.
"""

from __future__ import annotations

from collections.abc import Iterable

from giaoban.places.descent import Descent
from giaoban.places.former import FormerName, FormerNames
from giaoban.places.match_types import LEVELS, Match, Suggestion, UnitName
from giaoban.places.name_index import NameIndex, named
from giaoban.places.one_text import best_of_text, parts, without_aside

SUGGESTIONS = 6
_CACHE = 200_000  # texts; about 60 MB when full

__all__ = ["FormerName", "Match", "Matcher", "Suggestion", "UnitName"]


class Matcher:
    def __init__(self, units: Iterable[UnitName], former: Iterable[FormerName] = ()) -> None:
        self._former = FormerNames(former)
        self._units = {unit.code: unit for unit in units}
        self._named = {u.code: named(u.code, u.level, u.kind, u.name) for u in self._units.values()}
        self._below: dict[str, list[str]] = {"": []}
        for code in self._units:
            for above in (*self.line(code)[1:], ""):
                self._below.setdefault(above, []).append(code)
        self._indexes: dict[tuple[str, str], NameIndex] = {}
        self._seen: dict[tuple[str | None, ...], Match] = {}

    def __contains__(self, code: str) -> bool:
        return code in self._units

    def __len__(self) -> int:
        return len(self._units)

    def line(self, code: str) -> list[str]:
        """The unit and what it lies in, upwards."""
        line: list[str] = []
        while code in self._units and code not in line:
            line.append(code)
            code = self._units[code].parent_code
        return line

    def full_name(self, code: str) -> str:
        """ "Phường Cẩm Trung, Thành phố Cẩm Phả, Tỉnh Quảng Ninh"."""
        units = [self._units[c] for c in self.line(code)]
        shown = [f"{u.kind} {u.name}" for u in units if u.level in LEVELS]
        return ", ".join(shown) or " ".join(u.name for u in units)

    def index(self, scope: str, level: str) -> NameIndex:
        """Names of one level anywhere below a unit ("" = everywhere)."""
        key = (scope, level)
        if key not in self._indexes:
            below = (self._named[code] for code in self._below.get(scope, ()))
            self._indexes[key] = NameIndex(unit for unit in below if unit.level == level)
        return self._indexes[key]

    def match(
        self,
        province: str | None,
        district: str | None,
        commune: str | None,
        *,
        default_path: str | None = None,
    ) -> Match:
        """The unit three cells name. Blank upper cells are taken from `default_path` ("VN/22/195")."""
        key = (province, district, commune, default_path)
        known = self._seen.get(key)
        if known is None:
            texts = tuple(without_aside(str(t or "")) for t in (province, district, commune))
            found = Descent(self, texts, default_path).match()
            found = self._former.better(self, found, texts, default_path)
            known = self._keep(key, found if found.sure else self._address(found, texts, default_path))
        return known

    def _address(self, found: Match, texts: tuple[str, ...], default_path: str | None) -> Match:
        """What the commune's cell says alone where it names the levels above too: "Cẩm Trung, Cẩm Phả".

        It must lie in what the other cells name; what it only suggests helps where nothing else does.
        """
        province, district, commune = texts
        if len(parts(commune)) < 2:
            return found
        told = self.match_text(commune, default_path=default_path)
        above = self.match(province, district, None, default_path=default_path).within
        if told.sure and told.code and (not (province or district) or above in self.line(told.code)):
            return told
        if found.suggestions:
            return found
        named = self.suggest([(told.code, told.score)]) if told.code else ()
        return found._replace(suggestions=told.suggestions or named)

    def match_text(self, text: str | None, *, default_path: str | None = None) -> Match:
        """The unit one text names: "Cẩm Trung, Cẩm Phả, Quảng Ninh", a code, or an address ending so."""
        key = (text, default_path)
        known = self._seen.get(key)
        if known is None:
            known = self._keep(key, best_of_text(self, str(text or ""), default_path))
        return known

    def _keep(self, key: tuple[str | None, ...], match: Match) -> Match:
        if len(self._seen) >= _CACHE:
            self._seen.clear()
        self._seen[key] = match
        return match

    def unit(self, code: str) -> UnitName:
        return self._units[code]

    def unit_by_code(self, text: str, level: str) -> str | None:
        """The text as a code of that level: the width tells "01" (Hà Nội) from "Phường 01"."""
        unit = self._units.get(text)
        return text if unit and unit.level == level and text.isdigit() else None

    def suggest(self, codes: Iterable[tuple[str, float]]) -> tuple[Suggestion, ...]:
        best: dict[str, float] = {}
        for code, score in codes:
            best[code] = max(score, best.get(code, 0.0))
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))[:SUGGESTIONS]
        return tuple(Suggestion(code, self.full_name(code), round(s, 3)) for code, s in ranked)
