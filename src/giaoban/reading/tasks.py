"""Orders of a text: a walk through its paragraphs that knows where orders may stand."""

from __future__ import annotations

import re

from giaoban.reading import attributes
from giaoban.reading.bodies import Body, body_at
from giaoban.reading.deadlines import deadline_in
from giaoban.reading.frames import find_frame
from giaoban.reading.levels import Level, Stack
from giaoban.reading.markers import UPPER
from giaoban.reading.model import Task
from giaoban.reading.orders import order_in
from giaoban.reading.outline import bounds, direction, is_caption, tells_counts
from giaoban.reading.partners import partners_in
from giaoban.reading.ranks import is_upward
from giaoban.reading.sentences import sentences
from giaoban.reading.source import Paragraph
from giaoban.reading.speech import Speech

_LEAD_IN = re.compile(
    r"(?:sau|sau đây|như sau|trọng tâm|nội dung|nhiệm vụ|cụ thể|giải pháp|việc|biện pháp|là|dung)\s*:\W*$"
)
# "Sở Y tế chủ trì, phối hợp với các cơ quan liên quan:" is still a heading; longer words are orders.
_HEADING_WORDS = 16
_INLINE_WORDS = 7
_TO_HEAD = re.compile(
    r"(?:đối với|giao nhiệm vụ cho|giao|yêu cầu|đề nghị|chỉ đạo|trách nhiệm của|nhiệm vụ của"
    r"|phân công nhiệm vụ cho|phân công)\s+(?:cho\s+)?"
)
_AFTER_HEAD = re.compile(
    r"\s*(?:\([^()]{1,60}\)\s*)?(?:có trách nhiệm|chịu trách nhiệm|thực hiện|tập trung|chủ trì|triển khai"
    r"|khẩn trương|nghiêm túc)?"
    r"[\s,]*(?:chủ trì|thực hiện|triển khai|tổ chức)?\s*(?:(?:tốt |ngay |đồng bộ )?(?:một số|các"
    r"|những)?\s*(?:nội dung|nhiệm vụ|công việc|giải pháp|biện pháp)"
    r"(?:\s(?:trọng tâm|chủ yếu|cụ thể|cấp bách|sau|sau đây|như sau|,))*)?\s*:?\W*$"
)
# The rest of a long name of a body: words, commas and dashes up to the end of the line.
_NAME_GOES_ON = re.compile(r"((?:,? (?:và |- |& )?[\w-]+){1,10}) ?")
_ANY_VERB = re.compile(
    r"(?<!\w)(?:phải|cần|chịu|có trách nhiệm|chủ trì|phối hợp|tăng cường|chỉ đạo|thực hiện|triển khai|tổ chức"
    r"|tiếp tục|khẩn trương|rà soát|báo cáo|tham mưu|bảo đảm|đảm bảo|bố trí|hướng dẫn|kiểm tra|giám sát"
    r"|xử lý|cấp|cử|lập|đã|được|không|tập trung|đẩy mạnh|nhiệm vụ|công tác|nội dung"
    r"|yêu cầu|đề nghị|giao|kết luận|chỉ thị|quyết định)(?!\w)|\d"
)
# "Thường trực Tỉnh ủy có ý kiến như sau:" opens the orders, with or without a verb of speech.
_SAYS = re.compile(
    r"(?:có ý kiến|ý kiến (?:chỉ đạo|kết luận)|kết luận|thống nhất|chỉ đạo|yêu cầu)(?!\w)[^.;]{0,80}"
    r"(?:như sau|sau đây|sau)\s*:\W*$|(?:có ý kiến|kết luận|chỉ đạo|yêu cầu)\s*:\W*$",
    re.IGNORECASE,
)
_SPEAKS = re.compile(r"\s*(?:yêu cầu|đề nghị|chỉ thị|kết luận)\s*:")
_ORDERING = {"conclusion_notice", "dispatch", "directive"}
# Under "Kết quả" a heading "Chỉ đạo, điều hành" tells of what was done; these look ahead.
_FORWARD = re.compile(r"nhiệm vụ|phương hướng|giải pháp|thời gian tới|tuần tới|tháng tới|yêu cầu")
_ADDRESSED = re.compile(r"\s*(?:điện|ĐIỆN)\s*:")
_REPORT_OPENING = re.compile(
    r"(?:báo cáo|theo báo cáo|theo đánh giá|theo thông tin|trong tuần qua|tuần qua|thời gian qua|hiện nay"
    r"|tính đến|tính từ|trước đó"
    r"|bên cạnh những kết quả|các đại biểu|tham dự|dự hội nghị|cùng dự|dự họp|trên địa bàn|sau khi"
    r"|đến nay|từ đầu năm|lũy kế|kể từ)(?!\w)"
)


def letters_only_upper(flat: str) -> bool:
    return flat.isupper() and flat.count(" ") >= 1


class TaskReader(Speech):
    """Reads the orders of one text."""

    def read(self) -> list[Task]:
        """The orders; a formal paper that never says where they begin may give them anywhere."""
        found = self._read()
        if found or self.head.kind not in _ORDERING:
            return found
        self.stack = Stack(Level(direct=True))
        return self._read()

    def _read(self) -> list[Task]:
        first, last = bounds(self.src, self.head)
        paragraphs = self.src.paragraphs[first:last]
        for i, paragraph in enumerate(paragraphs):
            following = paragraphs[i + 1] if i + 1 < len(paragraphs) else None
            self._paragraph(paragraph, following)
        for task in self.tasks:
            task.assignee = self._verbatim(task.assignee)
            task.partners = [self._verbatim(name) or name for name in task.partners]
        return self.tasks

    def _verbatim(self, name: str | None) -> str | None:
        """A name with the text's own dashes and spelling."""
        at = self.src.flat.find(name) if name else -1
        return " ".join(self.src.words(at, at + len(name)).split()) if name and at >= 0 else name

    def _paragraph(self, p: Paragraph, following: Paragraph | None) -> None:
        src, flat = self.src, self.src.flat[p.start : p.end]
        if src.low.startswith("phụ lục", p.start):
            return  # the title of an annex
        if self.press and is_caption(src, p) and not (p.mark or flat.rstrip().endswith(":")):
            return
        if p.mark:
            self.stack.enter(p.mark)
        else:
            self.stack.leave_bullets()
            if self.press:
                self.stack.change(assignee=None, deadline=None)
        self.subject, self.broken, self.opener = None, False, None
        self.headed, heads = False, self.headed
        if p.mark is None and heads and not self.press:
            self.headed = True
        if attributes.apply(self, p):
            return
        start = self._heading(p, flat, following)
        if start is None:
            return
        if not self.press and self._told_inline(flat):
            self.stack.change(direct=False)
        if self.press and not p.mark and _REPORT_OPENING.match(src.low, p.start):
            self.stack.change(direct=False)
        self._sentences(p, start, following)

    def _told_inline(self, flat: str) -> bool:
        """ "1. Về tình hình: 8 tháng đầu năm …": a heading and its report on one line."""
        head, colon, rest = flat.partition(":")
        short = colon and rest.strip() and head.count(" ") <= _INLINE_WORDS
        return bool(short) and direction(head) is False

    def _heading(self, p: Paragraph, flat: str, following: Paragraph | None) -> int | None:
        """Take in what a heading says; return where its orders begin, or None if it holds none."""
        colon = flat.rstrip().endswith(":")
        self.stack.change(opened=colon)
        if not p.mark:
            self.stack.pending = None
        body, after = self._heading_body(p)
        if body is not None and colon and _SPEAKS.match(self.src.low, body.end, p.end):
            body = None  # "Chủ tịch UBND tỉnh yêu cầu:" says who speaks, not who works
        deeper = (
            following is not None
            and following.mark is not None
            and (p.mark is None or following.mark.rank > p.mark.rank)
        )
        if body is not None:
            whole = _AFTER_HEAD.match(self.src.low, body.end, p.end)
            brief = colon and deeper and self.src.flat[body.end : p.end].count(" ") <= _HEADING_WORDS
            if (whole or brief) and (colon or deeper or self.src.low[body.end : p.end].strip(" .") == ""):
                if is_upward(self._name(body), self.head.body) and self._asks(p):
                    self.stack.change(direct=False, assignee=None)
                else:
                    self._take_over(body, p)
                    self.headed = True
                return None
            if after is not None:
                self._take_over(body, p)
                return after
        whole_sentence = len(sentences(self.src, p.start, p.end)) == 1
        if (
            len(flat) <= 200
            and whole_sentence
            and (
                colon
                or (deeper and not flat.rstrip().endswith((".", ";")))
                or not flat.rstrip().endswith((".", ";", "!", "…"))
            )
        ):
            self._section(p, flat, following)
            if letters_only_upper(flat):
                return None  # "V. PHÂN CÔNG NHIỆM VỤ" is a title whatever its words
            above = colon or deeper or p.mark is None or (following is not None and following.mark is None)
            if above and not self._lead(p):
                return None
        return p.start

    def _heading_body(self, p: Paragraph) -> tuple[Body | None, int | None]:
        """A body that heads the paragraph, and where its orders begin after an inner colon."""
        src = self.src
        to = _TO_HEAD.match(src.low, p.start, p.end)
        for pos in ([to.end()] if to else []) + [p.start]:
            body = body_at(src, pos, p.end, flexible=False)
            directs = src.low.startswith("chỉ đạo", p.start) and pos > p.start
            generic = directs and self.stack.top.assignee and body and src.flat[body.start] not in UPPER
            if body is None or generic:
                continue  # "Chỉ đạo các trường: …" stays the work of whose section it is
            rest = src.flat[body.end : p.end]
            if _ADDRESSED.match(rest):
                return None, None
            body = self._whole_line(body, p)
            rest = src.flat[body.end : p.end]
            if rest.lstrip().startswith(":") and rest.strip(" :"):
                return body, body.end + rest.index(":") + 1
            return body, None
        return None, None

    def _whole_line(self, body: Body, p: Paragraph) -> Body:
        """ "2. Trung tâm Dịch vụ nông nghiệp huyện": a marked line without a verb is one name."""
        rest = self.src.low[body.end : p.end].split(":")[0]
        bullet = p.mark is None or p.mark.kind in {"dash", "plus", "dot", "star"}
        colon = self.src.low[body.end + len(rest) : body.end + len(rest) + 1] == ":"
        line = _NAME_GOES_ON.fullmatch(rest) if colon or not bullet else None
        if line is None or _ANY_VERB.search(rest) or _AFTER_HEAD.match(rest):
            return body
        stop = body.end + line.end(1)
        return Body(body.start, stop, (*body.units[:-1], (body.units[-1][0], stop)), body.person)

    def _asks(self, p: Paragraph) -> bool:
        return self.src.low.startswith(("đề nghị", "kiến nghị", "đối với"), p.start)

    def _take_over(self, body: Body, p: Paragraph) -> None:
        if self.head.kind != "report" or self.stack.top.direct:
            deadline = (
                deadline_in(self.src, body.end, min(p.end, body.end + 120), self.anchor)
                if (self.src.flat[p.start : p.end].rstrip().endswith(":"))
                else None
            )
            partners = tuple(partners_in(self.src, body.end, p.end, body)) if p.end - body.end < 160 else ()
            self.stack.change(
                partners=partners,
                assignee=self._name(body),
                direct=True,
                deadline=deadline or self.stack.top.deadline,
            )
        if p.mark is None:
            self.stack.pending = self.stack.top
        self.subject = body

    def _section(self, p: Paragraph, flat: str, following: Paragraph | None) -> None:
        told = True if _SAYS.search(flat) and not self.press else direction(flat)
        if told is not None:
            plan_rule = self.head.kind == "plan" and re.match(r"\W*yêu cầu\W*$", flat.lower())
            parent = self.stack.levels[-2] if p.mark and len(self.stack.levels) > 1 else None
            under_report = parent is not None and bool(parent.kind) and not parent.direct
            if not (told and under_report and not _FORWARD.search(flat.lower())):
                self.stack.change(direct=told and not plan_rule)
        found = deadline_in(self.src, p.start, p.end, self.anchor)
        if found and flat.rstrip().endswith(":"):
            self.stack.change(deadline=found)
        if p.mark is None and flat.rstrip().endswith(":"):
            self.stack.pending = self.stack.top

    def _lead(self, p: Paragraph) -> bool:
        """Whether a heading also speaks to somebody ("yêu cầu các địa phương …:")."""
        frame = find_frame(self.src, p.start, p.end)
        bare = frame is not None and frame.speaker is None and p.end - frame.after < 4
        return frame is not None and not bare

    def _sentences(self, p: Paragraph, start: int, following: Paragraph | None) -> None:
        spans = sentences(self.src, start, p.end)
        for i, (a, b) in enumerate(spans):
            last = i == len(spans) - 1 and self.src.flat[a:b].rstrip().endswith(":")
            lead = last and following is not None
            self._sentence(a, b, p, lead)

    def _sentence(self, start: int, end: int, p: Paragraph, lead: bool) -> None:
        frame = find_frame(self.src, start, end)
        if frame and not self._is_frame(frame):
            frame = None
        if frame is None and tells_counts(self.src, start, end):
            return
        if lead and not self.press and _SAYS.search(self.src.flat, start, end):
            self.stack.change(direct=True)
        pos = start
        if frame:
            if not (frame.gives or frame.stresses):
                if self.press:
                    self.stack.change(direct=False)
                return
            if self._refused(frame, end):
                return
            told = not self.press and not self.stack.top.direct and frame.stresses
            if self.press or frame.gives:
                self.stack.change(direct=True)
            if told and not self._concludes(frame, end):
                return
            pos = frame.after
        elif not self.stack.top.direct:
            return
        if lead:
            self._lead_in(pos, end, p)
            return
        self.stressed = bool(frame and frame.stresses and self.press)
        self._chain(pos, end, frame)
        self.stressed = False

    def _lead_in(self, pos: int, end: int, p: Paragraph) -> None:
        """Words that end with a colon before a list: whom the list speaks to, and by when."""
        order = order_in(self.src, pos, end)
        body = order.subject if order else body_at(self.src, pos, end, flexible=False)
        found = deadline_in(self.src, pos, end, self.anchor)
        if body is not None:
            self.stack.change(assignee=self._name(body))
        elif order is None or _LEAD_IN.search(self.src.low[pos:end]):
            pass
        if found:
            self.stack.change(deadline=found)
        self.stack.change(direct=True, opened=True)
        if p.mark is None:
            self.stack.pending = self.stack.top
