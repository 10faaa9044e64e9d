"""Views ask here for acts, `@needs("import")`, and for the unit a page is about."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from giaoban.kernel import clock
from giaoban.kernel.errors import UserError
from giaoban.places import queries as places
from giaoban.places.models import Unit

View = Callable[..., Any]


def needs(*acts: str) -> Callable[[View], View]:
    """The view opens to a scope that allows one of the acts; others get the page that says why not."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> Any:
            if request.scope is None or not any(request.scope.allows(act) for act in acts):
                raise PermissionDenied(",".join(acts))
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def unit_of(request: Any, code: str | None) -> Unit:
    """The unit with this code, the reader's own without one. Out of scope and unknown look the same."""
    return _asked(request, code, request.scope.covers)


def own_unit_of(request: Any, code: str | None) -> Unit:
    """As `unit_of`, within the posting itself: who sees a whole installation has still no page for what lies
    beside or above it, whose figures it does not hold."""
    return _asked(request, code, request.scope.owns)


def _asked(request: Any, code: str | None, inside: Callable[[str], bool]) -> Unit:
    home: Unit = request.posting.place
    if not code or code == home.code:
        return home
    try:
        unit = places.resolve(code, clock.today())
    except UserError as error:
        raise Http404 from error
    if not inside(unit.path):
        raise Http404
    return unit
