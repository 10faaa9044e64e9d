"""What a demo's first morning finds: bodies, who is in charge, an obstacle, a meeting planned."""

from __future__ import annotations

from datetime import date, datetime, time

from giaoban.accounts.models import User
from giaoban.briefing.models import Briefing
from giaoban.directives import actions
from giaoban.directives.bodies.models import Body, Charge
from giaoban.directives.meetings import actions as meetings
from giaoban.directives.meetings.models import Meeting
from giaoban.places.models import Unit

_FROM = date(2020, 1, 1)  # before every demo scene
_AT = time(14, 0)
# Offices, never persons: no name belongs to anybody.
_BODIES = [
    ("Sở Y tế", Body.Kind.DEPARTMENT), ("Sở Giáo dục và Đào tạo", Body.Kind.DEPARTMENT),
    ("Công an tỉnh", Body.Kind.FORCE), ("Ủy ban Mặt trận Tổ quốc tỉnh", Body.Kind.FRONT),
    ("Ban Tuyên giáo Tỉnh ủy", Body.Kind.PARTY),
]  # fmt: skip
_CHARGES = [
    ("", Charge.Part.LEADS, "Chủ tịch UBND tỉnh"),
    ("điều trị", Charge.Part.LEADS, "Phó Chủ tịch phụ trách y tế"),
    ("điều trị", Charge.Part.EXECUTES, "Sở Y tế"),
    ("tiêm chủng", Charge.Part.LEADS, "Phó Chủ tịch phụ trách y tế"),
    ("tiêm chủng", Charge.Part.SHARES, "Ủy ban Mặt trận Tổ quốc tỉnh"),
]  # fmt: skip


def prepare(*, province: Unit, commune: Unit, briefing: Briefing, today: date) -> Meeting:
    """In the order in which people would do it; the demo's own accounts speak."""
    bodies = {
        name: actions.add_body(by=None, place=province, name=name, kind=kind, valid_from=_FROM)
        for name, kind in _BODIES
    }
    officer = User.objects.filter(username="agency").first()
    if officer is not None:
        actions.appoint(by=None, body=bodies["Sở Y tế"], user=officer, valid_from=_FROM)
    for theme, part, holder in _CHARGES:
        actions.put_in_charge(
            by=None, place=province, part=part, holder=holder, theme=theme, body=bodies.get(holder),
            valid_from=_FROM,
        )  # fmt: skip
    speaker = User.objects.filter(username="commune").first()
    actions.raise_obstacle(
        by=speaker, unit=commune,
        text="Trạm Y tế thiếu người gọi điện theo dõi F0 tại nhà; đề nghị tăng cường 4 cán bộ.",
    )  # fmt: skip
    return meetings.plan(
        by=None, place=province, title="Giao ban công tác phòng, chống dịch", briefing=briefing,
        starts_at=datetime.combine(today, _AT), chair="Chủ tịch UBND tỉnh", secretary="Văn phòng UBND tỉnh",
        invite=["children", "bodies"],
    )  # fmt: skip
