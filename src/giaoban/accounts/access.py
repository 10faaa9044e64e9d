"""Views ask for acts here: `@needs("import")`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied

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
