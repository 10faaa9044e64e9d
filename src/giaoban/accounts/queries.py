"""Reads of accounts: the posting in force, its scope, the users of a subtree."""

from __future__ import annotations

from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from giaoban.accounts import rules
from giaoban.accounts.models import AccessLog, Posting, Role, User
from giaoban.accounts.scope import Scope
from giaoban.kernel import clock
from giaoban.kernel.errors import UserError


def in_force(on: date) -> Q:
    """Postings of that day; both ends count."""
    return Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gte=on))


def _with_second_factor(postings: QuerySet[Posting]) -> QuerySet[Posting]:
    totp = Authenticator.objects.filter(user=OuterRef("user"), type=Authenticator.Type.TOTP)
    return postings.annotate(second_factor=Exists(totp))


def posting_of(user: Any, on: date) -> Posting | None:
    """The newest posting in force: one query, its place along."""
    postings = Posting.objects.filter(in_force(on), user=user).select_related("place")
    return _with_second_factor(postings).order_by("-valid_from", "-id").first()


def scope_of_posting(posting: Posting) -> Scope:
    place = posting.place
    second_factor = bool(getattr(posting, "second_factor", False))
    return Scope(
        user_id=posting.user_id,
        role=posting.role,
        unit_id=place.id,
        path=place.path,
        whole=place.code == settings.GIAOBAN_ROOT_PLACE or place.parent_id is None,
        may=rules.acts_in_force(posting.role, place.level, second_factor),
        facility_id=posting.facility_id,
        also=_paired(posting) if posting.role == Role.COMPANION else (),
        leaf=place.level == "commune",
    )


def _paired(posting: Posting) -> tuple[tuple[int, str], ...]:
    """The other areas paired with a doctor while this posting is in force, each a posting with its dates."""
    others = Posting.objects.filter(
        in_force(clock.today()), user=posting.user_id, role=Role.COMPANION
    ).exclude(place=posting.place_id)
    return tuple(others.values_list("place_id", "place__path").order_by("place__path").distinct())


def scope_of(user: Any, on: date) -> Scope | None:
    """What the user may see and do on that day; None without a posting in force."""
    posting = posting_of(user, on)
    return scope_of_posting(posting) if posting else None


def postings_in(scope: Scope, on: date) -> QuerySet[Posting]:
    """The postings in force in the scope's subtree with their users, places and second factors."""
    postings = scope.within(Posting.objects.filter(in_force(on)), "place")
    ordered = postings.select_related("user", "place").order_by("place__path", "role", "user__username")
    return _with_second_factor(ordered)


def user_named(username: str) -> User:
    """The account of that name, in any case."""
    user = User.objects.filter(username=username.lower()).first()
    if user is None:
        raise UserError("user_unknown", f"Không có tài khoản “{username}”.", "Kiểm tra lại tên.")
    return user


def user_in(scope: Scope, username: str, on: date) -> User | None:
    """The account of that name if the scope holds all of it: nobody mends an account above their own."""
    user = User.objects.filter(username=username.lower()).first()
    if user is None:
        return None
    postings = user.postings.all()
    now = postings.filter(in_force(on))
    mine = scope.within(postings, "place").exists()
    return user if mine and now.count() == scope.within(now, "place").count() else None


def open_postings(scope: Scope, user: User, on: date) -> QuerySet[Posting]:
    """The postings of an account in force on a day that lie in the scope."""
    return scope.within(user.postings.filter(in_force(on)), "place")


def history_of(user: User) -> QuerySet[Posting]:
    """All postings of an account, the newest first."""
    return user.postings.select_related("place").order_by("-valid_from", "-id")


def has_second_factor(user: Any) -> bool:
    """Whether a phone is enrolled."""
    return Authenticator.objects.filter(user=user.pk, type=Authenticator.Type.TOTP).exists()


def looks_of(user: Any) -> int:
    """How often this user looked at identities."""
    return AccessLog.objects.filter(user=user).count()
