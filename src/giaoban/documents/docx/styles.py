"""Named paragraph styles, so that a clerk can change a size in Word in one place."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt, RGBColor

from giaoban.documents.docx.xml import element, set_fonts
from giaoban.documents.forms import FormTable

BODY = "Đoạn văn"
BULLET = "Gạch đầu dòng"
PLAIN = "Khối đầu và cuối"
CELL = "Ô bảng"
CAPTION = "Tên bảng và hình"
NOTE = "Ghi chú bảng"
TITLE = "Tên loại"


# Of python-docx's template; its 150 others clutter a clerk's list of styles and slow every look-up.
_KEPT = ("Normal", "TableNormal", "NoList", "DefaultParagraphFont", "Header", "Footer")
_KEPT_STEMS = ("Heading1", "Heading2", "Heading3", "HeaderChar", "FooterChar")


def define(word: Any, form: FormTable) -> None:
    for style in list(word.styles.element.style_lst):
        if style.styleId not in _KEPT and not style.styleId.startswith(_KEPT_STEMS):
            word.styles.element.remove(style)
    _normal(word, form)
    size = form["body"]["size"]
    body = _add(word, BODY, size, WD_ALIGN_PARAGRAPH.JUSTIFY)
    bullet = _add(word, BULLET, size, WD_ALIGN_PARAGRAPH.JUSTIFY)
    for style in (body, bullet):
        style.paragraph_format.first_line_indent = Mm(form["body"]["first_line_mm"])
        _body_spacing(style.paragraph_format, form)
    _add(word, PLAIN, size, WD_ALIGN_PARAGRAPH.CENTER)
    _add(word, CELL, form["table"]["size"], WD_ALIGN_PARAGRAPH.LEFT)
    caption = _add(word, CAPTION, 13, WD_ALIGN_PARAGRAPH.CENTER)
    caption.paragraph_format.space_before = caption.paragraph_format.space_after = Pt(6)
    note = _add(word, NOTE, 11, WD_ALIGN_PARAGRAPH.LEFT)
    note.font.italic = True
    note.paragraph_format.space_before, note.paragraph_format.space_after = Pt(3), Pt(8)
    title = _add(word, TITLE, form["title"]["size"], WD_ALIGN_PARAGRAPH.CENTER)
    title.font.bold = True
    for level in (1, 2, 3):
        _heading(word.styles[f"Heading {level}"], form, level)


def _normal(word: Any, form: FormTable) -> None:
    normal = word.styles["Normal"]
    set_fonts(normal.element.get_or_add_rPr(), form["font"])
    normal.font.size = Pt(form["body"]["size"])
    normal.element.get_or_add_rPr().append(element("w:lang", val="vi-VN", eastAsia="vi-VN"))
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)


def _add(word: Any, name: str, size: float, align: Any) -> Any:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Normal"]
    style.font.size = Pt(size)
    style.paragraph_format.alignment = align
    style.paragraph_format.widow_control = True
    return style


def _body_spacing(shape: Any, form: FormTable) -> None:
    shape.space_after = Pt(form["body"]["space_after_pt"])
    exact = form["body"].get("exact_line_pt")
    if exact:
        shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        shape.line_spacing = Pt(exact)
    else:
        shape.line_spacing = float(form["body"]["line"])


def _heading(style: Any, form: FormTable, level: int) -> None:
    set_fonts(style.element.get_or_add_rPr(), form["font"])
    style.font.size = Pt(form["body"]["size"])
    style.font.bold, style.font.italic = True, level == 3
    style.font.color.rgb = RGBColor(0, 0, 0)
    shape = style.paragraph_format
    shape.first_line_indent = Mm(form["body"]["first_line_mm"])
    shape.keep_with_next = True
    shape.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _body_spacing(shape, form)
    shape.space_before = Pt(6 if level == 1 else 3)
