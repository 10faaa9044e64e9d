"""Tables: header rows that come again on each page, numbers aligned, the total set apart.

Rows are written as XML at once: cell by cell python-docx takes three seconds for 177 communes.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from giaoban.documents.docx import styles
from giaoban.documents.docx.xml import table_shape
from giaoban.documents.forms import FormTable
from giaoban.documents.layout import text_size
from giaoban.documents.model import Column, Table
from giaoban.documents.wording import row_texts

_ROOM = '<w:spacing w:before="30" w:after="30"/>'
_SHORT = 6  # rows: a table so short is not torn in two
_SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>'


class TableWriter:
    """Makes the rows of one table; `face` is the run's size, `widths` are in twips."""

    def __init__(self, word: Any, table: Table, form: FormTable, width_mm: float) -> None:
        self.table = table
        shares = sum(column.width for column in table.columns)
        self.widths_mm = [width_mm * column.width / shares for column in table.columns]
        self.widths = [Mm(width).twips for width in self.widths_mm]
        half_points = round(text_size(table, form) * 2)
        self.face = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
        self.style = word.styles[styles.CELL].style_id

    def rows(self) -> list[str]:
        columns, total = self.table.columns, self.table.total
        made, note = self._header(), bool(self.table.note)
        closed = note or total is not None
        for index, row in enumerate(self.table.rows):
            after = len(self.table.rows) - index - 1
            held = (after < 2 and closed) or (0 < after < _SHORT and len(self.table.rows) <= _SHORT)
            made.append(self._row(columns, row_texts(columns, row), keep=held))
        if total:
            made.append(self._row(columns, row_texts(columns, total), bold=True, keep=note))
        return made

    def _row(
        self, columns: Sequence[Column], texts: list[str], *, bold: bool = False, keep: bool = False
    ) -> str:
        # `keep`: neither total nor note ever stands alone at the top of a page.
        cells = [
            self._cell(text, column.align, width, bold=bold, keep=keep)
            for text, column, width in zip(texts, columns, self.widths, strict=True)
        ]
        return _tr("".join(cells))

    def _header(self) -> list[str]:
        columns = self.table.columns
        if not any(column.group for column in columns):
            return [_tr("".join(map(self._head, columns, self.widths)), header=True)]
        upper, lower, index = "", "", 0
        for group, members in groupby(columns, key=lambda column: column.group):
            group_columns = list(members)
            widths = self.widths[index : index + len(group_columns)]
            if group:
                span = f'<w:gridSpan w:val="{len(widths)}"/>'
                upper += self._cell(group, "center", sum(widths), bold=True, merge=span, shade=True)
                lower += "".join(map(self._head, group_columns, widths))
            else:
                for column, width in zip(group_columns, widths, strict=True):
                    upper += self._head(column, width, '<w:vMerge w:val="restart"/>')
                    lower += self._cell("", "center", width, merge="<w:vMerge/>", shade=True)
            index += len(group_columns)
        return [_tr(upper, header=True), _tr(lower, header=True)]

    def _head(self, column: Column, width: int, merge: str = "") -> str:
        return self._cell(column.title, "center", width, bold=True, merge=merge, shade=True, keep=True)

    def _cell(
        self,
        text: str,
        align: str,
        width: int,
        *,
        bold: bool = False,
        keep: bool = False,
        merge: str = "",
        shade: bool = False,
    ) -> str:
        weight = "<w:b/>" if bold else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}{_SHADE if shade else ""}'
            f'<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{self.style}"/>'
            f'{"<w:keepNext/>" if keep else ""}{_ROOM}<w:jc w:val="{align}"/></w:pPr>'
            f"<w:r><w:rPr>{weight}{self.face}</w:rPr>"
            f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p></w:tc>'
        )


def write_table(word: Any, table: Table, label: str, form: FormTable, width_mm: float) -> None:
    if table.title:
        title = word.add_paragraph(style=styles.CAPTION)
        title.add_run(label + table.title).bold = True
        title.paragraph_format.keep_with_next = True
    writer = TableWriter(word, table, form, width_mm)
    made = word.add_table(rows=0, cols=len(table.columns))
    table_shape(made, writer.widths_mm, grid=True, margin_mm=1.2)
    for row in writer.rows():
        made._tbl.append(parse_xml(row))
    note = word.add_paragraph(table.note or "", style=styles.NOTE)
    if not table.note:
        note.paragraph_format.line_spacing = Pt(6)


def _tr(cells: str, *, header: bool = False) -> str:
    again = "<w:tblHeader/>" if header else ""
    return f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/>{again}</w:trPr>{cells}</w:tr>"
