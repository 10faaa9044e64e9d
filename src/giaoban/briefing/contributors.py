"""Who has something to say in every briefing: upper apps put themselves on this list when they load.

Briefing knows none of them; it asks each once, when a briefing is drafted, in the same transaction
(docs/adr/0010).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from giaoban.briefing.models import Briefing


class Contributor(Protocol):
    """Adds its section by `briefing.actions.add_section`, or nothing."""

    def __call__(self, *, by: Any, briefing: Briefing) -> object: ...


_contributors: list[Contributor] = []


def contribute(contributor: Contributor) -> Callable[[], None]:
    """Put on the list; what comes back takes off it again (tests)."""
    _contributors.append(contributor)
    return lambda: _contributors.remove(contributor)


def ask_all(*, by: Any, briefing: Briefing) -> None:
    for contributor in _contributors:
        contributor(by=by, briefing=briefing)
