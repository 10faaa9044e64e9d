"""A place written in one text, smallest part first as Vietnamese addresses are. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from giaoban.places.match_types import LEVELS, Match
from giaoban.places.spelling import MAX_TEXT, kind_start, readings, words

if TYPE_CHECKING:
    from giaoban.places.matching import Matcher

_SEPARATOR = re.compile(r"[,;\n/|]|\s[-–—]\s")
_BRACKETS = re.compile(r"\([^)]*\)")
_COUNTRY = ("viet", "nam")
_KIND_START = kind_start()


def without_aside(cell: str) -> str:
    """ "P. Bãi Cháy (tổ 3)" and "P. Bãi Cháy⏎tổ 3" name the ward; brackets around all of it are kept."""
    text = cell.strip()
    if text.isalnum():
        return text
    bare = _BRACKETS.sub(" ", text).split("\n")[0].strip()
    return bare or text


def parts(text: str) -> list[str]:
    """The text cut at commas, else before each kind ("phường X quận Y")."""
    plain = " ".join(_BRACKETS.sub(" ", text[:MAX_TEXT]).split())
    cut = [part.strip() for part in _SEPARATOR.split(plain)]
    if len(cut) == 1:
        cut = [part.strip() for part in _KIND_START.split(plain)]
    found = [part for part in cut if words(part)]
    if len(found) > 1 and tuple(word.folded for word in words(found[-1])) == _COUNTRY:
        found.pop()
    return found


def best_of_text(matcher: Matcher, text: str, default_path: str | None) -> Match:
    bare = text.strip()
    if bare in matcher and bare.isdigit():
        return Match(bare, True, 1.0, matcher.unit(bare).level, "exact", within=bare)
    found = parts(text)
    if not found:
        return matcher.match("", "", "", default_path=default_path)
    tried = []
    for cells in _cells(found):
        match = matcher.match(*cells, default_path=default_path)
        if match.sure and len(found) > 2 and not cells[1] and not _says_commune(cells[2]):
            # "Cẩm Trung, Cẩm Phả, Quảng Ninh": the second part may be an old district, not the ward
            match = match._replace(sure=False, reason="part_left_over", within=None)
        if match.sure and all(cells):
            return match  # the usual way, and nothing uses more of the text
        tried.append((match, cells))
    return max(tried, key=lambda way: _worth(matcher, *way))[0]


def _cells(found: list[str]) -> list[tuple[str, str, str]]:
    """The ways to deal the last parts out to province, district and commune."""
    last = found[-1]
    if len(found) == 1:
        return [(last, "", ""), ("", last, ""), ("", "", last)]
    second = found[-2]
    if len(found) == 2:
        return [(last, second, ""), (last, "", second), ("", last, second), (second, last, "")]
    third = found[-3]
    return [
        (last, second, third),
        (last, "", second),
        ("", last, second),
        (third, second, last),
    ]


def _says_commune(text: str) -> bool:
    return any(way.kind for way in readings(text, "commune"))


def _worth(matcher: Matcher, match: Match, cells: tuple[str, str, str]) -> tuple[float, ...]:
    """Sure before guessed; then what uses more of the text, fits better and is larger.

    "Tiên Yên, Quảng Ninh" is the district, not its town of the same name. Of ways that are not sure the one
    that knows the province, and most below it, counts.
    """
    used = sum(map(bool, cells))
    if match.sure:
        return (1, used, match.score, -LEVELS.index(match.level))
    known = len(matcher.line(match.within)) if match.within else 0
    in_province = bool(cells[0]) and known > 0
    return (0, in_province, known, used, match.outside, match.score, len(match.suggestions))
