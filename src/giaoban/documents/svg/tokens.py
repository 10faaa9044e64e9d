"""Colours and sizes of the look; text on a colour is chosen by contrast, never by taste."""

from __future__ import annotations

INK = "#16202A"
SECOND_INK = "#51606E"
HAIRLINE = "#D9DFE5"
PAPER = "#FFFFFF"
ACCENT = "#0B5C8A"
BAR = "#4A8DB3"  # the accent lightened until the mean line stands out; 3.6 : 1 on paper
DANGER = "#B3261E"
GOOD = "#1E6B3A"
DANGER_TINT = "#F8DFDC"
GOOD_TINT = "#DDEFE3"
NEUTRAL_TINT = "#EEF1F4"
HATCH_GROUND = "#E6EAEE"
HATCH_LINE = "#8A96A3"

LEVELS = {1: "#3C9D5B", 2: "#F2C531", 3: "#F08A24", 4: "#C62828"}

SMALL, TEXT, LARGE = 13, 15, 18
FONTS = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif"
# Letters of screen fonts are about this much wider than those of Times Bold.
SANS_TO_TIMES = 1.13


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def text_on(ground: str) -> str:
    return max((INK, PAPER), key=lambda ink: contrast(ink, ground))


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
