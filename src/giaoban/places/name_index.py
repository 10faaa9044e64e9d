"""Names of one level below one unit, found by key or by likeness. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from giaoban.places.spelling import Reading, loose, name_keys

# What a find is worth: an order, not a probability. Only TIE is read as a distance.
TONED, FOLDED, OTHER_MARKS, LOOSE = 1.0, 0.98, 0.96, 0.94
KIND_MISSING, KIND_OTHER, KIND_DOUBTFUL = 0.01, 0.03, 0.05
ALIAS = 0.97
TIE = 0.005
# Below this likeness a name is not even suggested: a guess, good on the published list of 2021.
LIKE_AT_LEAST = 0.6
LIKENESS = 0.93  # worth of a likeness of 1: under every find by key

# Everyday names of provinces → the names of both trees.
_EVERYDAY = {
    "Hồ Chí Minh": "hcm tphcm tphochiminh hcmc saigon sg",
    "Hà Nội": "hn tphn tphanoi",
    "Thừa Thiên Huế": "hue tthue thuathien",
    "Huế": "thuathienhue tthue",
    "Bà Rịa Vũng Tàu": "brvt bariavt",
    "Hải Phòng": "hp tphp tphaiphong",
    "Đà Nẵng": "tpdanang",
    "Cần Thơ": "tpcantho",
}
_ALIASES: dict[str, list[str]] = defaultdict(list)
for _official, _names in _EVERYDAY.items():
    for _name in _names.split():
        _ALIASES[loose([_name])].append(name_keys(_official).loose)


class Named(NamedTuple):
    """A unit with its keys."""

    code: str
    level: str
    kind: str
    keys: Reading


class Hit(NamedTuple):
    code: str
    worth: float
    tier: float  # which key found it


class Like(NamedTuple):
    code: str
    likeness: float
    edits: int
    same_tail: bool
    same_kind: bool  # or no kind typed


class NameIndex:
    def __init__(self, units: Iterable[Named]) -> None:
        self.units = list(units)
        self._toned: dict[str, list[Named]] = defaultdict(list)
        self._folded: dict[str, list[Named]] = defaultdict(list)
        self._loose: dict[str, list[Named]] = defaultdict(list)
        for unit in self.units:
            self._toned[unit.keys.toned].append(unit)
            self._folded[unit.keys.folded].append(unit)
            self._loose[unit.keys.loose].append(unit)
        self._choices = [unit.keys.loose for unit in self.units]

    def find(self, ways: tuple[Reading, ...], *, marks: bool) -> list[Hit]:
        """Units whose name is the text, the best first.

        `marks`: the text carries marks, so that "Phường Sa Pa" is Sa Pa while a bare "Sa Pa" may be Sa Pả.
        """
        best: dict[str, Hit] = {}
        for way in ways:
            for tier, units in (
                (TONED, self._toned.get(way.toned, ()) if marks else ()),
                (FOLDED if not marks else OTHER_MARKS, self._folded.get(way.folded, ())),
                (LOOSE, self._loose.get(way.loose, ())),
            ):
                for unit in units:
                    worth = tier - _kind_cost(way, unit)
                    if unit.code not in best or best[unit.code].worth < worth:
                        best[unit.code] = Hit(unit.code, worth, tier)
        return sorted(best.values(), key=lambda hit: (-hit.worth, hit.code))

    def find_alias(self, ways: tuple[Reading, ...]) -> list[Hit]:
        """Everyday names of provinces."""
        for way in ways:
            for official in _ALIASES.get(way.loose, ()):
                if units := self._loose.get(official):
                    return [Hit(unit.code, ALIAS, ALIAS) for unit in units]
        return []

    def like(self, ways: tuple[Reading, ...], limit: int = 5) -> list[Like]:
        """Names that look like the text, the likest first."""
        best: dict[str, Like] = {}
        for way in ways:
            if not way.loose:
                continue
            for choice, likeness, place in process.extract(
                way.loose,
                self._choices,
                scorer=OSA.normalized_similarity,
                processor=None,
                score_cutoff=LIKE_AT_LEAST,
                limit=limit,
            ):
                unit = self.units[place]
                same_tail = unit.keys.tail == way.tail
                edits = OSA.distance(way.loose, choice)
                if unit.code not in best or best[unit.code].likeness < likeness:
                    same_kind = way.kind in (None, unit.kind)
                    best[unit.code] = Like(unit.code, likeness, edits, same_tail, same_kind)
        ranked = sorted(best.values(), key=lambda like: (-like.likeness, like.code))
        return ranked[:limit]


def _kind_cost(way: Reading, unit: Named) -> float:
    if way.kind is None:
        return KIND_MISSING
    cost = 0.0 if way.kind == unit.kind else KIND_OTHER
    return cost + (KIND_DOUBTFUL if way.doubtful else 0.0)


def named(code: str, level: str, kind: str, name: str) -> Named:
    return Named(code, level, kind, name_keys(name))
