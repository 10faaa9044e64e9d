"""SVG to PNG by typst, for Word, which shows SVG only in new versions."""

from __future__ import annotations

from giaoban.documents.pdf.fonts import font_set, for_setting

# 200 dots an inch print sharply and keep a page's picture near 100 KB.
DOTS_PER_INCH = 200
_PAGE = """#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1mm)
"""


def from_svg(svg: str, width_mm: float) -> bytes:
    """The picture at `width_mm`, its height by its own proportions."""
    import typst  # 80 MB of machine code: only where a picture is really made

    made = typst.compile(
        _PAGE.encode(),
        format="png",
        ppi=DOTS_PER_INCH,
        font_paths=font_set(),
        sys_inputs={"svg": for_setting(svg), "width": f"{width_mm:g}"},
    )
    assert isinstance(made, bytes)
    return made
