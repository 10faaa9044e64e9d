"""Word lists matched at a place in the text: one dictionary step, never a backtracking search."""

from __future__ import annotations


class Phrases:
    """Phrases of several syllables; the longest that stands at a place wins."""

    def __init__(self, text: str) -> None:
        self._by_first: dict[str, list[str]] = {}
        for phrase in {" ".join(p.split()) for p in text.replace("\n", "|").split("|")}:
            if phrase:
                self._by_first.setdefault(phrase.split(" ")[0].rstrip(","), []).append(phrase)
        for group in self._by_first.values():
            group.sort(key=len, reverse=True)

    def at(self, low: str, pos: int) -> int:
        """End of the longest phrase beginning at `pos`, or -1."""
        stop = pos
        size = len(low)
        while stop < size and low[stop].isalnum():
            stop += 1
        for phrase in self._by_first.get(low[pos:stop], ()):
            end = pos + len(phrase)
            if low.startswith(phrase, pos) and not (end < size and low[end].isalnum()):
                return end
        return -1


def skip_blank(low: str, pos: int, end: int) -> int:
    while pos < end and low[pos] in " \t":
        pos += 1
    return pos
