"""What a Word document holds beside plain paragraphs reaches the text, in its order."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.oxml import parse_xml

from giaoban.reading import load_bytes, read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOX = (
    '<w:r {w}><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="wps">{inner}</mc:Choice><mc:Fallback>{inner}</mc:Fallback>'
    "</mc:AlternateContent></w:r>"
)


def _text(build) -> str:
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return load_bytes(out.getvalue(), "a.docx")


def _run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


class TestTrackedChanges:
    def test_what_was_inserted_counts_and_what_was_deleted_does_not(self):
        def build(document):
            changed = '<w:del w:id="1" w:author="a"><w:r><w:delText>12</w:delText></w:r></w:del>'
            added = f'<w:ins w:id="2" w:author="a">{_run("15")}</w:ins>'
            words = f"<w:p {W}>{_run('Ghi nhận ')}{changed}{added}{_run(' ca mắc.')}</w:p>"
            document.element.body.insert(0, parse_xml(words))

        assert _text(build).startswith("Ghi nhận 15 ca mắc.")


class TestTextBoxes:
    def test_a_box_is_read_once_after_its_paragraph(self):
        inner = f"<w:txbxContent {W}><w:p>{_run('Số: 12/TB-VP')}</w:p></w:txbxContent>"

        def build(document):
            paragraph = document.add_paragraph("UBND TỈNH")
            paragraph._p.append(parse_xml(BOX.format(w=W, inner=inner)))

        assert _text(build).split("\n")[:2] == ["UBND TỈNH", "Số: 12/TB-VP"]


class TestNotes:
    def test_footnotes_follow_the_text(self):
        out = io.BytesIO()
        document = docx.Document()
        document.add_paragraph("Ghi nhận 15 ca mắc.")
        document.save(out)
        words = f"<w:p>{_run('Số liệu đến 17 giờ.')}</w:p>"
        notes = f'<w:footnotes {W}><w:footnote w:id="1">{words}</w:footnote></w:footnotes>'
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr("word/footnotes.xml", notes)
        data = _with_part(out.getvalue(), "footnotes")
        assert load_bytes(data, "a.docx").rstrip().split("\n") == [
            "Ghi nhận 15 ca mắc.", "", "Số liệu đến 17 giờ."
        ]  # fmt: skip


def _with_part(data: bytes, name: str) -> bytes:
    """Relate and declare a part that was only put into the archive."""
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}"
    content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.namelist():
            body = old.read(item).decode("utf-8", "surrogateescape")
            if item == "word/_rels/document.xml.rels":
                related = f'<Relationship Id="rIdN" Type="{kind}" Target="{name}.xml"/></Relationships>'
                body = body.replace("</Relationships>", related)
            if item == "[Content_Types].xml":
                declared = f'<Override PartName="/word/{name}.xml" ContentType="{content}"/></Types>'
                body = body.replace("</Types>", declared)
            new.writestr(item, body.encode("utf-8", "surrogateescape"))
    return out.getvalue()


class TestNumbering:
    def test_numbered_headings_keep_their_lists_of_work_apart(self):
        def build(document):
            document.add_paragraph("KẾ HOẠCH")
            document.add_paragraph("Nhiệm vụ được phân công như sau:")
            document.add_paragraph("Sở Y tế:", style="List Number")
            document.add_paragraph("Rà soát trẻ chưa tiêm vắc xin sởi.", style="List Bullet")
            document.add_paragraph("Sở Tài chính:", style="List Number")
            document.add_paragraph("Bố trí kinh phí mua vắc xin cho các huyện.", style="List Bullet")

        text = _text(build)
        assert [line.split(" ")[0] for line in text.split("\n")[2:6]] == ["1.", "-", "2.", "-"]
        assert [t.assignee for t in read(text).tasks] == ["Sở Y tế", "Sở Tài chính"]


class TestTables:
    def test_a_table_in_a_cell_is_read_once(self):
        def build(document):
            cell = document.add_table(rows=1, cols=1).cell(0, 0)
            inner = cell.add_table(rows=1, cols=2)
            inner.cell(0, 0).text, inner.cell(0, 1).text = "Xã Hồng Hạ", "20"

        assert _text(build).count("Hồng Hạ") == 1
