"""Orders of a text: a walk through its paragraphs that knows where orders may stand."""

from __future__ import annotations

import re
from datetime import date

from giaoban.reading import attributes
from giaoban.reading.bodies import Body, body_at
from giaoban.reading.deadlines import deadline_in
from giaoban.reading.frames import Frame, find_frame
from giaoban.reading.heading import Heading
from giaoban.reading.levels import Level, Stack
from giaoban.reading.model import Task
from giaoban.reading.orders import Order, order_in
from giaoban.reading.outline import bounds, direction, is_caption
from giaoban.reading.partners import partners_in
from giaoban.reading.ranks import is_upward
from giaoban.reading.sentences import Clause, clauses, sentences, trimmed
from giaoban.reading.source import Paragraph, Source
from giaoban.reading.verbs import ACTIONS, verb_at

_LEAD_IN = re.compile(r"(?:sau|sau đây|như sau|trọng tâm|nội dung|nhiệm vụ|cụ thể|giải pháp|việc|biện pháp|là|dung)\s*:\W*$")
_TO_HEAD = re.compile(r"(?:đối với|giao nhiệm vụ cho|giao|yêu cầu|đề nghị|trách nhiệm của|nhiệm vụ của|phân công nhiệm vụ cho|phân công)\s+(?:cho\s+)?")
_AFTER_HEAD = re.compile(r"\s*(?:\([^()]{1,60}\)\s*)?(?:có trách nhiệm|chịu trách nhiệm|thực hiện|tập trung|chủ trì|triển khai|khẩn trương|nghiêm túc)?"
                         r"[\s,]*(?:chủ trì|thực hiện|triển khai|tổ chức)?\s*(?:(?:tốt |ngay |đồng bộ )?(?:một số|các|những)?\s*(?:nội dung|nhiệm vụ|công việc|giải pháp|biện pháp)"
                         r"(?:\s(?:trọng tâm|chủ yếu|cụ thể|cấp bách|sau|sau đây|như sau|,))*)?\s*:?\W*$")
_REPORT_OPENING = re.compile(
    r"(?:báo cáo|theo báo cáo|theo đánh giá|theo thông tin|trong tuần qua|tuần qua|thời gian qua|hiện nay|tính đến|tính từ|trước đó"
    r"|bên cạnh những kết quả|các đại biểu|tham dự|dự hội nghị|cùng dự|dự họp|trên địa bàn|sau khi|đến nay|từ đầu năm|lũy kế|kể từ)(?!\w)")
_TO_BODY = re.compile(r"\s*(?:chỉ đạo|yêu cầu|giao|đề nghị|phân công|đôn đốc|hướng dẫn)\s+")
_GOALS = re.compile(r"(?:mục tiêu|phương châm|quan điểm|đã|đang|gồm|theo đó)(?!\w)")
_TAIL = re.compile(r"(?:,| và)\s(?:mục tiêu là|nhấn mạnh|khẳng định|cho rằng|nêu rõ|đánh giá cao)(?!\w)")
_ADDING = re.compile(r"\W*(?:nhất là|đặc biệt|trong đó|bao gồm|gồm|các|những|việc|từ|và|do|với|để|cho|là|như|đồng chí|mọi|một|nhằm|qua đó"
                     r"|góp phần|công tác|tình trạng|số|tỷ lệ|người|khi|nếu|trên|dưới|tại|ở|theo|đến|hoặc|cũng|không chỉ|mà|trường hợp|về|\d)(?!\w)")
_TOLD = re.compile(r"(?<!\w)(?:đã|đang|hiện nay|đạt|chiếm)(?!\w)")
# Fewer words than this are no order of their own.
_SLIGHT = 6
_SPLICE = re.compile(r",\s+(?=\w)")
_DUTY_WORD = re.compile(r"\s*(?:phải|cần|chịu trách nhiệm|có trách nhiệm|chủ trì)(?!\w)")


class TaskReader:
    """Reads the orders of one text."""

    def __init__(self, src: Source, head: Heading, chair: str | None) -> None:
        self.src, self.head, self.chair = src, head, chair
        self.anchor: date | None = head.resolved
        self.tasks: list[Task] = []
        self.levels_of: list[int] = []
        self.stack = Stack(Level(direct=head.kind in {"directive", "plan", "decision"}))
        self.press = not head.formal
        self.subject: Body | None = None  # the first subject of the paragraph
        self.opener: Body | None = None  # whom an enumeration of the paragraph speaks to
        self.stressed = False  # "nhấn mạnh …": what follows speaks to nobody named
        self.broken = False  # a second subject spoke: who a bare order means is no longer clear

    def read(self) -> list[Task]:
        first, last = bounds(self.src, self.head)
        paragraphs = self.src.paragraphs[first:last]
        for i, paragraph in enumerate(paragraphs):
            following = paragraphs[i + 1] if i + 1 < len(paragraphs) else None
            self._paragraph(paragraph, following)
        return self.tasks

    def _paragraph(self, p: Paragraph, following: Paragraph | None) -> None:
        src, flat = self.src, self.src.flat[p.start:p.end]
        if self.press and is_caption(src, p) and not (p.mark or flat.rstrip().endswith(":")):
            return
        if p.mark:
            self.stack.enter(p.mark)
        else:
            self.stack.leave_bullets()
            if self.press:
                self.stack.change(assignee=None, deadline=None)
        self.subject, self.broken, self.opener = None, False, None
        if attributes.apply(self, p):
            return
        start = self._heading(p, flat, following)
        if start is None:
            return
        if self.press and not p.mark and _REPORT_OPENING.match(src.low, p.start):
            self.stack.change(direct=False)
        self._sentences(p, start, following)

    def _heading(self, p: Paragraph, flat: str, following: Paragraph | None) -> int | None:
        """Take in what a heading says; return where its orders begin, or None if it holds none."""
        colon = flat.rstrip().endswith(":")
        self.stack.change(opened=colon)
        if not p.mark:
            self.stack.pending = None
        body, after = self._heading_body(p)
        deeper = following is not None and following.mark is not None and (
            p.mark is None or following.mark.rank > p.mark.rank)
        if body is not None:
            whole = _AFTER_HEAD.match(self.src.low, body.end, p.end)
            if whole and (colon or deeper or self.src.low[body.end:p.end].strip(" .") == ""):
                if is_upward(self._name(body), self.head.body) and self._asks(p):
                    self.stack.change(direct=False, assignee=None)
                else:
                    self._take_over(body, p)
                return None
            if after is not None:
                self._take_over(body, p)
                return after
        if len(flat) <= 200 and (colon or (deeper and not flat.rstrip().endswith((".", ";")))
                                 or not flat.rstrip().endswith((".", ";", "!", "…"))):
            self._section(p, flat, following)
            if colon or deeper or p.mark is None or (following and following.mark is None and p.mark):
                if not self._lead(p):
                    return None
        return p.start

    def _heading_body(self, p: Paragraph) -> tuple[Body | None, int | None]:
        """A body that heads the paragraph, and where its orders begin after an inner colon."""
        src = self.src
        to = _TO_HEAD.match(src.low, p.start, p.end)
        for pos in ([to.end()] if to else []) + [p.start]:
            body = body_at(src, pos, p.end, flexible=False)
            if body is None:
                continue
            rest = src.flat[body.end:p.end]
            if rest.lstrip().startswith(":") and rest.strip(" :"):
                return body, body.end + rest.index(":") + 1
            return body, None
        return None, None

    def _asks(self, p: Paragraph) -> bool:
        return self.src.low.startswith(("đề nghị", "kiến nghị", "đối với"), p.start)

    def _take_over(self, body: Body, p: Paragraph) -> None:
        if self.head.kind != "report" or self.stack.top.direct:
            deadline = deadline_in(self.src, body.end, min(p.end, body.end + 120), self.anchor) if (
                self.src.flat[p.start:p.end].rstrip().endswith(":")) else None
            self.stack.change(assignee=self._name(body), direct=True, deadline=deadline or self.stack.top.deadline)
        if p.mark is None:
            self.stack.pending = self.stack.top
        self.subject = body

    def _section(self, p: Paragraph, flat: str, following: Paragraph | None) -> None:
        told = direction(flat)
        if told is not None:
            plan_rule = self.head.kind == "plan" and re.match(r"\W*yêu cầu\W*$", flat.lower())
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

    def _is_frame(self, frame: Frame) -> bool:
        """Told apart from a verb of doing: "chỉ đạo" of an office is its task, of the chair a frame."""
        src = self.src
        if frame.speaker is None:
            if ACTIONS.at(src.low, frame.start) > frame.start + len(frame.verb):
                return False
            if frame.verb in {"giao", "phân công"}:
                return body_at(src, frame.after, frame.after + 200, flexible=False) is not None
            if frame.verb in {"yêu cầu", "đề nghị"} and self.stack.top.assignee and self.stack.top.kind in {"dash", "plus"}:
                return body_at(src, frame.after, frame.after + 200, flexible=False) is not None
            return frame.verb in {"yêu cầu", "đề nghị", "giao nhiệm vụ", "ủy quyền", "giao trách nhiệm", "thống nhất giao",
                                  "thống nhất yêu cầu", "đề nghị và yêu cầu", "yêu cầu và đề nghị"}
        if frame.verb in {"chỉ đạo", "giao", "phân công", "thống nhất", "kết luận", "quyết định", "báo cáo", "đánh giá",
                          "thông tin", "nhắc nhở", "kêu gọi", "quán triệt", "đề xuất", "phát biểu"}:
            return frame.speaker.person or self._speaks_for_issuer(frame.speaker)
        return True

    def _speaks_for_issuer(self, body: Body) -> bool:
        name = self._name(body).lower()
        issuer = (self.head.body or "").lower()
        return (bool(issuer) and (name in issuer or issuer in name)) or bool(self.chair and self.chair.lower() in name)

    def _concludes(self, frame: Frame, end: int) -> bool:
        """ "… thống nhất kết luận như sau:" opens the orders of a notice."""
        if re.search(r"như sau\W*$|sau đây\W*$", self.src.low[frame.after:end]) or "như sau" in self.src.low[frame.start:end]:
            self.stack.change(direct=True)
        return True

    def _refused(self, frame: Frame, end: int) -> bool:
        """A request upward is no task of anybody below."""
        if frame.verb not in {"đề nghị", "kiến nghị", "đề nghị và yêu cầu"}:
            return False
        if self.head.kind == "report":
            return True
        body = body_at(self.src, frame.after, end, flexible=False)
        return body is not None and is_upward(self._name(body), self.head.body)

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

    def _chain(self, pos: int, end: int, frame: Frame | None) -> None:
        """The clauses of a sentence: each order by itself, what is none belongs to the one before."""
        subject: Body | None = None
        chained = False
        for clause in clauses(self.src, pos, end):
            if self._opens(clause):
                continue
            order = order_in(self.src, clause.start, clause.end) or self._after_colon(clause)
            if order and chained and not clause.fresh and self._slight(order):
                order = None
            if order and order.subject is None and not (chained or clause.fresh):
                order = None
            if order is None and chained and self._goes_on(clause):
                order = Order(clause.start, clause.end, None, clause.start)
            if order is None:
                if chained and not clause.fresh:
                    self._extend(clause)
                elif clause.label or clause.fresh:
                    chained = False
                continue
            if frame and frame.stresses and order.subject is None and not self._strong(order):
                continue
            subject = order.subject or (self.opener if clause.label and clause.fresh else subject) or subject
            for part, who in self._spliced(order, subject):
                self._emit(part, who, clause.label)
            chained = True

    def _opens(self, clause: Clause) -> bool:
        """ "Chỉ đạo UBND cấp xã:" before an enumeration: the list speaks to that body."""
        text = self.src.low[clause.start:clause.end]
        if clause.label or not text.rstrip().endswith(":"):
            return False
        to = _TO_BODY.match(text)
        body = body_at(self.src, clause.start + to.end(), clause.end, flexible=False) if to else None
        if body is not None and self.src.flat[body.end:clause.end].strip(" :") == "":
            self.opener = body
            return True
        return text.count(" ") < _SLIGHT

    def _after_colon(self, clause: Clause) -> Order | None:
        """ "… nhấn mạnh ba vấn đề, cần thực hiện: Giảm …": the order follows a colon."""
        colon = self.src.flat.find(": ", clause.start, clause.end)
        if colon < 0 or _GOALS.search(self.src.low, clause.start, colon + 1):
            return None
        return order_in(self.src, colon + 2, clause.end)

    def _goes_on(self, clause: Clause) -> bool:
        """After a semicolon a verb no list knows is still an order, unless the words only add to one."""
        low = self.src.low
        enough = low[clause.start:clause.end].strip().count(" ") >= _SLIGHT
        return enough and not clause.fresh and not _ADDING.match(low, clause.start) and not _TOLD.search(low, clause.start, clause.end)

    def _slight(self, order: Order) -> bool:
        """Two or three words after a semicolon go on with the order before them."""
        return order.subject is None and self.src.flat[order.start:order.end].strip().count(" ") < _SLIGHT - 1

    def _strong(self, order: Order) -> bool:
        group = verb_at(self.src.low, order.verb, order.end)
        return group is not None

    def _extend(self, clause: Clause) -> None:
        if not self.tasks:
            return
        _, b = trimmed(self.src, clause.start, clause.end)
        task = self.tasks[-1]
        _, end = self.src.span(clause.start, b)
        task.end, task.text = end, self.src.text[task.start:end]

    def _spliced(self, order: Order, subject: Body | None) -> list[tuple[tuple[int, int], Body | None]]:
        """ "Bí thư phải …, Chủ tịch phải …": two orders joined by a comma."""
        start = order.subject.start if order.subject and order.subject.start >= order.start else order.start
        start = min(start, order.start) if order.subject and order.subject.start > order.start else start
        parts: list[tuple[tuple[int, int], Body | None]] = []
        begin, who = start, subject
        for comma in _SPLICE.finditer(self.src.flat, order.verb, order.end):
            body = body_at(self.src, comma.end(), order.end, flexible=False)
            if body and body.end > comma.end() and _DUTY_WORD.match(self.src.low, body.end, order.end):
                parts.append(((begin, comma.start()), who))
                begin, who = comma.end(), body
        tail = _TAIL.search(self.src.low, order.verb, order.end)
        parts.append(((begin, tail.start() if tail else order.end), who))
        return parts

    def _emit(self, span: tuple[int, int], subject: Body | None, label: str) -> None:
        src = self.src
        a, b = trimmed(src, *span)
        if b - a < 8:
            return
        assignee, doubt = self._assignee(subject)
        found = deadline_in(src, a, b, self.anchor) or self.stack.top.deadline
        start, end = src.span(a, b)
        partners = partners_in(src, a, b, subject)
        self.tasks.append(Task(
            assignee, partners or list(self.stack.top.partners), src.text[start:end],
            (found.iso or (found.value.isoformat() if found.value else None)) if found else None,
            src.words(found.start, found.end) if found else None,
            self.stack.section(label), start, end,
            found.value if found else None, found.rule if found else None, doubt,
        ))
        self.levels_of.append(len(self.stack.levels))
        self._remember(subject)

    def _assignee(self, subject: Body | None) -> tuple[str | None, str | None]:
        if subject is not None:
            return self._name(subject), None
        if self.subject is not None and not self.broken:
            return self._name(self.subject), None
        if self.stack.top.assignee:
            return self.stack.top.assignee, None
        if len(self.head.addressees) == 1 and self.head.kind in {"official_letter", "dispatch"}:
            return self.head.addressees[0], "theo nơi nhận văn bản"
        return None, "văn bản không nêu ai thực hiện"

    def _remember(self, subject: Body | None) -> None:
        if subject is None or self.stressed:
            return
        if self.subject is None:
            self.subject = subject
            if self.stack.top.kind:
                self.stack.change(assignee=self._name(subject))
        elif self._name(subject) != self._name(self.subject) and self.press:
            self.broken = True

    def _name(self, body: Body) -> str:
        return self.src.flat[body.start:body.end].strip(" ,;:")
