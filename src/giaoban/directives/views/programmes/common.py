"""What the pages of programmes share: the units a reader may name, a file to take away."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from giaoban.accounts.access import needs
from giaoban.directives import presenters
from giaoban.directives.programmes.queries import pilots as pilot_queries
from giaoban.directives.queries import choosable
from giaoban.directives.queries.measures import CATALOGUE
from giaoban.documents import csvfile
from giaoban.kernel import clock
from giaoban.places.models import Unit

# Who weighs, gives out, answers or briefs; a doctor on the telephone sees cases and no ranking of communes.
_WORKS = frozenset({"assign", "answer", "brief"})
PAGE = 60


def reads(view: Any) -> Any:
    """Whoever may open figures to their rows and has a part in the work built on them."""

    @needs("see_cases")
    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> Any:
        if not request.scope.may & _WORKS:
            raise PermissionDenied("programmes")
        return view(request, *args, **kwargs)

    return guarded


def has_below(request: Any) -> bool:
    """Whether the reader gives out work to units below their own."""
    return bool(request.scope.allows("assign") and request.posting.place.level != "commune")


def units_below(request: Any) -> list[Unit]:
    """The reader's place and all below it, in the order of the tree."""
    return choosable(request.posting.place, clock.today())


def measure_choices(poolable: bool = False) -> list[tuple[str, str]]:
    """Every indicator by its name; `poolable`: only those of which several places make one figure."""
    found = [(name, presenters.label(name)) for name in CATALOGUE
             if not poolable or pilot_queries.poolable(name)]  # fmt: skip
    return sorted(found, key=lambda pair: pair[1].casefold())


def may_assign(request: Any, place: Unit) -> bool:
    return bool(request.scope.allows("assign") and request.scope.covers(place.path))


def csv(name: str, header: list[str], lines: list[list[Any]]) -> HttpResponse:
    response = HttpResponse(csvfile.text(header, lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
