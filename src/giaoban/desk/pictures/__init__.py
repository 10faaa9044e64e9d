"""The map and the epidemic curve of a cut: drawn once, kept on disk, never inside a warm request.

Laying out the map takes 0.1–0.25 s and opening the snapshot for a curve about as long.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from giaoban import documents
from giaoban.desk.pictures import english
from giaoban.desk.queries.cuts import Cut
from giaoban.kernel.templatetags._drawing import trusted_svg
from giaoban.places.models import Unit

_IN_MEMORY = 48  # a map is 70 KB, a curve 20: at most some 3 MB a process


class Drawn(NamedTuple):
    """A picture and the words it was given, which are in the reader's language already."""

    markup: str
    said: tuple[str, ...] = ()


NOTHING = Drawn("")


def kept(cut: Cut, place: Unit, kind: str, draw: Callable[[], Drawn]) -> SafeString:
    """The picture of this kind, drawn if it is not on disk yet. That there is nothing to draw is kept too."""
    language = (get_language() or "vi")[:2]
    name = f"{cut.slug or place.code}-{cut.counts[:12]}-{kind}-{language}-{_pen()}.svg"
    path = Path(settings.STATE) / "pictures" / name
    if not path.is_file():
        _write(path, _finished(draw(), language))
    return _read(str(path))


def _finished(drawn: Drawn, language: str) -> str:
    """On paper of its own, because its ink is that of the light sheet."""
    told = english.told(*drawn) if language == "en" else drawn.markup
    return told.replace("<svg ", '<svg class="paper" ', 1)


def _write(path: Path, markup: str) -> None:
    """Whole or not at all: another worker may be reading."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_text(markup, "utf-8")
    part.replace(path)


@lru_cache(maxsize=_IN_MEMORY)
def _read(path: str) -> SafeString:
    return trusted_svg(Path(path).read_text("utf-8"))


@lru_cache(maxsize=1)
def _pen() -> str:
    """Changes when the drawing or its words change, so that no picture of an older version stays."""
    here = Path(__file__).parent
    drawing = [*(Path(documents.__file__).parent / "svg").glob("*.py"), *here.glob("*.py")]
    digest = hashlib.sha256()
    for file in sorted([*drawing, *here.parent.glob("locale/*/*/*.mo")]):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:8]
