"""A number in a table that remembers which figure of which place it states."""

from __future__ import annotations


class Stated(float):
    """Writers see a number; the screen makes it a link to its records."""

    ref: str
    place: str | None
    changed: bool  # opens to the rows that made it another number than was told before

    def __new__(cls, value: float, ref: str, place: str | None = None, *, changed: bool = False) -> Stated:
        made = super().__new__(cls, value)
        made.ref, made.place, made.changed = ref, place, changed
        return made

    def __reduce__(self) -> tuple[type[float], tuple[float]]:
        """Handed to another process it is the number alone: writers there know no figures."""
        return float, (float(self),)


def stated(value: float | None, ref: str, place: str | None = None) -> Stated | None:
    """None stays None: nothing known is a dash, never a zero."""
    return None if value is None else Stated(value, ref, place)
