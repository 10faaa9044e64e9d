"""How sure a value of the law is: the worse of two wins."""

from __future__ import annotations

from collections.abc import Iterable

# From surest to least sure. `unverified` also marks a value known only from memory or not at all.
STATUSES = ("confirmed", "single-source", "inferred", "unverified")
RANK = {status: rank for rank, status in enumerate(STATUSES)}
STATUS_VI = {
    "confirmed": "đã đối chiếu từ hai nguồn độc lập",
    "single-source": "theo một nguồn",
    "inferred": "suy ra từ các công bố",
    "unverified": "chưa đối chiếu bản gốc",
}


def worst(statuses: Iterable[str]) -> str:
    """The status of a result made of these; of nothing at all it is `confirmed`."""
    return STATUSES[max((RANK[s] for s in statuses), default=0)]
