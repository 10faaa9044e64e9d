"""What an official paper consists of, once; every writer sets the same model.

Nothing here knows sizes or words of the form: those are dated tables in `forms/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Form: TypeAlias = Literal["state", "party"]
Align: TypeAlias = Literal["left", "center", "right"]
AuthorityKind: TypeAlias = Literal["TM", "KT", "TL", "TUQ", "Q"]
Cell: TypeAlias = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in one face. `ref` names the figure they state; only the screen uses it."""

    text: str
    bold: bool = False
    italic: bool = False
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 1
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]
    indent: bool = True
    align: Literal["justify", "left", "center", "right"] = "justify"


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is a share of the table's width; `group` is printed once above its columns.

    `places` fixes the decimals of its numbers, so that they stand under each other.
    """

    title: str
    align: Align = "right"
    width: float = 1.0
    group: str | None = None
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None
    title: str | None = None
    note: str | None = None
    landscape: bool = False
    size: float | None = None

    def __post_init__(self) -> None:
        every = (*self.rows, *([self.total] if self.total else []))
        for number, row in enumerate(every, start=1):
            if len(row) != len(self.columns):
                raise ValueError(f"row {number} has {len(row)} cells, the table {len(self.columns)} columns")


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as SVG text. `alt` says in words what the picture shows."""

    svg: str
    caption: str
    alt: str
    width_mm: float | None = None


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


Block: TypeAlias = Heading | Paragraph | Bullets | Table | Figure | PageBreak


@dataclass(frozen=True, slots=True)
class Authority:
    """In whose place the signer signs: Authority("KT", "GIÁM ĐỐC")."""

    kind: AuthorityKind
    of: str


@dataclass(frozen=True, slots=True)
class Signer:
    """No name leaves the place of the name blank: nobody is signed for."""

    title: str
    authorities: tuple[Authority, ...] = ()
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """An official paper. `number` None and `date_blank` leave both to the document clerk.

    Bodies and title are given in capitals as they stand in the heading ("\\n" breaks a long
    name where it should break); `issuing_name` is the body's name inside a sentence.
    """

    form: Form
    issuing_body: str
    symbol: str
    place: str
    date: date
    title: str
    abstract: str
    signer: Signer
    superior_body: str | None = None
    issuing_name: str | None = None
    number: int | str | None = None
    date_blank: bool = False
    addressees: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    recipients: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    numbering: Literal["roman", "arabic"] = "roman"
    kind: str = "report"


def runs(*parts: str | Run) -> tuple[Run, ...]:
    """Plain strings and runs, mixed, as runs."""
    return tuple(Run(part) if isinstance(part, str) else part for part in parts)


def bold(text: str, ref: str | None = None) -> Run:
    return Run(text, bold=True, ref=ref)


def italic(text: str) -> Run:
    return Run(text, italic=True)


def paragraph(*parts: str | Run) -> Paragraph:
    return Paragraph(runs(*parts))


def bullets(*items: str | Sequence[str | Run]) -> Bullets:
    return Bullets(tuple(runs(item) if isinstance(item, str) else runs(*item) for item in items))
