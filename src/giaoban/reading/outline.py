"""Parts of a text: what comes before the words, what closes them, what only surrounds them."""

from __future__ import annotations

import re

from giaoban.reading.closing import AUTHORITY
from giaoban.reading.heading import Heading
from giaoban.reading.source import Paragraph, Source

_JUNK_FROM = re.compile(
    r"(?:bài viết liên quan|tin liên quan|tin cùng chuyên mục|tin khác|các tin khác|bài viết khác"
    r"|để lại bình luận|bình luận"
    r"|thống kê truy cập|thời tiết|tỷ giá|đang online|tổng lượt truy cập|số giấy phép|giấy phép"
    r"|cơ quan chủ quản|bản quyền"
    r"|trang thông tin điện tử|cổng thông tin điện tử [^.]{0,60}$|người chịu trách nhiệm nội dung|©"
    r"|copyright|chia sẻ bài viết"
    r"|xem thêm|đọc thêm|lượt xem|số lượt truy cập|lượt truy cập|tags?\s*:|từ khóa\s*:|tin mới nhất"
    r"|tin đọc nhiều)"
)
_SENTENCE_END = re.compile(r"[.;:!?…][\"')\]*_]*$")
_DETAIL = re.compile(r"(?:điện thoại|email|fax|địa chỉ|website|ảnh\s*:|nguồn\s*:|tác giả\s*:|lượt xem\s*:)")
_REPORT = re.compile(
    r"(?:về\s+|công tác\s+|i+\.\s*)?(?:tình hình|kết quả|đánh giá|nhận định|những tồn tại|tồn tại|hạn chế"
    r"|khó khăn|nguyên nhân|bài học"
    r"|căn cứ|sự cần thiết|kiến nghị|đề xuất|mục đích|mục tiêu|đặc điểm|diễn biến|công tác đã|số liệu"
    r"|dự báo|ưu điểm|thuận lợi"
    r"|thực trạng|một số kết quả|những kết quả|thông tin chung|phạm vi|đối tượng|chỉ tiêu|kinh phí)(?!\w)"
)
_DIRECT = re.compile(
    r"(?:nhiệm vụ|giải pháp|phương hướng|chỉ đạo|kết luận|tổ chức thực hiện|phân công|trách nhiệm"
    r"|biện pháp|nội dung thực hiện"
    r"|quan điểm|yêu cầu|các hoạt động|nội dung hoạt động|công việc|thời gian tới|tuần tới|nội dung và)(?!\w)"
)


def bounds(src: Source, head: Heading) -> tuple[int, int]:
    """Indexes of the first paragraph of the words and of the first after them."""
    return _first(src, head), _last(src, head)


def _first(src: Source, head: Heading) -> int:
    paragraphs = src.paragraphs
    if not head.formal:
        first = paragraphs[0] if paragraphs else None
        untitled = first is None or bool(_SENTENCE_END.search(src.flat[first.start : first.end]))
        return 0 if untitled else 1
    for i, paragraph in enumerate(paragraphs[:40]):
        flat = src.flat[paragraph.start : paragraph.end]
        if (flat.isupper() and not paragraph.mark) or flat.lower().startswith(
            ("số:", "kính gửi", "v/v", "về việc")
        ):
            continue
        marked = paragraph.mark and paragraph.mark.kind in {"decimal", "roman", "article"}
        if marked or (
            len(flat) >= 25 and _SENTENCE_END.search(flat) and not flat[0].islower() and not paragraph.mark
        ):
            return i
    return 0


def _last(src: Source, head: Heading) -> int:
    for i, paragraph in enumerate(src.paragraphs):
        flat, low = src.flat[paragraph.start : paragraph.end], src.low[paragraph.start : paragraph.end]
        if low.lstrip(" *_").startswith("nơi nhận") and len(low) < 400:
            return i
        if head.formal and i > 2 and AUTHORITY.match(flat) and len(flat) < 120 and flat[:12].isupper():
            return i
        if _JUNK_FROM.match(low.lstrip("- *")) and i > 0 and not head.formal:
            return i
    return len(src.paragraphs)


def is_caption(src: Source, paragraph: Paragraph) -> bool:
    """Words under a picture, a by-line, a contact line: short and without an end."""
    flat = src.flat[paragraph.start : paragraph.end]
    if _DETAIL.match(flat.lower()):
        return True
    return len(flat) < 220 and not _SENTENCE_END.search(flat) and paragraph.mark is None


def direction(words: str) -> bool | None:
    """Whether a section's heading announces orders (True), a report (False) or neither."""
    low = words.lower()
    report, direct = _REPORT.search(low), _DIRECT.search(low)
    if report and report.start() < 12 and (not direct or report.start() < direct.start()):
        return False
    if direct and (not report or direct.start() < report.start()):
        return True
    return False if report and report.start() < 12 else None


# "Trong tuần 42, phường có thêm 23 ca …": told, wherever it stands.
_COUNTED = re.compile(
    r"(?:trong (?:tuần|tháng|ngày|quý)|tuần \d|tính đến|đến (?:hết )?ngày|từ đầu năm)[^.;]{0,80}"
    r"(?<!\w)(?:ghi nhận|phát sinh|xảy ra|có thêm|có \d)"
)


def tells_counts(src: Source, start: int, end: int) -> bool:
    """Whether a sentence opens with a period and what was counted in it."""
    return bool(_COUNTED.match(src.low, start, end))
