"""Speech that gives work: "X yêu cầu Y …", "Giao Y …", and speech that only tells."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from giaoban.reading.bodies import Body, body_at
from giaoban.reading.markers import UPPER
from giaoban.reading.phrases import Phrases, skip_blank
from giaoban.reading.source import Source
from giaoban.reading.verbs import SPEECH, verb_at

GIVING = Phrases(
    "yêu cầu|giao|giao nhiệm vụ|giao trách nhiệm|phân công|chỉ đạo|đề nghị|ủy quyền|thống nhất giao"
    "|thống nhất yêu cầu|đề nghị và yêu cầu|yêu cầu và đề nghị|chỉ thị|nhắc nhở|kêu gọi"
)
STRESSING = Phrases("nhấn mạnh|lưu ý|quán triệt|nêu rõ|chỉ rõ|thống nhất|quyết định|đồng ý|nhất trí|kết luận")
TELLING = Phrases(
    "cho biết|khẳng định|báo cáo|nhận định|thông tin|đánh giá|cho rằng|phát biểu|kiến nghị|đề xuất"
)
_BETWEEN = re.compile(
    r"\s*(?:,\s*)?(?:(?:cũng|đã|tiếp tục|đồng thời|đặc biệt|một lần nữa|cơ bản|có ý kiến|có công điện"
    r"|ban hành công điện|và|vừa|tiếp tục có|đề cao|khẩn|thẳng thắn|ghi nhận|phê bình|biểu dương|,)\s+)*"
)
_BEFORE = re.compile(r"(?:trước đó|trước đây|hôm qua|tuần trước|tháng trước|năm ngoái)(?!\w)")
_TO_WHOM = re.compile(
    r"\s*(?:(?:nhiệm vụ|trách nhiệm|thêm|cụ thể|một số nội dung|cho|đối với|rằng|là|với|như sau|việc)\s+)*"
    r"(?::\s*)?"
)
# "Đồng chí yêu cầu …": the speaker named before; in the press the paper itself speaks.
_PRONOUN = re.compile(
    r"(?:đồng chí|đ/c|ông|bà|đoàn(?: công tác| kiểm tra| giám sát)?|hội nghị|cuộc họp"
    r"|(?:công điện|chỉ thị|công văn|thông báo|văn bản|kết luận|nghị quyết|kế hoạch)(?: này| trên"
    r"| khẩn)?)(?=\s)"
)
_COMMA = re.compile(r"[,:;]\s+(?:(?:và|đồng thời|cũng)\s+)*|\s(?:và|đồng thời)\s")
_AGREED = re.compile(r"(?<!\w)(?:thống nhất|đồng ý|nhất trí|chấp thuận|chủ trương)(?!\w)")
# Subjects sought this far into a sentence: an opening clause is seldom longer (a guess).
_REACH = 600
_BRIEF = 8


@dataclass(frozen=True)
class Frame:
    """A verb of speech: who speaks (or nobody named), which verb, and where its words begin."""

    speaker: Body | None
    start: int
    verb: str
    after: int
    past: bool = False  # "đã chỉ đạo": told, not said now

    @property
    def gives(self) -> bool:
        return GIVING.at(self.verb, 0) == len(self.verb)

    @property
    def stresses(self) -> bool:
        return STRESSING.at(self.verb, 0) == len(self.verb)


def frame_at(src: Source, pos: int, end: int) -> Frame | None:
    """A frame that begins exactly here: a verb of speech, or a body and then the verb."""
    low = src.low
    pos = skip_blank(low, pos, end)
    bare = SPEECH.at(low, pos)
    if 0 < bare <= end and GIVING.at(low, pos) == bare:
        return _frame(src, None, pos, pos, bare, end)
    body = body_at(src, pos, end, flexible=False) or _pronoun(low, pos, end)
    if body is None:
        return None
    between = _BETWEEN.match(low, body.end, end)
    verb = between.end() if between else body.end
    verb = skip_blank(low, verb, end)
    stop = max(SPEECH.at(low, verb), TELLING.at(low, verb))
    if stop <= 0 or stop > end:
        return None
    past = "đã" in src.low[body.end : verb].split()
    return replace(_frame(src, body, pos, verb, stop, end), past=past)


def _pronoun(low: str, pos: int, end: int) -> Body | None:
    """Who speaks without being named by a post."""
    found = _PRONOUN.match(low, pos, end)
    return Body(pos, found.end(), ((pos, found.end()),), True) if found else None


def _frame(src: Source, body: Body | None, start: int, verb: int, stop: int, end: int) -> Frame:
    to = _TO_WHOM.match(src.low, stop, end)
    return Frame(body, start, src.low[verb:stop], to.end() if to else stop)


def find_frame(src: Source, start: int, end: int) -> Frame | None:
    """The first frame of a sentence, at its start or after an opening clause."""
    if _BEFORE.match(src.low, start, end):
        return None
    frame = frame_at(src, start, end)
    if frame:
        return frame
    for comma in _COMMA.finditer(src.low, start, min(end, start + _REACH)):
        frame = frame_at(src, comma.end(), end)
        # A bare "giao" or "chỉ đạo" in the middle is one verb among others, no frame.
        brief = len(src.low[start : comma.start()].split()) <= _BRIEF  # "Nhận được Công điện này, yêu cầu"
        brief = brief and src.low.startswith(("nhận được", "căn cứ", "thực hiện", "tiếp tục", "để "), start)
        bare = comma[0][0] != ";" and (brief or not verb_at(src.low, start, end))
        if frame and (frame.speaker or (bare and frame.verb in {"yêu cầu", "đề nghị"})):
            return frame
        agreed = _AGREED.search(src.low, start, comma.start())  # "thống nhất chủ trương, giao Sở …"
        if frame and agreed and frame.verb in {"giao", "giao nhiệm vụ"} and src.flat[frame.after] in UPPER:
            return frame
    return None
