"""Every write of meetings: planned with its agenda, sites invited, attendance, notes, held, concluded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from giaoban.briefing.models import Briefing
from giaoban.directives.actions import permits
from giaoban.directives.meetings import agenda
from giaoban.directives.meetings.models import AgendaItem, Meeting, MeetingState, Note, Site
from giaoban.directives.models import Body
from giaoban.directives.queries.bodies import bodies_at, held_by
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.places import queries as places
from giaoban.places.models import Unit

LIVING = (AgendaItem.Kind.OVERDUE, AgendaItem.Kind.OBSTACLES)
INVITE = ("children", "communes", "bodies")


@transaction.atomic
def plan(
    *, by: Any, place: Unit, title: str, starts_at: datetime, chair: str, secretary: str = "",
    briefing: Briefing | None = None, invite: Sequence[str] = (),
) -> Meeting:  # fmt: skip
    """With the agenda the briefing gives it and the sites invited."""
    permits.must_act(by, "conclude", place)
    if briefing is not None and briefing.place_id != place.pk:
        raise UserError("briefing_elsewhere", "Báo cáo của địa bàn khác.", "Chọn báo cáo của địa bàn họp.")
    if Meeting.objects.filter(place=place, starts_at=starts_at).exists():
        raise UserError("meeting_exists", "Đã có cuộc họp vào giờ này.", "Mở cuộc họp đã có, hoặc đổi giờ.")
    now = clock.now()
    meeting = Meeting.objects.create(
        place=place, briefing=briefing, title=title.strip(), starts_at=starts_at, chair=chair.strip(),
        secretary=secretary.strip(), created_at=now, by=by,
    )  # fmt: skip
    MeetingState.objects.create(meeting=meeting, state=meeting.state, by=by, at=now)
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=n, kind=kind, ref=ref, title=words[:200])
        for n, (kind, ref, words) in enumerate(agenda.drawn(briefing), 1)
    )
    n_sites = sum(_invite(meeting, kind) for kind in invite)
    audit.record(by, "meetings.plan", f"meeting:{meeting.pk}", sites=n_sites)
    return meeting


def _invite(meeting: Meeting, kind: str) -> int:
    on = meeting.starts_at.date()
    if kind == "bodies":
        sites = [Site(meeting=meeting, body=b, name=b.name) for b in bodies_at(meeting.place, on)]
    elif kind in INVITE:
        below = places.children if kind == "children" else places.communes_of
        sites = [
            Site(meeting=meeting, unit=u, name=u.full_name)
            for u in below(meeting.place, on=on)
            if u.pk != meeting.place_id
        ]
    else:
        raise UserError("invite_unknown", f"Không có nhóm điểm cầu “{kind}”.", f"Chọn: {', '.join(INVITE)}.")
    return len(Site.objects.bulk_create(sites, ignore_conflicts=True))


@transaction.atomic
def invite(*, by: Any, meeting: Meeting, unit: Unit | None = None, body: Body | None = None) -> Site:
    """One site more."""
    _mine(by, meeting)
    if (unit is None) == (body is None):
        raise UserError("site_unclear", "Chưa chọn điểm cầu.", "Chọn một đơn vị hoặc một cơ quan.")
    name = unit.full_name if unit else str(body)
    try:
        with transaction.atomic():
            site = Site.objects.create(meeting=meeting, unit=unit, body=body, name=name)
    except IntegrityError as error:
        raise UserError("site_exists", f"{name} đã được mời.", "Xem danh sách điểm cầu.") from error
    audit.record(by, "meetings.invite", f"meeting:{meeting.pk}", site=site.pk)
    return site


@transaction.atomic
def mark(*, by: Any, site: Site, attendance: str, note: str = "") -> Site:
    """By the meeting's secretary, or by the site itself: who comes instead, why nobody does."""
    if not _own_site(by, site):
        _mine(by, site.meeting)
    if site.meeting.state == Meeting.State.CONCLUDED:
        raise _over()
    if attendance in (str(Site.Attendance.REPRESENTED), str(Site.Attendance.ABSENT)) and not note.strip():
        raise UserError(
            "attendance_note", "Thiếu lý do hoặc người dự thay.", "Ghi ai dự thay, hoặc vì sao vắng."
        )
    site.attendance, site.note = attendance, note.strip()[:200]
    site.marked_at, site.by = clock.now(), by
    site.save(update_fields=["attendance", "note", "marked_at", "by"])
    audit.record(by, "meetings.mark", f"meeting:{site.meeting_id}", site=site.pk, attendance=attendance)
    return site


@transaction.atomic
def all_present(*, by: Any, meeting: Meeting) -> int:
    """Everybody of whom nothing else is known."""
    _mine(by, meeting)
    n = meeting.sites.filter(attendance=Site.Attendance.INVITED).update(
        attendance=Site.Attendance.PRESENT, marked_at=clock.now(), by=by
    )
    audit.record(by, "meetings.all_present", f"meeting:{meeting.pk}", sites=n)
    return n


@transaction.atomic
def add_item(*, by: Any, meeting: Meeting, title: str, text: str = "") -> AgendaItem:
    _mine(by, meeting)
    if not title.strip():
        raise UserError("item_untitled", "Thiếu tên nội dung.", "Ghi tên nội dung họp.")
    item = AgendaItem.objects.create(
        meeting=meeting, kind=AgendaItem.Kind.FREE, title=title.strip()[:200], text=text.strip(),
        position=meeting.items.count() + 1,
    )  # fmt: skip
    audit.record(by, "meetings.add_item", f"meeting:{meeting.pk}", item=item.pk)
    return item


@transaction.atomic
def move_item(*, by: Any, item: AgendaItem, to: str) -> None:
    """`to`: up, down, away. Positions are counted anew, so that two moves at once leave no gap."""
    _mine(by, item.meeting)
    items = list(item.meeting.items.select_for_update().order_by("position", "id"))
    here = next((n for n, one in enumerate(items) if one.pk == item.pk), None)
    if here is None:
        return
    if to == "away":
        items.pop(here).delete()
    elif to in ("up", "down"):
        there = min(len(items) - 1, max(0, here + (1 if to == "down" else -1)))
        items.insert(there, items.pop(here))
    for n, one in enumerate(items, 1):
        one.position = n
    AgendaItem.objects.bulk_update(items, ["position"])
    audit.record(by, "meetings.move_item", f"meeting:{item.meeting_id}", item=item.pk, to=to)


@transaction.atomic
def note_down(*, by: Any, meeting: Meeting, text: str) -> Note:
    """Typed while people speak; the first note says that the meeting is on."""
    _mine(by, meeting)
    if not text.strip():
        raise UserError("note_empty", "Ghi chép trống.", "Ghi ý kiến, chỉ đạo.")
    if meeting.state == Meeting.State.PLANNED:
        hold(by=by, meeting=meeting)
    note = Note.objects.create(meeting=meeting, text=text.strip(), at=clock.now(), by=by)
    audit.record(by, "meetings.note_down", f"meeting:{meeting.pk}", note=note.pk)
    return note


@transaction.atomic
def hold(*, by: Any, meeting: Meeting) -> Meeting:
    """It begins: what lives on is kept as the meeting has it before it."""
    fresh = _follow(by, meeting, str(Meeting.State.PLANNED), str(Meeting.State.HELD))
    for item in fresh.items.filter(kind__in=LIVING):
        item.content = agenda.living(item.kind, fresh.place, clock.now())
        item.save(update_fields=["content"])
    audit.record(by, "meetings.hold", f"meeting:{fresh.pk}")
    return fresh


@transaction.atomic
def close(*, by: Any, meeting: Meeting) -> Meeting:
    """Over: nothing is noted any more; its notice may still be written and numbered."""
    fresh = _follow(by, meeting, str(Meeting.State.HELD), str(Meeting.State.CONCLUDED))
    audit.record(by, "meetings.close", f"meeting:{fresh.pk}", conclusions=fresh.conclusions.count())
    return fresh


def _follow(by: Any, meeting: Meeting, old: str, new: str) -> Meeting:
    permits.must_act(by, "conclude", meeting.place)
    if not Meeting.objects.filter(pk=meeting.pk, state=old).update(state=new):
        raise UserError(
            "meeting_elsewhere", "Cuộc họp không còn ở bước này.", "Tải lại trang để xem tình trạng mới nhất."
        )
    MeetingState.objects.create(meeting=meeting, state=new, by=by, at=clock.now())
    meeting.state = new
    return meeting


def _mine(by: Any, meeting: Meeting) -> None:
    permits.must_act(by, "conclude", meeting.place)
    if meeting.state == Meeting.State.CONCLUDED:
        raise _over()


def _own_site(by: Any, site: Site) -> bool:
    scope = permits.scope_of(by)
    if scope is None or not scope.allows("answer"):
        return False
    if site.body_id:
        return site.body_id in held_by(scope.user_id, clock.today())
    return site.unit_id == scope.unit_id


def _over() -> UserError:
    return UserError("meeting_over", "Cuộc họp này đã kết thúc.", "Lập cuộc họp khác nếu cần bổ sung.")
