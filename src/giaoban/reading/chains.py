"""The clauses of a sentence of orders: chains of semicolons, enumerations, spliced subjects."""

from __future__ import annotations

import re

from giaoban.reading.bodies import Body, body_at
from giaoban.reading.emission import Emission
from giaoban.reading.frames import Frame, frame_at
from giaoban.reading.orders import Order, order_in
from giaoban.reading.sentences import Clause, clauses
from giaoban.reading.verbs import NOMINAL, NOT_ORDERS, verb_at

_TO_BODY = re.compile(r"\s*(?:chỉ đạo|yêu cầu|giao|đề nghị|phân công|đôn đốc|hướng dẫn)\s+")
_GOALS = re.compile(r"(?:mục tiêu|phương châm|quan điểm|đã|đang|gồm|theo đó)(?!\w)")
_TAIL = re.compile(r"(?:,| và)\s(?:mục tiêu là|nhấn mạnh|khẳng định|cho rằng|nêu rõ|đánh giá cao)(?!\w)")
_ADDING = re.compile(
    r"\W*(?:nhất là|đặc biệt|trong đó|bao gồm|gồm|các|những|việc|từ|và|do|với|để|cho|là|như|đồng chí|mọi"
    r"|một|nhằm|qua đó"
    r"|góp phần|công tác|tình trạng|số|tỷ lệ|người|khi|nếu|trên|dưới|tại|ở|theo|đến|hoặc|cũng|không chỉ"
    r"|mà|trường hợp|về|(?:đơn vị|địa phương|cơ quan|nơi|cá nhân) nào|\d)(?!\w)"
)
# "…; xác định đây là nhiệm vụ trọng tâm": how the order before it is to be taken.
_REGARDED = re.compile(r"(?:xác định|coi|xem)\s(?:rõ\s)?(?:đây|việc này|công tác này)\s(?:là|như)(?!\w)")
_TOLD = re.compile(r"(?<!\w)(?:đã|đang|hiện nay|đạt|chiếm)(?!\w)")
_SPLICE = re.compile(r",\s+(?=\w)")
_DUTY_WORD = re.compile(r"\s*(?:phải|cần|chịu trách nhiệm|có trách nhiệm|chủ trì)(?!\w)")


# Fewer words than this are no order of their own.
SLIGHT = 6


class Chains(Emission):
    """Takes a sentence apart into orders."""

    def _chain(self, pos: int, end: int, frame: Frame | None) -> None:
        """The clauses of a sentence: each order by itself, what is none belongs to the one before."""
        subject: Body | None = None
        chained = False
        for clause in clauses(self.src, pos, end):
            if self._opens(clause):
                continue
            order = order_in(self.src, clause.start, clause.end) or self._after_colon(clause)
            if order is None and frame and frame.speaker is None and clause.start == pos:
                order = self._handed(clause, frame)
            unowned = subject is None and self.stack.top.assignee is None
            given = self._given(clause) if chained and (frame or unowned) else None
            if given is not None:
                order, subject = given, None
            if chained and not clause.fresh and self.src.low.startswith("nếu ", clause.start):
                order = None
            if order and order.subject and self._leads(order.subject):
                order = Order(order.start, order.end, None, order.start)
            if order is None and clause.fresh and self._in_own_list(clause):
                order = Order(clause.start, clause.end, None, clause.start)
            if order and chained and not clause.fresh and _REGARDED.match(self.src.low, clause.start):
                order = None
            if order and chained and not clause.fresh and self._slight(order):
                order = None
            if order and order.subject is None and not (chained or clause.fresh):
                order = None
            regarded = _REGARDED.match(self.src.low, clause.start)
            if order is None and chained and not regarded and self._goes_on(clause):
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

    def _handed(self, clause: Clause, frame: Frame) -> Order | None:
        """ "Giao Sở Y tế hoàn tất …": what follows the body is its work, whatever the verb."""
        if frame.verb not in {"giao", "yêu cầu", "đề nghị", "phân công"}:
            return None
        body = body_at(self.src, clause.start, clause.end, flexible=False)
        if body is None:
            return None
        low, at = self.src.low, body.end
        while at < clause.end and low[at] == " ":
            at += 1
        enough = low[at : clause.end].strip().count(" ") >= SLIGHT - 3
        told = NOT_ORDERS.at(low, at) > 0 or not low[at : at + 1].isalpha()
        return Order(clause.start, clause.end, body, at) if enough and not told else None

    def _leads(self, body: Body) -> bool:
        """ "3.1. Lãnh đạo chính quyền hoàn thành …" under a body's heading: a verb, no leaders."""
        return bool(self.stack.top.assignee) and self.src.low.startswith("lãnh đạo", body.start)

    def _opens(self, clause: Clause) -> bool:
        """ "Chỉ đạo UBND cấp xã:" before an enumeration: the list speaks to that body."""
        text = self.src.low[clause.start : clause.end]
        if clause.label or not text.rstrip().endswith(":"):
            return False
        to = _TO_BODY.match(text)
        body = body_at(self.src, clause.start + to.end(), clause.end, flexible=False) if to else None
        if body is not None and self.src.flat[body.end : clause.end].strip(" :") == "":
            self.opener = body
            return True
        return text.count(" ") < SLIGHT

    def _after_colon(self, clause: Clause) -> Order | None:
        """ "… nhấn mạnh ba vấn đề, cần thực hiện: Giảm …": the order follows a colon."""
        colon = self.src.flat.find(": ", clause.start, clause.end)
        if colon < 0 or _GOALS.search(self.src.low, clause.start, colon + 1):
            return None
        return order_in(self.src, colon + 2, clause.end)

    def _goes_on(self, clause: Clause) -> bool:
        """After a semicolon a verb no list knows is still an order, unless the words only add to one."""
        low = self.src.low
        enough = low[clause.start : clause.end].strip().count(" ") >= SLIGHT
        return (
            enough
            and not clause.fresh
            and not _ADDING.match(low, clause.start)
            and not _TOLD.search(low, clause.start, clause.end)
        )

    def _given(self, clause: Clause) -> Order | None:
        """ "giao Sở Y tế …; giao Sở Tài chính …": the same speaker turns to another body."""
        frame = frame_at(self.src, clause.start, clause.end)
        if (
            frame is None
            or frame.speaker is not None
            or frame.verb not in {"giao", "yêu cầu", "đề nghị", "phân công"}
        ):
            return None
        order = order_in(self.src, frame.after, clause.end)
        return order if order and order.subject else None

    def _in_own_list(self, clause: Clause) -> bool:
        """A bullet under a heading that names its body orders even with a verb no list knows."""
        low, at = self.src.low, clause.start
        while at < clause.end and not low[at].isalnum():
            at += 1
        enough = low[at : clause.end].strip().count(" ") >= SLIGHT - 2
        top = self.stack.top
        inner = top.kind == "decimal" and "." in top.label
        inner = (
            inner and "thông báo" not in low[at : clause.end]
        )  # the closing formula stands on this level too
        bullet = top.assignee and (inner or top.kind in {"dash", "plus", "dot", "star", "letter", "paren"})
        states = NOT_ORDERS.at(low, at) > 0 and not low.startswith("có ", at)  # "Có chính sách hỗ trợ …"
        told = NOMINAL.at(low, at) > 0 or states or _TOLD.search(low, at, clause.end)
        return bool(bullet) and self.subject is None and enough and not told and not _ADDING.match(low, at)

    def _slight(self, order: Order) -> bool:
        """Two or three words after a semicolon go on with the order before them."""
        return (
            order.subject is None and self.src.flat[order.start : order.end].strip().count(" ") < SLIGHT - 2
        )

    def _strong(self, order: Order) -> bool:
        group = verb_at(self.src.low, order.verb, order.end)
        return group is not None

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
