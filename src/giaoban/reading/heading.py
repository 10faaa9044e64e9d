"""The head of a document: kind, number, issuing body, place and date."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from datetime import date

from giaoban.kernel.text import fold
from giaoban.reading.addressees import addressees_of
from giaoban.reading.bodies import body_at
from giaoban.reading.dates import Written, dates_in, resolve
from giaoban.reading.letters import UP
from giaoban.reading.sentences import sentences
from giaoban.reading.source import Source

# A heading with its addressees; further down a "Số:" is something else.
_HEAD_LINES = 30
_KINDS = (
    ("dispatch", r"công điện(?: khẩn| hỏa tốc)?"),
    ("directive", r"chỉ thị"),
    ("plan", r"kế hoạch"),
    ("decision", r"quyết định"),
    ("report", r"báo cáo(?: nhanh| tóm tắt)?"),
    ("resolution", r"nghị quyết"),
    ("notice", r"thông báo(?: (?:kết luận|ý kiến).*)?|kết luận(?: của.*)?"),
    ("official_letter", r"công văn"),
    ("guide", r"hướng dẫn"),
)
_TITLE = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _KINDS), re.IGNORECASE)
_BY_SYMBOL = (
    ("TB", "notice"),
    ("KL", "notice"),
    ("CĐ", "dispatch"),
    ("CT", "directive"),
    ("KH", "plan"),
    ("QĐ", "decision"),
    ("BC", "report"),
    ("NQ", "resolution"),
    ("HD", "guide"),
    ("CV", "official_letter"),
)
_NUMBER = re.compile(
    r"(?:^|\t|\s{2}|\b)Số\s*:?\s*(?P<n>\d{1,6}[a-zđ]?"
    r"|[.…_\s]*)\s*(?P<s>[-/]\s*[A-ZĐƯ][\wĐđƯư&,]*(?:\s?[-/.]\s?[A-ZĐƯ][\wĐđƯư&.]*)*)"
)
_PLACE_DATE = re.compile(
    rf"((?:TP\.?\s?|Thành phố\s|thành phố\s"
    rf"|Tỉnh\s)?[{UP}][\w'-]*(?:\s[{UP}][\w'-]*){{0,4}})\s*,\s*ngày\s*(?P<d>\d{{1,2}}|[.…_\s]*)\s*tháng\s*"
    r"(?P<m>\d{1,2}|[.…_\s]*)\s*năm\s*(?P<y>20\d\d|19\d\d)"
)
_STATE = re.compile(r"cộng hòa xã hội|độc lập\s*-\s*tự do|đảng cộng sản việt nam|^\W*$", re.IGNORECASE)
_COLUMNS = re.compile(r"\t+|\s{3,}")
_LEVEL_LINE = re.compile(
    r"^(?:TỈNH|THÀNH PHỐ|TP|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU|VIỆT NAM|COVID|PHÒNG|DỊCH|CẤP)\b"
)
_MEETING = re.compile(
    r"(?:họp|tổ chức|nghe|làm việc|giao ban|chủ trì|đã|vừa|ban hành|có công điện|triển khai)(?!\w)"
)
_WENT = re.compile(
    r"(?:hội nghị|cuộc họp|phiên họp|buổi họp|buổi làm việc)(?: giao ban| trực tuyến| của| giữa| do)?\s+",
    re.IGNORECASE,
)
_PRESS = re.compile(
    r"(?:họp|hội nghị|làm việc|kiểm tra|chủ trì|giao ban|kết luận|phát biểu|yêu cầu|chỉ đạo|ghi nhận"
    r"|theo báo cáo|cho biết|theo sở|dịch|bệnh|ca mắc|tiêm|vắc xin)(?!\w)"
)


@dataclass
class Heading:
    kind: str | None = None
    number: str | None = None
    symbol: str | None = None
    place: str | None = None
    body: str | None = None
    written: Written | None = None
    date: str | None = None
    resolved: datetime.date | None = None
    rule: str | None = None
    formal: bool = False
    addressees: list[str] = field(default_factory=list)


def heading_of(src: Source, today: date | None) -> Heading:
    head = Heading()
    lines = [line.strip(" *_") for line in src.text.split("\n")][:400]
    shown = [line for line in lines if line][:_HEAD_LINES]
    _number(shown, head)
    _kind(shown, src, head)
    head.formal = head.kind is not None
    if head.formal:
        head.addressees = addressees_of(src.text)
    _place_date(shown, head)
    head.body = (_issuer(shown) or _issuer_in_title(src)) if head.formal else None
    if not head.formal and _PRESS.search(src.low):
        head.kind = "press_report"
    head.body = head.body or _meeting_body(src)
    _date(src, head, today)
    return head


def _number(lines: list[str], head: Heading) -> None:
    for line in lines:
        found = _NUMBER.search(line)
        if not found or re.search(r"giấy phép|căn cứ|thực hiện|theo ", line[: found.start()], re.IGNORECASE):
            continue
        if found.start() > 0 and not _starts_cell(line, found.start()):
            continue
        symbol = "".join(found["s"].split()).rstrip(".,")
        head.symbol = symbol
        bare = found["n"].strip(" .…_")
        head.number = bare + symbol if bare else None
        return


def _starts_cell(line: str, at: int) -> bool:
    before = line[:at].rstrip()
    return (
        not before
        or line[:at].endswith(("\t", "  "))
        or bool(re.search(r"công điện|chỉ thị|thông báo|kế hoạch$", before, re.I))
    )


def _kind(lines: list[str], src: Source, head: Heading) -> None:
    """A title of its own on a line in capitals, or beside a number; else the symbol tells."""
    near = [line for line in lines if not _STATE.search(line)]
    for i, line in enumerate(near[:14]):
        title = re.split(r"\t+|\s{3,}", line)[-1]
        bare = re.sub(r"\s*(?:số|SỐ|Số)\s*:?.*$", "", title).strip(" :*_-")
        found = _TITLE.fullmatch(bare)
        alone = found and (bare.isupper() or (head.symbol and len(bare) < 20))
        if not found or not alone:
            continue
        head.kind = found.lastgroup
        rest = " ".join(near[i : i + 4])
        if head.kind == "notice":
            concluded = re.search(r"kết luận|ý kiến (?:chỉ đạo|kết luận|phát biểu)", rest, re.IGNORECASE)
            head.kind = "conclusion_notice" if concluded else "notice"
        return
    if head.symbol:
        parts = re.split(r"[-/.]", head.symbol)
        head.kind = next((k for s, k in _BY_SYMBOL if s in parts), None)
        if head.kind == "notice":
            head.kind = "conclusion_notice" if "kết luận" in src.low[:1500] else "notice"
        if head.kind is None:
            head.kind = "official_letter"
    elif re.search(r"^\s*kính gửi\s*:", src.low, re.MULTILINE):
        head.kind = "official_letter"


def _place_date(lines: list[str], head: Heading) -> None:
    for line in lines:
        # a PDF sets number and place on one line: "Số:    /TB-UBND Quảng Ninh, ngày …"
        found = _PLACE_DATE.search(_NUMBER.sub("\t", line))
        if not found:
            continue
        head.place = found[1]
        day, month = found["d"].strip(" .…_"), found["m"].strip(" .…_")
        year = int(found["y"])
        if day and month:
            head.written = Written(0, 0, int(day), int(month), year)
        else:
            head.rule = "ngày ký để trống"
            if month:  # deadlines without a year still have the month the paper was drafted in
                head.resolved = date(year, int(month), 1)
        return


def _issuer(lines: list[str]) -> str | None:
    """The left column above the number: the last name there issues the document."""
    names: list[str] = []
    for line in lines[:12]:
        cells = [c.strip(" *_") for c in _COLUMNS.split(line) if c.strip(" *_")]
        if any(re.match(r"Số\b", c) for c in cells) or (cells and _TITLE.fullmatch(cells[0])):
            break
        for cell in cells:
            if _STATE.search(cell) or _PLACE_DATE.search(cell) or not cell.isupper() or len(cell) < 3:
                continue
            if names and (_LEVEL_LINE.match(cell) or names[-1].endswith((" VÀ", ",", " -", " &"))):
                names[-1] = f"{names[-1]} {cell}"
            else:
                names.append(cell)
    if not names:
        return None
    if names[-1] == "VĂN PHÒNG" and len(names) > 1:
        return f"VĂN PHÒNG {names[-2]}"
    return names[-1]


def _issuer_in_title(src: Source) -> str | None:
    """ "KẾT LUẬN CỦA …", "CHỦ TỊCH … ĐIỆN:" """
    for paragraph in src.paragraphs[:14]:
        flat = src.flat[paragraph.start : paragraph.end]
        if re.search(r"\bđiện\s*:?$", flat, re.IGNORECASE) and flat[:-6].strip().isupper():
            return re.sub(r"\s*điện\s*:?$", "", flat, flags=re.IGNORECASE)
        found = re.match(r"(?:thông báo\s+)?kết luận(?:\s+chỉ đạo)?\s+của\s+", flat, re.IGNORECASE)
        if found:
            body = body_at(src, paragraph.start + found.end(), paragraph.end, flexible=False)
            if body:
                return _mixed(src, src.flat[body.start : body.end])
    return None


def _mixed(src: Source, name: str) -> str:
    """The spelling of running text, if the name in capitals occurs there too."""
    at = src.low.find(name.lower(), src.low.find(name.lower()) + 1)
    shown = src.flat[at : at + len(name)] if at >= 0 else name
    return shown if fold(shown) == fold(name) else name


def _meeting_body(src: Source) -> str | None:
    """Who met, in a report of a meeting: the body before "họp", or after "hội nghị"."""
    for paragraph in src.paragraphs[:12]:
        if paragraph.end - paragraph.start < 80:
            continue
        for begin, end in sentences(src, paragraph.start, paragraph.end)[:3]:
            commas = [m.end() for m in re.finditer(r",\s", src.flat[begin : min(end, begin + 300)])]
            for place in [begin, *(begin + c for c in commas[:6])]:
                body = body_at(src, place, end, flexible=False)
                if body and not body.person and _MEETING.match(src.low[body.end : body.end + 30].strip()):
                    return src.flat[body.start : body.end]
            went = _WENT.search(src.flat, begin, end)
            body = body_at(src, went.end(), end, flexible=False) if went else None
            if body:
                return src.flat[body.start : body.end]
    return None


def _date(src: Source, head: Heading, today: date | None) -> None:
    """The date of signature; without one the date of the meeting the first words tell of."""
    if head.written is None and head.rule is None:
        limit = min(len(src.flat), 2500)  # the opening of the text, before windows and deadlines
        for paragraph in src.paragraphs:
            if paragraph.start > limit:
                break
            found = [
                d
                for d in dates_in(src.flat, paragraph.start, min(paragraph.end, paragraph.start + 400))
                if not _cited(src, d)
            ]
            if found:
                head.written = found[0]
                break
    if head.written is None:
        return
    head.date = head.written.iso
    answer = resolve(head.written, src.flat, today)
    head.resolved, head.rule = answer.value, answer.rule


def _cited(src: Source, item: Written) -> bool:
    """A date that belongs to a cited document, a window or a deadline is not the text's own."""
    before = src.low[max(0, item.start - 40) : item.start]
    return bool(
        re.search(
            r"[-/][a-zđ]{2,}\S*,?\s*$|(?:trước|chậm nhất|hết|từ|đến|tính đến|kể từ|so với|qua|tuần)\s*$",
            before,
        )
    )
