"""One match on its way down the tree, from the province to the deepest place named. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from giaoban.places.match_types import LEVELS, Match
from giaoban.places.name_index import LIKENESS, TIE, TONED, Hit
from giaoban.places.spelling import Reading, has_marks, readings

if TYPE_CHECKING:
    from giaoban.places.matching import Matcher

# Slips of the pen are taken for sure only in names this long, one edit away, the next name this much
# further: set on the labelled set of tests/places so that what is called sure is right in over 99.5 %.
SURE_LETTERS, SURE_EDITS, SURE_MARGIN = 6, 1, 2
GUESS_LIKENESS = 0.75  # a guess worth showing first; below it there are suggestions only
OTHER_TAIL = 0.7  # "Hải Châu II" for "Hải Châu I" is a poor suggestion: a guess

Places = list[tuple[str, float]]


class Found(NamedTuple):
    """A unit on the way down; the code "" is above the whole tree."""

    code: str
    score: float
    sure: bool
    reason: str


class Descent:
    def __init__(self, matcher: Matcher, texts: tuple[str, ...], default_path: str | None) -> None:
        self.matcher = matcher
        self.texts = dict(zip(LEVELS, texts, strict=True))
        codes = [code for code in (default_path or "").split("/") if code in matcher]
        self.defaults = {matcher.unit(code).level: code for code in codes}
        self.within: str | None = None  # the deepest unit that is sure
        self.missed = False  # an upper cell was given and not found

    def match(self) -> Match:
        at = [Found("", 1.0, True, "exact")]
        reached = ""
        for level in LEVELS:
            text = self.texts[level]
            if not readings(text, level):
                at = self._from_default(level, at)
            else:
                found = self._step(level, text, at)
                if isinstance(found, Match):
                    return found
                at, reached = (found, level) if found else (at, reached)
            if len(at) == 1 and at[0].sure and at[0].code:
                self.within = at[0].code
        return self._conclude(at, reached)

    def _from_default(self, level: str, at: list[Found]) -> list[Found]:
        """The default stands in only below what was typed: a typed province beats it."""
        code = self.defaults.get(level)
        above = at[0].code
        if code is None or len(at) != 1 or (above and above not in self.matcher.line(code)):
            return at
        return [at[0]._replace(code=code)]

    def _step(self, level: str, text: str, at: list[Found]) -> list[Found] | Match:
        """The units of this level the text may mean; none to go on without it; a match to stop here."""
        ways = readings(text, level)
        hits = self._hits(level, text, ways, at)
        if hits:
            return self._larger_too(level, ways, at, hits) or self._best(hits)
        if not any(self.matcher.index(f.code, level).units for f in at):
            # a tree without this level here, or a unit without parts (island districts)
            return [f._replace(sure=False, reason="level_absent", score=f.score * 0.9) for f in at]
        elsewhere = self._elsewhere(level, text, ways, at[0].code)
        likes = self._likes(level, ways, at, known_elsewhere=bool(elsewhere))
        liked = [(found.code, found.score) for found in likes]
        if elsewhere and (level != "commune" or self._same_province(elsewhere, at[0].code)):
            return self._open("outside", [*elsewhere, *liked], outside=True)
        if likes and likes[0].sure:
            return likes[:1]
        if likes and likes[0].score >= GUESS_LIKENESS * LIKENESS * at[0].score:
            return likes
        if level == "district" and readings(self.texts["commune"], "commune"):
            self.missed = True  # the commune may still tell where it is, though never surely
            return []
        return self._open(f"unknown_{level}", [*elsewhere, *liked], outside=bool(elsewhere))

    def _larger_too(
        self, level: str, ways: tuple[Reading, ...], at: list[Found], hits: list[tuple[Found, Hit]]
    ) -> Match | None:
        """A commune's name with neither district nor kind that a district bears too: it may be either."""
        above = at[0].code
        if level != "commune" or len(at) > 1 or not above or self.matcher.unit(above).level != LEVELS[0]:
            return None
        named = tuple(way for way in ways if way.kind is None)
        typed = any(w.kind == self.matcher.unit(h.code).kind for w in ways if w.kind for _, h in hits)
        districts = [] if typed else self.matcher.index(above, "district").find(named, marks=False)
        if not districts:
            return None
        places = [(hit.code, f.score * hit.worth) for f, hit in hits]
        return self._open("ambiguous", [*((d.code, d.worth) for d in districts), *places])

    def _hits(
        self, level: str, text: str, ways: tuple[Reading, ...], at: list[Found]
    ) -> list[tuple[Found, Hit]]:
        code = self.matcher.unit_by_code(text, level)
        if code:
            line = self.matcher.line(code)
            return [(f, Hit(code, 1.0, TONED)) for f in at if not f.code or f.code in line]
        marks = has_marks(text)
        hits = [(f, hit) for f in at for hit in self.matcher.index(f.code, level).find(ways, marks=marks)]
        if not hits and level == "province":
            hits = [(at[0], hit) for hit in self.matcher.index("", level).find_alias(ways)]
        return hits

    def _best(self, hits: list[tuple[Found, Hit]]) -> list[Found]:
        """The best finds; equals stay together, for the next level may tell them apart."""
        top = max(above.score * hit.worth for above, hit in hits)
        kept = {hit.code: (f, hit) for f, hit in hits if f.score * hit.worth >= top - TIE}
        if len(kept) > 1:
            return [Found(c, f.score * h.worth, False, "ambiguous") for c, (f, h) in kept.items()]
        ((code, (above, hit)),) = kept.items()
        reason = "exact" if hit.tier == TONED else "spelling"
        if not above.sure and above.reason != "ambiguous":
            reason = above.reason
        return [Found(code, top, self._settles(above, code, hit), reason)]

    def _settles(self, above: Found, code: str, hit: Hit) -> bool:
        """Whether a single find is sure."""
        if self.missed:
            return False
        level = self.matcher.unit(code).level
        if level == LEVELS[0]:
            return True
        if not above.code and level != "district":
            return False  # a commune's name alone, anywhere in the country
        if self.within is None:
            # no province named: only the very name, of a kind no other place shares
            return (above.sure or above.reason == "ambiguous") and hit.tier == TONED
        return above.sure or above.reason == "ambiguous"

    def _likes(
        self, level: str, ways: tuple[Reading, ...], at: list[Found], *, known_elsewhere: bool
    ) -> list[Found]:
        """Names that look like the text, the likest first."""
        # a commune's name that merely looks like some of 10,599 is no suggestion, and costs 20 ms
        scopes = [f for f in at if f.code or level != "commune"]
        found = [(f, like) for f in scopes for like in self.matcher.index(f.code, level).like(ways)]
        found.sort(key=lambda pair: (pair[1].edits, -pair[1].likeness, pair[1].code))
        if not found:
            return []
        above, first = found[0]
        runner_up = min((like.edits for _, like in found[1:]), default=99)
        sure = (
            above.sure
            and bool(above.code or level == LEVELS[0])
            and not known_elsewhere
            and not self.missed
            and first.same_tail
            and first.same_kind
            and first.edits <= SURE_EDITS
            and max(len(way.loose) for way in ways) >= SURE_LETTERS
            and runner_up >= first.edits + SURE_MARGIN
        )
        likes = [
            Found(
                like.code,
                f.score * like.likeness * LIKENESS * (1.0 if like.same_tail else OTHER_TAIL),
                sure and like.code == first.code,
                "likeness",
            )
            for f, like in found
        ]
        return sorted(likes, key=lambda like: (not like.sure, -like.score, like.code))

    def _elsewhere(self, level: str, text: str, ways: tuple[Reading, ...], scope: str) -> Places:
        """Where the name does exist, nearest first."""
        code = self.matcher.unit_by_code(text, level)
        if code:
            return [(code, 0.9)]
        if level == "commune" and any(way.loose.isdigit() for way in ways):
            return []  # "Phường 7" exists in a hundred places: that tells nothing
        near = 0.9
        for above in (*self.matcher.line(scope)[1:], "") if scope else ():
            hits = self.matcher.index(above, level).find(ways, marks=has_marks(text))
            if hits:
                return self._with_lower(level, [(hit.code, near * hit.worth) for hit in hits])
            near -= 0.1
        return []

    def _with_lower(self, level: str, places: Places) -> Places:
        """For a district found elsewhere: the commune in it that the row names, where there is one."""
        text = self.texts["commune"]
        if level == "commune" or not text:
            return places
        ways, marks = readings(text, "commune"), has_marks(text)
        lower = [
            (hit.code, score * hit.worth + 0.05)
            for code, score in places
            for hit in self.matcher.index(code, "commune").find(ways, marks=marks)
        ]
        return [*lower, *places]

    def _same_province(self, places: Places, scope: str) -> bool:
        return any(self._top(code) == self._top(scope) for code, _ in places)

    def _top(self, code: str) -> str | None:
        line = self.matcher.line(code)
        return next((c for c in line if self.matcher.unit(c).level == LEVELS[0]), None)

    def _open(self, reason: str, places: Places, *, outside: bool = False) -> Match:
        suggestions = self.matcher.suggest(places)
        return Match(None, False, 0.0, "", reason, suggestions, outside, self.within)

    def _conclude(self, at: list[Found], reached: str) -> Match:
        first = at[0]
        if not first.code:
            return self._open("empty", [])
        if first.reason == "ambiguous":
            return self._open("ambiguous", [(f.code, f.score) for f in at])
        level = self.matcher.unit(first.code).level
        if not reached:
            return Match(first.code, True, 1.0, level, "default", within=first.code)
        if first.sure:
            score = round(first.score, 3)
            return Match(first.code, True, score, level, first.reason, within=self.within)
        reason = "upper_unknown" if self.missed else first.reason
        guesses = self.matcher.suggest((f.code, f.score) for f in at)
        score = round(first.score, 3)
        return Match(first.code, False, score, level, reason, guesses, within=self.within)
