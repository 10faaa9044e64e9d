"""Whether somebody speaks for the issuer, and whether what is said is an order downward."""

from __future__ import annotations

import re

from giaoban.reading.bodies import Body, body_at
from giaoban.reading.chains import Chains
from giaoban.reading.frames import Frame
from giaoban.reading.markers import UPPER
from giaoban.reading.ranks import is_upward, rank_of
from giaoban.reading.verbs import ACTIONS

# "Ban Thường vụ Huyện ủy" speaks in a paper headed "HUYỆN ỦY TUY PHƯỚC".
_COMMITTEES = [
    re.compile(p)
    for p in ("tỉnh ủy", "thành ủy", "huyện ủy", "thị ủy", "quận ủy", "đảng ủy", "ubnd|ủy ban nhân dân")
]

# Without a speaker the one who signs speaks: these verbs then give work.
_ASKING = {
    "yêu cầu", "đề nghị", "giao nhiệm vụ", "ủy quyền", "giao trách nhiệm", "thống nhất giao",
    "thống nhất yêu cầu", "đề nghị và yêu cầu", "yêu cầu và đề nghị",
}  # fmt: skip
# Anybody may do these; only a person, or the issuer, opens orders with them.
_SAYING = {
    "thống nhất", "kết luận", "quyết định", "báo cáo", "đánh giá", "thông tin", "nhắc nhở", "kêu gọi",
    "quán triệt", "đề xuất", "phát biểu",
}  # fmt: skip


class Speech(Chains):
    """Tells verbs that give work from verbs that do it or tell of it."""

    def _is_frame(self, frame: Frame) -> bool:
        """Told apart from a verb of doing: "chỉ đạo" of an office is its task, of the chair a frame."""
        if frame.speaker is None:
            return self._gives_work(frame)
        if frame.past and not self.press:
            return False
        if frame.verb in {"chỉ đạo", "giao", "phân công"}:
            return self._speaks_for_issuer(frame.speaker) or (
                self.press
                and frame.speaker.person
                and (not self.stack.top.direct or (rank_of(self._name(frame.speaker)) or 0) <= 2)
            )
        if frame.verb in _SAYING:
            return frame.speaker.person or self._speaks_for_issuer(frame.speaker)
        return True

    def _gives_work(self, frame: Frame) -> bool:
        """A verb nobody is named for: "Giao Sở Y tế …", "Yêu cầu các địa phương …"."""
        src, top = self.src, self.stack.top
        name = src.flat[frame.after : frame.after + 1] in UPPER  # "Giao Ban cán sự", no "giao ban"
        if ACTIONS.at(src.low, frame.start) > frame.start + len(frame.verb) and not name:
            return False
        if frame.verb in {"giao", "phân công"}:
            named = body_at(src, frame.after, frame.after + 200, flexible=False)
            # "UBND xã: … Phân công cán bộ …": within a body's own list it gives work to its own people
            own = top.assignee and top.kind in {"dash", "plus", "dot", "letter"}
            return named is not None and not (own and src.flat[named.start] not in UPPER)
        listed = top.assignee and (top.kind in {"dash", "plus", "letter"} or self.headed)
        if frame.verb in {"yêu cầu", "đề nghị"} and listed:
            asked = body_at(src, frame.after, frame.after + 200, flexible=False)
            return asked is not None and src.flat[asked.start] in UPPER
        return frame.verb in _ASKING

    def _speaks_for_issuer(self, body: Body) -> bool:
        name = self._name(body).lower()
        issuer = (self.head.body or "").lower()
        if any(key.search(name) and key.search(issuer) for key in _COMMITTEES):
            return True
        return (bool(issuer) and (name in issuer or issuer in name)) or bool(
            self.chair and self.chair.lower() in name
        )

    def _concludes(self, frame: Frame, end: int) -> bool:
        """ "… thống nhất kết luận như sau:" opens the orders of a notice."""
        if (
            re.search(r"như sau\W*$|sau đây\W*$", self.src.low[frame.after : end])
            or "như sau" in self.src.low[frame.start : end]
        ):
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
