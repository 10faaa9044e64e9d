"""Of which place of this installation a figure of a text speaks. In doubt: of none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from giaoban.directives.notices.gazetteer import bare
from giaoban.kernel.errors import UserError
from giaoban.kernel.text import fold
from giaoban.places import queries as places
from giaoban.places.models import Unit
from giaoban.reading import Reading

# A full stop inside a number or a date ends no sentence; a semicolon parts the lines of a list.
_SENTENCE_END = re.compile(r"[.;!?](?=\s|$)|\n")
_OWN = re.compile(
    r"(?:toàn|trên địa bàn|địa bàn|trong|của)\s+(tỉnh|thành phố|huyện|thị xã|quận|xã|phường)\b", re.I
)
# A place with its kind that the tree does not know is some other place, never the document's own.
_TYPED = re.compile(
    r"\b(?:tỉnh|huyện|quận|thị xã|thành phố|xã|phường|thị trấn|đặc khu)\s+(?=[A-ZĐÀ-Ỵ])", re.IGNORECASE
)
_KIND_ROOM = 12  # characters before a name in which its kind stands: "thành phố "


@dataclass(frozen=True)
class Mention:
    """`units` empty: a place that is not of this installation."""

    start: int
    end: int
    units: tuple[Unit, ...]


class Mentions:
    """The places of a text, found by the names of the installation's own tree and of all provinces."""

    def __init__(self, text: str, reading: Reading, on: date) -> None:
        self.text = text
        self.root = _root(on)
        self.found: list[Mention] = []
        self.whole: Unit | None = None
        if self.root is not None:
            names = _names(self.root, on)
            self.found = _search(text, names, self.root)
            self.whole = self._of_document(reading, names)

    def unit_of(self, start: int) -> Unit | None:
        """The place the figure at `start` counts: named in its sentence, else the document's."""
        first, last = self._sentence(start)
        named = [m for m in self.found if first <= m.start < last]
        if not named:
            return self.whole
        nearest = self._nearest(named, start)
        if any(len(m.units) != 1 for m in nearest):
            return None
        chain = sorted((m.units[0] for m in nearest), key=lambda u: len(u.path))
        smallest = chain[-1]
        inside = all((smallest.path + "/").startswith(u.path + "/") for u in chain)
        return smallest if inside else None

    def _nearest(self, named: list[Mention], start: int) -> list[Mention]:
        """Of several places those of the figure's own clause, where it names any."""
        left = max(self.text.rfind(mark, 0, start) for mark in ",;:(\n")
        own = [m for m in named if left < m.start < start]
        return own or named

    def _sentence(self, at: int) -> tuple[int, int]:
        first = max((m.end() for m in _SENTENCE_END.finditer(self.text, 0, at)), default=0)
        end = _SENTENCE_END.search(self.text, at)
        return first, end.start() if end else len(self.text)

    def _of_document(self, reading: Reading, names: dict[str, list[Unit]]) -> Unit | None:
        """By the body that issued it, else by the place beside its date, else what "toàn tỉnh" means."""
        for words in (reading.body, reading.place):
            plain = f" {fold(words)} " if words else ""
            units = [u for name, found in names.items() if f" {fold(name)} " in plain for u in found]
            largest = [u for u in units if u.path == min((v.path for v in units), key=len)]
            if len(largest) == 1:
                return largest[0]
        if any(not m.units for m in self.found):
            return None
        assert self.root is not None
        said = {found[1].lower() for found in _OWN.finditer(self.text)}
        named = any(u == self.root for m in self.found for u in m.units)
        return self.root if named or self.root.kind.lower() in said else None


def _root(on: date) -> Unit | None:
    try:
        return places.root(on)
    except UserError:
        return None


def _names(root: Unit, on: date) -> dict[str, list[Unit]]:
    """{bare name: units of the installation}; names of other provinces stand for no unit of ours."""
    names: dict[str, list[Unit]] = {}
    for unit in places.subtree(root, on=on):
        names.setdefault(bare(unit.name, unit.kind), []).append(unit)
    for other in places.valid_on(on).filter(level="province"):
        names.setdefault(bare(other.name, other.kind), [])
    return names


def _search(text: str, names: dict[str, list[Unit]], root: Unit) -> list[Mention]:
    ordered = sorted(names, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)")
    found = []
    for match in pattern.finditer(text):
        before = text[max(0, match.start() - _KIND_ROOM) : match.start()].lower().rstrip()
        units = names[match[0]]
        of_kind = [u for u in units if before.endswith(u.kind.lower())]
        if " " not in match[0] and units and not of_kind:
            continue  # "Hà" alone is a syllable of many names
        found.append(Mention(match.start(), match.end(), tuple(of_kind or _largest(units))))
    known = {m.start for m in found}
    unknown = [m for m in _TYPED.finditer(text) if m.end() not in known and text[m.end()].isupper()]
    return sorted([*found, *(Mention(m.end(), m.end() + 1, ()) for m in unknown)], key=lambda m: m.start)


def _largest(units: list[Unit]) -> list[Unit]:
    """ "Tiên Yên" without its kind is the district, not its town of the same name."""
    shortest = min((u.path.count("/") for u in units), default=0)
    return [u for u in units if u.path.count("/") == shortest]
