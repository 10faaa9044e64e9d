"""Which font a PDF is set in: the one the decree names, where the machine has it whole."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from giaoban.documents.pdf.coverage import covers_vietnamese
from giaoban.documents.svg.tokens import FONTS

if TYPE_CHECKING:
    import typst

# Families with the widths of Times New Roman, then the one that comes inside typst, which has
# all Vietnamese marks, so that a PDF can always be made.
BUNDLED = "Libertinus Serif"
PREFERRED = ("Times New Roman", "Liberation Serif", "Tinos", "TeX Gyre Termes", BUNDLED)
# For pictures: what screens use, as far as the machine has it.
SANS = ("Segoe UI", "Roboto", "Noto Sans", "Arial", "Liberation Sans", "DejaVu Sans", BUNDLED)


def font_set(folders: Sequence[str | Path] | None = None) -> typst.Fonts:
    return _font_set(tuple(str(folder) for folder in folders or ()))


@lru_cache(maxsize=4)
def _font_set(folders: tuple[str, ...]) -> typst.Fonts:
    """Reading the system's fonts takes 150 ms, once for a process."""
    import typst

    return typst.Fonts(font_paths=[Path(folder) for folder in folders])


def font_in_use(folders: Sequence[str | Path] | None = None) -> str:
    """The family body text is set in on this machine."""
    return _first_whole(font_set(folders), PREFERRED)


def sans_in_use(folders: Sequence[str | Path] | None = None) -> str:
    """The family the words in pictures are set in on this machine."""
    return _first_whole(font_set(folders), SANS)


@lru_cache(maxsize=16)
def _first_whole(fonts: typst.Fonts, families: tuple[str, ...]) -> str:
    return next(family for family in families if family == BUNDLED or _whole(fonts, family))


def for_setting(svg: str, folders: Sequence[str | Path] | None = None) -> str:
    """A picture whose words take one whole font of this machine instead of a browser's list."""
    return svg.replace(FONTS, sans_in_use(folders))


def _whole(fonts: typst.Fonts, family: str) -> bool:
    """Every face has the Vietnamese letters; a family of which one has not would mix fonts."""
    faces = [face for face in fonts.fonts() if face.family == family]
    return bool(faces) and all(
        face.path is not None and covers_vietnamese(face.path, face.index) for face in faces
    )
