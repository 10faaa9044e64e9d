"""Every read of briefings, through a scope; commands of the operator read unscoped by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet

from giaoban import policy
from giaoban.accounts.models import User
from giaoban.accounts.scope import Scope
from giaoban.briefing import corrections
from giaoban.briefing.actions import earlier_briefing
from giaoban.briefing.models import Briefing, BriefingState
from giaoban.kernel.errors import UserError
from giaoban.kernel.weeks import Window
from giaoban.places import queries as places
from giaoban.places.models import Unit
from giaoban.policy import cut_off
from giaoban.policy.rule import Rule
from giaoban.registry import queries as registry
from giaoban.registry.models import Case
from giaoban.situation import queries as situation

# The numbers of the law that figures ask for, and the rule each stands in.
_RULE_OF = {"isolation_days": "isolation_end", "elderly_age": "epidemic_level"}


def visible(scope: Scope) -> QuerySet[Briefing]:
    """The briefings of the scope's places; of the places above it those that were signed.

    A draft is its makers' matter; a signed report has gone to its recipients below.
    """
    found = Briefing.objects.select_related("place__parent", "evaluation__snapshot")
    found = found.prefetch_related(Prefetch("states", BriefingState.objects.select_related("by")))
    if scope.whole:
        return found
    codes = scope.path.split("/")
    above = ["/".join(codes[: n + 1]) for n in range(len(codes) - 1)]
    own = Q(place__in=scope.unit_ids)
    return found.filter(own | Q(place__path__in=above, states__state="signed")).distinct()


def listed(scope: Scope, place: str = "", count: str = "") -> QuerySet[Briefing]:
    """Newest week first, the highest place first. The large columns are left on disk."""
    found = visible(scope).defer("figures", "levels", "checks", "tables", "evaluation__levels")
    if place:
        found = found.filter(place__code=place)
    if count:
        found = found.filter(evaluation__count=count)
    return found.order_by("-evaluation__end", "-evaluation__start", "place__path", "evaluation__count", "-id")


def briefing(scope: Scope, slug: str) -> Briefing | None:
    return visible(scope).defer("evaluation__levels").filter(slug=slug).first()


def by_slug(slug: str) -> Briefing:
    """For the operator's commands."""
    found = Briefing.objects.select_related("place__parent", "evaluation__snapshot").filter(slug=slug).first()
    if found is None:
        newest = Briefing.objects.order_by("-id").values_list("slug", flat=True)[:3]
        raise UserError(
            "briefing_unknown",
            f"Không có báo cáo mang mã “{slug}”.",
            f"Các báo cáo mới nhất: {', '.join(newest)}." if newest else "Lập báo cáo bằng giaoban brief.",
        )
    return found


def user_named(username: str) -> User:
    """Who drafts, where a command is run for somebody."""
    found = User.objects.filter(username__iexact=username.strip()).first()
    if found is None:
        raise UserError("user_unknown", f"Không có tài khoản “{username}”.", "Kiểm tra tên đăng nhập.")
    return found


def figure_of(briefing: Briefing, figure_id: str) -> dict[str, Any]:
    found = next((f for f in briefing.figures if f["id"] == figure_id), None)
    if found is None:
        raise UserError(
            "figure_unknown",
            f"Báo cáo {briefing.slug} không có số liệu “{figure_id}”.",
            "Xem các mã số liệu bằng giaoban brief … --json.",
        )
    return dict(found)


def signature(briefing: Briefing) -> BriefingState | None:
    return next((s for s in briefing.states.all() if s.state == "signed"), None)


def as_of(briefing: Briefing) -> datetime:
    """Until when a briefing counts; until when it was known is its snapshot's `known_at`."""
    return cut_off_of(briefing.evaluation.end, briefing.place.path)


def cut_off_of(end: date, path: str) -> datetime:
    """The window's last day at the cut-off hour in force there; where none is known, the end of the day."""
    rule = policy.load(settings.GIAOBAN_POLICY_DIR).in_force("cut_off", end, path)
    return datetime.combine(end, cut_off.hour(rule, end) if rule else time(23, 59, 59))


def window(briefing: Briefing) -> Window:
    return Window(briefing.evaluation.start, briefing.evaluation.end)


def earlier(briefing: Briefing) -> Briefing | None:
    """The briefing that stated the window before, as it was known then."""
    return earlier_briefing(briefing.evaluation, briefing.place, window(briefing))


def rule_behind(indicator: situation.Indicator, on: date, path: str) -> Rule | None:
    """The rule whose number the figure counts by, where there is one."""
    rules = policy.load(settings.GIAOBAN_POLICY_DIR)
    subjects = [_RULE_OF[name] for name in indicator.requires if name in _RULE_OF]
    return rules.in_force(subjects[0], on, path) if subjects else None


def siblings_below(scope: Scope, briefing: Briefing) -> dict[str, str]:
    """{code: slug} of the briefings of units directly below, of the same evaluation."""
    found = visible(scope).filter(evaluation=briefing.evaluation_id, place__parent=briefing.place_id)
    return dict(found.order_by("id").values_list("place__code", "slug"))


def place_below(briefing: Briefing, code: str) -> Unit | None:
    """A unit of the briefing's subtree by its code on the window's last day."""
    return places.subtree(briefing.place, on=briefing.evaluation.end).filter(code=code).first()


def names_of(codes: Iterable[str], on: date) -> dict[str, str]:
    """{code: full name, with the district of a commune}."""
    units = places.valid_on(on).filter(code__in=set(codes)).select_related("parent")
    return {
        u.code: f"{u.full_name}, {u.parent.name}" if u.level == "commune" and u.parent else u.full_name
        for u in units
    }


def cases_known(scope: Scope, refs: Iterable[int]) -> dict[int, Case]:
    """Cases of the scope by the random name under which a snapshot knows them."""
    found = registry.cases(scope, {}).filter(ref__in=list(refs)).select_related("person", "unit")
    return {case.ref: case for case in found}


@dataclass(frozen=True)
class Changed:
    """What became of a figure since the earlier briefing stated it; rows of the reader's scope."""

    earlier: Briefing
    added: list[dict[str, Any]]
    gone: list[dict[str, Any]]
    moved: list[dict[str, Any]]


def told_before(briefing: Briefing, figure_id: str) -> dict[str, Any] | None:
    """{stated, now, …} of a figure that the briefing signed last told otherwise."""
    told = briefing.tables.get("corrections") or {}
    return next((dict(row) for row in told.get("rows", ()) if row["figure"] == figure_id), None)


def changed(briefing: Briefing, figure_id: str, path: str, scope_path: str | None) -> Changed | None:
    """None where no earlier briefing stated the figure. Compared is the one the quality section names."""
    told = briefing.tables.get("corrections") or {}
    before = by_slug(told["of"]) if told_before(briefing, figure_id) else earlier(briefing)
    if before is None:
        return None
    now, window = corrections.seen(briefing.evaluation, before.evaluation)
    found = situation.differences(
        now, before.evaluation, figure_id, path, scope_path=scope_path, window=window
    )
    return Changed(before, found["added"], found["gone"], found["moved"])
