"""One clause, one order: who is to do it, where its words begin, or no order at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from giaoban.reading.bodies import Body, body_at
from giaoban.reading.letters import LOW, UP
from giaoban.reading.markers import UPPER
from giaoban.reading.phrases import skip_blank
from giaoban.reading.source import Source
from giaoban.reading.verbs import ACTIONS, MODALS, NOMINAL, NOT_ORDERS, SPEECH, STRONG, verb_at

_OPENING = re.compile(
    r"(?:(?:đồng thời|cùng với đó|bên cạnh đó|ngoài ra|trong đó|đặc biệt là|đặc biệt|trước mắt|theo đó"
    r"|song song với đó"
    r"|mặt khác|tiếp đó|nhất là|trước hết|cùng đó|từ đó|do đó|vì vậy|do vậy|riêng|và|cụ thể|rằng"
    r"|là|một mặt|cuối cùng)(?:\s*[,:]\s*|\s+))+"
)
_LEADING = re.compile(
    r"(?:đối với|về|để|trong|trước|sau|từ|khi|nếu|trường hợp|ngoài|bên cạnh|cùng với|trên cơ sở"
    r"|trên tinh thần|theo|căn cứ"
    r"|nhằm|qua|tại|với|đến|chậm nhất|hằng|hàng|song song|nơi|ở|riêng|kể từ|hết|định kỳ|thông qua|ngay"
    r"|tùy|do|vì|mỗi khi"
    r"|thời gian tới|tiếp tục|phát huy|thực hiện|xuất phát|xác định|nhận thức|tuần tới|lưu ý|bằng|ở những"
    r"|quá trình|nếu|những (?:nơi|địa phương|đơn vị|trường hợp|khu vực|hộ|xã))(?!\w)"
)
_DUTY = re.compile(r"(?<!\w)(?:cần phải|phải|cần|có trách nhiệm|chịu trách nhiệm)(?!\w)")
_PAST = re.compile(r"(?<!\w)(?:đã|đang|vừa|hiện có|hiện nay|hiện đang|đạt|ghi nhận)(?!\w)")
_GOAL = re.compile(
    r"(?:xác định |đặt |với |theo |về |đề ra )?(?:các |những )?(?:mục tiêu|phương châm"
    r"|quan điểm)(?!\w)[^,;:]{0,40}(?:\slà\s|:)"
)
_CENTRE = re.compile(
    r"(?:luôn\s+|cần\s+|phải\s+)?lấy\s.{3,60}?\s(?:là|làm)\s(?:trung tâm|chủ thể|gốc|nòng cốt)"
)
_NOTICE = re.compile(
    r"(?:xin )?(?:trân trọng )?thông báo (?:(?:để|kết luận|ý kiến|nội dung)\b"
    r"|(?:đến|tới|cho)\b(?=[^.;]{0,120}\b(?:biết|thực hiện|triển khai)))|báo cáo để\b"
)
# "Địa phương nào để dịch lan rộng, người đứng đầu phải …": a warning, no work to do.
_WHOEVER = re.compile(
    r"(?:nếu )?(?:địa phương|đơn vị|cơ quan|nơi|xã|huyện|ở đâu|cá nhân|tổ chức)(?:, \w+ \w+)? nào(?!\w)"
)
_CONTENT = re.compile(r"(?:việc|công tác|hoạt động|quá trình|các hoạt động)\s")
_BESIDE = re.compile(
    r"(?:cùng với|bên cạnh|ngoài|trong tuần|tuần qua|qua|nhờ|do)(?!\w)[^;.]{0,240}?\s(?:đã|đang)\s"
)
_OF_THINGS = re.compile(
    r"đối với (?:các |những |từng |mỗi )?(?:khu|vùng|chợ|địa bàn|ổ|trường hợp|nơi|cụm|chốt|cửa khẩu|ca"
    r"|khu vực)(?!\w)"
)
# "Giao Phòng Y tế là cơ quan thường trực, tổng hợp …": what it is, then what it does.
_AS_SEAT = re.compile(r"là (?:cơ quan|đơn vị|đầu mối|bộ phận)(?!\w)")
# "Anh Trần Văn Dũng, chủ trang trại …, chia sẻ": someone the reporter met
_VILLAGER = re.compile(
    rf"(?:Anh|Chị|Cô|Chú|Cụ|Em|Bác|Bác sĩ|BS\.?|ThS\.?|TS\.?|PGS\.?"
    rf"|GS\.?)[ .A-Z]{{0,12}}(?=[{UP}][{LOW}]* [{UP}])"
)
# "…, tăng 1.312 ca so với cùng kỳ": what happened, nothing to do
_MOVED = re.compile(r"(?:tăng|giảm)\s(?:thêm |gần |hơn |trên |khoảng )?\d[^.;]{0,40}(?:so với|\()")
_PAPER = re.compile(
    r"(?:chỉ thị|kết luận|thông báo|công điện|quyết định|kế hoạch|nghị quyết|văn bản|báo cáo)(?!\w)"
)
_ABOUT = ("công tác ", "việc ", "tình hình ", "kết quả ", "hoạt động ")
_NAMELIKE = re.compile(rf"[{UP}][{LOW}]+ (?:[{UP}]?[\w-]+,? ){{1,11}}")
_COMMA = re.compile(r"(?:,|\sthì|:)\s+")


@dataclass(frozen=True)
class Order:
    """An order found in a clause; without `subject` it speaks to whom the context names."""

    start: int
    end: int
    subject: Body | None
    verb: int


def order_in(src: Source, start: int, end: int) -> Order | None:
    """The order a clause gives, or None for facts, goals, slogans and deeds done."""
    low = src.low
    if end - start < 8 or low[start:end].rstrip('" ').endswith("!"):
        return None
    pos = _opened(low, start, end)
    if _NOTICE.match(low, pos, end) or _GOAL.match(low, pos, end):
        return None
    if (
        _WHOEVER.match(low, pos, end)
        or _CENTRE.match(low, pos, end)
        or low.startswith(("hãy ", "vì sức khỏe", "vì sự "), pos)
    ):
        return None
    found = _direct(src, pos, end) or _led(src, pos, end) or _duty_of_things(src, pos, end)
    return found


def _opened(low: str, start: int, end: int) -> int:
    pos = skip_blank(low, start, end)
    while pos < end and low[pos] in "+-\"'(, ":
        pos += 1
    opening = _OPENING.match(low, pos, end)
    return skip_blank(low, opening.end() if opening else pos, end)


def _direct(src: Source, pos: int, end: int) -> Order | None:
    """Body and verb, or a bare verb, exactly here."""
    low = src.low
    if NOMINAL.at(low, pos) > 0 or _VILLAGER.match(src.flat, pos, end):
        return None
    body = None if _OF_THINGS.match(low, pos, end) else body_at(src, pos, end)
    if body is not None:
        verb = _verb_after(src, body.end, end)
        return Order(pos, end, body, verb) if verb >= 0 else _unlisted(src, pos, end, body)
    verb_group = (
        None if low.startswith(("căn cứ ", "theo đề nghị", "xét đề nghị"), pos) else verb_at(low, pos, end)
    )
    if _MOVED.match(low, pos, end):
        return None
    if verb_group and NOT_ORDERS.at(low, pos) > verb_group.end:
        return None  # "Đánh giá cao …" praises
    if verb_group and not (verb_group.modal and verb_group.end == pos):
        return Order(pos, end, None, pos)
    return _unlisted(src, pos, end)


def _unlisted(src: Source, pos: int, end: int, known: Body | None = None) -> Order | None:
    """ "Hạt Kiểm lâm phối hợp …": a name no list knows, in capitals, then an unmistakable verb."""
    low = src.low
    name = _NAMELIKE.match(src.flat, pos, end)
    if (
        not name
        or _PAST.search(low, pos, min(end, pos + 160))
        or NOMINAL.at(low, pos) > 0
        or NOT_ORDERS.at(low, pos) > 0
        or _LEADING.match(low, pos, end)
    ):
        return None
    if _PAPER.match(low, pos, end):
        return None
    if known is not None and src.flat[known.end : known.end + 1] != ",":
        return None  # only a list may go on with names no list knows
    capitals = len(re.findall(rf"(?<!\w)[{UP}]", name[0]))
    for word in re.finditer(r" ", low[pos : name.end()]):
        if known is not None and pos + word.end() < known.end:
            continue
        at = pos + word.end()
        if (
            NOT_ORDERS.at(low, at) > 0
            or low.startswith(_ABOUT, at)
            or SPEECH.at(low, at) > STRONG.at(low, at)
        ):
            return None
        strong = STRONG.at(low, at) > 0 or " " in low[at : max(ACTIONS.at(low, at), at)]
        if strong and capitals < 2 and not low.startswith(("các ", "mỗi ", "từng ", "toàn "), pos):
            return None
        if strong and src.flat[at] not in UPPER and verb_at(low, at, end):
            stop = at - 1
            body = Body(pos, stop, ((pos, stop),))
            return Order(pos, end, body, at) if src.flat[stop - 1].isalnum() else None
    return None


def _verb_after(src: Source, pos: int, end: int) -> int:
    """Where the order of a subject begins, or -1 when the subject is only told of."""
    low = src.low
    pos = skip_blank(low, pos, end)
    if low[pos : pos + 1] == ":":
        return skip_blank(low, pos + 1, end)
    if low[pos : pos + 1] == ",":
        return _inserted(src, pos + 1, end)
    if _AS_SEAT.match(low, pos, end):
        return _inserted(src, pos, end)
    if NOT_ORDERS.at(low, pos) > max(ACTIONS.at(low, pos), 0) and MODALS.at(low, pos) < 0:
        return -1
    group = verb_at(low, pos, end)
    if group:
        told = _NOTICE.match(low, pos, end) or _PAST.match(low, group.start, end)
        return -1 if told else group.start
    if low.startswith(
        ("theo ", "trên cơ sở", "căn cứ", "ngoài ", "trong ", "từ ", "định kỳ ", "trước ", "chậm nhất"), pos
    ):
        return _inserted(src, pos, end)
    return -1


def _inserted(src: Source, pos: int, end: int) -> int:
    """A subject, an insertion between commas, then the verb."""
    low = src.low
    pos = skip_blank(low, pos, end)
    group = verb_at(low, pos, end)
    if group and not group.negative and not low.startswith("căn cứ", pos):
        return group.start
    if not _LEADING.match(low, pos, end) and not _AS_SEAT.match(low, pos, end):
        return -1
    for n, comma in enumerate(_COMMA.finditer(low, pos, min(end, pos + 320))):
        group = verb_at(low, comma.end(), end)
        if group and not _PAST.search(low, pos, group.start):
            return group.start
        if n > 4:
            break
    if low.startswith(("căn cứ", "theo ", "trên cơ sở"), pos):
        strong = re.compile(
            r"\s(?:chủ động|tăng cường|tổ chức|triển khai|thực hiện|phối hợp|tiếp tục|khẩn trương)\s"
        )
        found = strong.search(low, pos, min(end, pos + 160))
        return found.start() + 1 if found and not _PAST.search(low, pos, found.start()) else -1
    return -1


def _led(src: Source, pos: int, end: int) -> Order | None:
    """After an opening "Để …," "Đối với …," "Trước ngày …," the order follows a comma."""
    low = src.low
    if not _LEADING.match(low, pos, end) or _BESIDE.match(low, pos, end):
        return None
    for n, comma in enumerate(_COMMA.finditer(low, pos, min(end, pos + 420))):
        if _PAST.search(low, pos, comma.start()) or n > 6:
            return None
        found = _direct(src, comma.end(), end)
        if found and (found.subject or _may_lead(low, pos, comma.end(), end)):
            return Order(pos, end, found.subject, found.verb)
    return None


def _may_lead(low: str, pos: int, verb: int, end: int) -> bool:
    """A list of nouns after "về …," may look like verbs; a bare order must then be unmistakable."""
    listing = low.startswith(("về ", "theo ", "tại ", "trong đó"), pos)
    group = verb_at(low, verb, end)
    return bool(group) and (not listing or low[verb:end].count(" ") >= 4)


def _duty_of_things(src: Source, pos: int, end: int) -> Order | None:
    """ "Việc … cần …", "giải pháp … các cấp phải … là …": a duty word further on."""
    low = src.low
    for duty in list(_DUTY.finditer(low, pos, min(end, pos + 260)))[:3]:
        if _PAST.search(low, pos, duty.start()) or NOT_ORDERS.at(low, pos) > 0:
            return None
        if low[duty.end() - 3 : duty.end()] == "cần" and low.startswith(
            (" thiết", " tiêm", " cách ly", " quản lý", " bảo vệ"), duty.end()
        ):
            continue
        body = _body_before(src, pos, duty.start(), end)
        if body:
            return Order(body.start, end, body, duty.start())
        if _CONTENT.match(low, pos, end) or _LEADING.match(low, pos, end):
            return Order(pos, end, None, duty.start())
    return None


def _body_before(src: Source, pos: int, duty: int, end: int) -> Body | None:
    """A body that ends right before the duty word, begun not far before it."""
    starts = [m.start() + 1 for m in re.finditer(r"\s", src.low[max(pos, duty - 140) : duty])]
    base = max(pos, duty - 140)
    for offset in [0, *starts]:
        body = body_at(src, base + offset, end, flexible=False)
        if body and 0 <= duty - body.end <= 1:
            return body
    return None
