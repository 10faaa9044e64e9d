"""Names that places no longer bear: what was merged, renamed or moved, and the unit that holds it now. Pure.

A former name is a fact of record, not a guess: it is sure where the place went whole to one unit, its
district is named with it, and nothing of today bears both names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from giaoban.places.match_types import Match
from giaoban.places.name_index import ALIAS
from giaoban.places.spelling import has_marks, name_keys, readings

if TYPE_CHECKING:
    from giaoban.places.matching import Matcher

_PARTLY = 0.8  # a suggestion only: the place was divided, or is named without its district


class FormerName(NamedTuple):
    """`code` is the unit of today; the names are without their kinds."""

    code: str
    kind: str
    commune: str
    district: str
    province: str
    whole: bool


class FormerNames:
    def __init__(self, names: Iterable[FormerName]) -> None:
        self._names = list(names)

    @cached_property
    def _by_commune(self) -> dict[str, list[tuple[FormerName, str, str]]]:
        """{loose commune: name, loose district, loose province}, made for the first text that is not sure."""
        found: dict[str, list[tuple[FormerName, str, str]]] = defaultdict(list)
        for name in self._names:
            district, province = name_keys(name.district).loose, name_keys(name.province).loose
            found[name_keys(name.commune).loose].append((name, district, province))
        return found

    def better(self, matcher: Matcher, found: Match, texts: tuple[str, ...], default: str | None) -> Match:
        """What former names say where today's names are not sure; else what was found."""
        if found.sure or not texts[2]:
            return found
        told = self._told(matcher, texts, default)
        if not told:
            return found
        whole = len(told) == 1 and all(told.values())
        if whole and texts[1] and not any(_rival(matcher, c, told, texts[2]) for c in _of_today(found)):
            (code,) = told
            return Match(code, True, ALIAS, matcher.unit(code).level, "former", within=code)
        others = [(s.code, s.score) for s in found.suggestions]
        suggestions = matcher.suggest([*((code, _PARTLY) for code in told), *others])
        return found._replace(suggestions=suggestions, reason=found.reason if whole else "divided")

    def _told(self, matcher: Matcher, texts: tuple[str, ...], default: str | None) -> dict[str, bool]:
        """{unit of today: whether all of it went there}.

        Where marks were typed a name spelt as in the text goes before those like it.
        """
        marked = any(has_marks(text) for text in texts)
        province, district, commune = (readings(t, level) for t, level in zip(texts, _LEVELS, strict=True))
        provinces, districts = {way.loose for way in province}, {way.loose for way in district}
        spelt: dict[str, bool] = {}
        told: dict[str, bool] = {}
        for way in commune:
            for name, at_district, at_province in self._by_commune.get(way.loose, ()):
                fits = (
                    name.code in matcher
                    and way.kind in (None, name.kind)
                    and (
                        not districts
                        or at_district in districts
                        or _in_district(matcher, name.code, districts)
                    )
                    and (at_province in provinces if provinces else _lies_in(matcher, name.code, default))
                )
                if fits:
                    same = marked and name_keys(name.commune).toned == way.toned
                    for found in (told, spelt) if same else (told,):
                        found[name.code] = found.get(name.code, True) and name.whole
        return spelt or told


_LEVELS = ("province", "district", "commune")


def _of_today(found: Match) -> list[str]:
    """The units of today the text may name: one that is not sure, or several that nothing tells apart."""
    if found.reason == "ambiguous":
        return [suggestion.code for suggestion in found.suggestions]
    return [found.code] if found.code else []


def _rival(matcher: Matcher, code: str, told: Iterable[str], commune: str) -> bool:
    """Whether another unit of today has the very name, kind and all: the text may be of either time.

    One that is only like it is a guess, and a fact of record stands before a guess.
    """
    if code in told:
        return False
    unit = matcher.unit(code)
    name = name_keys(unit.name)
    return any(
        way.loose == name.loose and way.toned in (name.toned, way.folded) and way.kind in (None, unit.kind)
        for way in readings(commune, "commune")
    )


def _in_district(matcher: Matcher, code: str, districts: set[str]) -> bool:
    """ "Trới, Hạ Long": the name of before with the district of today."""
    above = matcher.unit(code).parent_code
    return above in matcher and name_keys(matcher.unit(above).name).loose in districts


def _lies_in(matcher: Matcher, code: str, default: str | None) -> bool:
    """Without a province in the text the default place tells it, and without both nothing does."""
    homes = [c for c in (default or "").split("/") if c in matcher and matcher.unit(c).level == "province"]
    return bool(homes) and homes[0] in matcher.line(code)
