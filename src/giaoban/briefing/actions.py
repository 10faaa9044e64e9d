"""Drafting, signing and adding to a briefing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from giaoban import policy
from giaoban.briefing import compose, contributors, corrections
from giaoban.briefing.models import Briefing, BriefingState, Section
from giaoban.kernel import audit, clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.vietnamese import date_vi
from giaoban.kernel.weeks import Window, week_label
from giaoban.places.models import Unit
from giaoban.situation import actions as situation
from giaoban.situation import queries as snapshots
from giaoban.situation.models import Evaluation, default_disease

COUNTS = ("province", "ministry")


def draft(
    *,
    by: Any,
    place: Unit,
    window: Window,
    known_at: datetime | None = None,
    count: str = "province",
    disease: str = "",
    say: situation.Say = situation.quiet,
) -> Briefing:
    """The briefing of a place and window. The same arguments give the same frozen briefing.

    Without `known_at` the newest snapshot of the window is used, and one is frozen if there is none.
    """
    now = clock.now()
    if window.end > now.date():
        raise UserError(
            "window_in_future",
            f"Kỳ báo cáo đến {date_vi(window.end)} chưa kết thúc.",
            f"Chọn kỳ kết thúc không muộn hơn {date_vi(now.date())}.",
        )
    evaluation = _evaluation(by, window, known_at, count, _disease(disease), now, say)
    found = Briefing.objects.filter(evaluation=evaluation, place=place).first()
    return found or _compose(by, evaluation, place, window, now)


def _disease(words: str) -> str:
    """The profile meant; without words the one the installation is set to."""
    rules = policy.load(settings.GIAOBAN_POLICY_DIR)
    found = rules.disease_named(words) if words else rules.default_disease
    if found is None:
        raise UserError(
            "disease_unknown", f"Không có hồ sơ bệnh “{words}”.",
            f"Chọn một trong: {', '.join(rules.diseases)}.",
        )  # fmt: skip
    return found


def _evaluation(
    by: Any, window: Window, known_at: datetime | None, count: str, disease: str, now: datetime,
    say: situation.Say,
) -> Evaluation:  # fmt: skip
    if count not in COUNTS:
        raise UserError("count_unknown", f"Không có cách đếm “{count}”.", "Chọn province hoặc ministry.")
    if known_at is None:
        for kind in (count, *COUNTS):
            found = snapshots.latest(window.start, window.end, kind, disease)
            if found and kind == count:
                return found
            if found:
                return situation.evaluate(
                    by=by, snapshot=found.snapshot, start=window.start, end=window.end, count=count
                )
    snapshot = situation.freeze(by=by, known_at=known_at or now, on=window.end, say=say, disease=disease)
    return situation.evaluate(by=by, snapshot=snapshot, start=window.start, end=window.end, count=count)


def _compose(by: Any, evaluation: Evaluation, place: Unit, window: Window, now: datetime) -> Briefing:
    figures = compose.figures(evaluation, place, stated_before(evaluation, place, window))
    made = compose.tables(evaluation, place)
    earlier = earlier_briefing(evaluation, place, window)
    made["corrections"] = corrections.since_signed(evaluation, place, figures, earlier)
    try:
        with transaction.atomic():
            briefing = Briefing.objects.create(
                slug=_slug(evaluation, place, window),
                evaluation=evaluation,
                place=place,
                figures=figures,
                levels=compose.levels(evaluation, place),
                checks=compose.checks(evaluation, figures, made),
                tables=made,
                created_at=now,
                created_by=by,
            )
            audit.record(by, "briefing.draft", f"briefing:{briefing.slug}")
            if evaluation.disease == default_disease():  # tasks and targets follow its figures
                contributors.ask_all(by=by, briefing=briefing)
    except IntegrityError:  # somebody drafted the same at the same moment
        return Briefing.objects.get(evaluation=evaluation, place=place)
    return briefing


def _slug(evaluation: Evaluation, place: Unit, window: Window) -> str:
    label = week_label(window).replace("-W", "W").replace("..", "-")
    ministry = "-byt" if evaluation.count == "ministry" else ""
    disease = "" if evaluation.disease == default_disease() else f"-{evaluation.disease}"
    return f"{place.code}-{label}-{evaluation.snapshot_id}{disease}{ministry}"


def stated_before(evaluation: Evaluation, place: Unit, window: Window) -> dict[str, float | None]:
    """{indicator: value} as the briefing of the window before stated it then."""
    earlier = earlier_briefing(evaluation, place, window)
    return {f["id"]: f["value"] for f in earlier.figures} if earlier else {}


def earlier_briefing(evaluation: Evaluation, place: Unit, window: Window) -> Briefing | None:
    before = window.before()
    return (
        Briefing.objects.filter(
            place=place,
            evaluation__start=before.start,
            evaluation__end=before.end,
            evaluation__count=evaluation.count,
            evaluation__disease=evaluation.disease,
            evaluation__snapshot__known_at__lte=evaluation.snapshot.known_at,
        )
        .exclude(evaluation__snapshot=evaluation.snapshot_id)
        .order_by("-evaluation__snapshot__known_at")
        .first()
    )


@transaction.atomic
def sign(*, by: Any, briefing: Briefing, reason: str = "") -> BriefingState:
    """Sign. Where a check failed, only with a stated reason, kept in the internal annex."""
    failed = [c for c in briefing.checks if c["verdict"] == "fails"]
    if failed and not reason.strip():
        raise UserError(
            "check_failed",
            f"{len(failed)} phép kiểm tra không khớp.",
            "Sửa số liệu rồi lập lại, hoặc ghi lý do để ký; lý do lưu ở phụ lục nội bộ.",
        )
    if briefing.states.filter(state="signed").exists():
        raise UserError("already_signed", "Báo cáo này đã được ký.", "Lập báo cáo mới nếu cần sửa.")
    state = BriefingState.objects.create(
        briefing=briefing, state="signed", by=by, at=clock.now(), reason=reason.strip()
    )
    audit.record(by, "briefing.sign", f"briefing:{briefing.slug}", failed=len(failed))
    return state


@transaction.atomic
def add_section(
    *, by: Any, briefing: Briefing, key: str, title: str, position: int, content: dict[str, Any]
) -> Section:
    """What an upper app has to say in a briefing. Frozen with it: once added it stays."""
    section, created = Section.objects.get_or_create(
        briefing=briefing,
        key=key,
        defaults={
            "title": title,
            "position": position,
            "content": content,
            "added_at": clock.now(),
        },
    )
    if created:
        audit.record(by, "briefing.add_section", f"briefing:{briefing.slug}", key=key)
    return section


def week_of(day: date) -> Window:
    """The ISO week a day lies in."""
    year, week, _ = day.isocalendar()
    monday = date.fromisocalendar(year, week, 1)
    return Window(monday, date.fromisocalendar(year, week, 7))
