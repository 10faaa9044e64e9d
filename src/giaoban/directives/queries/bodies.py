"""Bodies, who holds a post in them, and who answers for an area or a theme on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from giaoban.accounts import queries as accounts
from giaoban.accounts.models import User
from giaoban.accounts.queries import in_force
from giaoban.accounts.scope import Scope
from giaoban.directives.bodies.models import Body, BodyPost, Charge
from giaoban.directives.rules import AGENCY
from giaoban.kernel.text import fold
from giaoban.places.models import Unit


def held_by(user_id: int | None, on: date) -> frozenset[int]:
    """The bodies for which somebody answers on that day."""
    if user_id is None:
        return frozenset()
    posts = BodyPost.objects.filter(in_force(on), user=user_id, body__in=Body.objects.filter(in_force(on)))
    return frozenset(posts.values_list("body", flat=True))


def bodies_at(place: Unit, on: date) -> list[Body]:
    """Those of the place itself: a province gives work to its own departments."""
    found = Body.objects.filter(in_force(on), place=place)
    return list(found.select_related("place").order_by("kind", "name"))


def bodies(scope: Scope, on: date) -> QuerySet[Body]:
    """Of the scope's subtree, with who answers for each."""
    found = scope.within(Body.objects.filter(in_force(on)), "place")
    return found.select_related("place").order_by("place__path", "kind", "name")


def body(scope: Scope, pk: int) -> Body | None:
    return scope.within(Body.objects.select_related("place"), "place").filter(pk=pk).first()


def posts_of(found: Sequence[Body], on: date) -> dict[int, list[BodyPost]]:
    """{body: who answers for it that day}."""
    held: dict[int, list[BodyPost]] = {b.pk: [] for b in found}
    for post in BodyPost.objects.filter(in_force(on), body__in=held).select_related("user").order_by("id"):
        held[post.body_id].append(post)
    return held


def officers(scope: Scope, on: date) -> list[User]:
    """Accounts of the scope that may be appointed: those whose role is to answer for a body."""
    postings = accounts.postings_in(scope, on).filter(role=AGENCY)
    return [posting.user for posting in postings]


def charges(scope: Scope, on: date, place: Unit | None = None) -> QuerySet[Charge]:
    """In force on that day, within the scope; of one place's subtree where one is named."""
    found = scope.within(Charge.objects.filter(in_force(on)), "place")
    if place is not None and place.pk != scope.unit_id:
        found = found.filter(Q(place=place) | Q(place__path__startswith=place.path + "/"))
    return found.select_related("place", "body").order_by("place__path", "theme", "part", "holder")


def charge(scope: Scope, pk: int) -> Charge | None:
    return scope.within(Charge.objects.select_related("place"), "place").filter(pk=pk).first()


def leaders_of(scope: Scope, on: date) -> list[Charge]:
    """Who leads a theme at the scope's own place: themes are a level's own matter."""
    found = Charge.objects.filter(in_force(on), place=scope.unit_id, part=Charge.Part.LEADS)
    return list(found.order_by("theme", "holder"))


def leads(charge: Charge, theme: str) -> bool:
    """Whether a charge covers a conclusion's theme; without a theme it covers everything."""
    return not charge.theme or fold(charge.theme).strip() == fold(theme).strip()


def themes(scope: Scope, on: date) -> list[str]:
    """The themes somebody leads there, to choose from."""
    return sorted({c.theme for c in charges(scope, on) if c.theme})
