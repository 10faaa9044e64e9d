"""The few things of WordprocessingML that python-docx has no call for."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt


def element(tag: str, **attributes: str | int) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn("w:" + name), str(value))
    return made


def set_fonts(run_properties: Any, name: str) -> None:
    """One font for every script; theme fonts would win over it and are taken out."""
    fonts = run_properties.get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn("w:" + script), name)


def page_number_field(paragraph: Any) -> None:
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()
        if kind:
            run._r.append(element("w:fldChar", fldCharType=kind))
        else:
            instruction = element("w:instrText")
            instruction.text = "PAGE"
            run._r.append(instruction)


def rule(paragraph: Any, length_mm: float, column_mm: float) -> None:
    """Makes an empty paragraph into a line of `length_mm`, centred in a column."""
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm(max(column_mm - length_mm, 0) / 2)
    shape.line_spacing = Pt(4)
    borders = element("w:pBdr")
    borders.append(element("w:top", val="single", sz=6, space=1, color="000000"))
    _insert_ppr(paragraph, borders)


def _insert_ppr(paragraph: Any, made: Any) -> None:
    """Order matters inside a paragraph's properties; Word refuses a file that has it wrong."""
    before = ("w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:widowControl")
    properties = paragraph._p.get_or_add_pPr()
    places = [i for i, child in enumerate(properties) if child.tag in {qn(t) for t in before}]
    properties.insert(places[-1] + 1 if places else 0, made)


def table_shape(table: Any, widths_mm: list[float], *, grid: bool, margin_mm: float) -> None:
    """Fixed column widths, borders or none, and the room inside the cells."""
    properties = table._tbl.tblPr
    for tag in ("w:tblW", "w:tblLayout", "w:tblBorders", "w:tblCellMar"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    total = sum(Mm(w).twips for w in widths_mm)
    look = properties.find(qn("w:tblLook"))
    parts = [element("w:tblW", w=total, type="dxa"), _borders(grid)]
    parts += [element("w:tblLayout", type="fixed"), _margins(margin_mm)]
    for part in parts:
        properties.append(part) if look is None else look.addprevious(part)
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)


def keep_row_whole(row: Any) -> None:
    """The row does not break over two pages."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def _borders(grid: bool) -> Any:
    borders = element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        kind: dict[str, str | int] = {"val": "single", "sz": 4, "space": 0, "color": "000000"}
        borders.append(element("w:" + side, **(kind if grid else {"val": "nil"})))
    return borders


def _margins(margin_mm: float) -> Any:
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element("w:" + side, w=Mm(margin_mm).twips, type="dxa"))
    return margins
