"""What is sealed, what waits, and whether the trail is as it was sealed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from giaoban.accounts.models import AccessLog, Posting, Seal
from giaoban.accounts.scope import Scope
from giaoban.accounts.trail import chain
from giaoban.kernel.models import AuditEvent

# A row may be written before another and committed after it: as far back as this it is still sealed later.
_LATE_ROWS = 10_000


class Row(NamedTuple):
    log: str
    id: int


@dataclass
class Verified:
    """What verification found; `head` is the digest to keep outside of this machine."""

    sealed: int = 0
    changed: list[Row] = field(default_factory=list)
    missing: list[Row] = field(default_factory=list)
    broken_seals: list[int] = field(default_factory=list)
    unsealed: dict[str, int] = field(default_factory=dict)
    head: str = ""
    head_found: bool | None = None  # whether the head kept elsewhere is one of the chain; None: not asked

    @property
    def whole(self) -> bool:
        return not (self.changed or self.missing or self.broken_seals) and self.head_found is not False

    def as_json(self) -> dict[str, Any]:
        return {"whole": self.whole, **asdict(self)}


def last_seal() -> Seal | None:
    return Seal.objects.order_by("-id").first()


def unsealed(log: str) -> list[int]:
    """Ids of the log that no seal covers yet, in order."""
    newest = Seal.objects.filter(log=log).order_by("-id").values_list("rows", flat=True)
    covered: set[int] = set()
    for ids in newest:
        covered.update(ids)
        if len(covered) >= _LATE_ROWS:
            break
    since = min(covered, default=0) if len(covered) >= _LATE_ROWS else 0
    waiting = chain.LOGS[log].objects.filter(id__gte=since).order_by("id").values_list("id", flat=True)
    return [id_ for id_ in waiting if id_ not in covered]


def waiting() -> int:
    """Rows of all logs that no seal covers yet."""
    return sum(len(unsealed(log)) for log in chain.LOGS)


def verify(head: str = "") -> Verified:
    """Every sealed row against its mark, every seal against the chain; `head` = a digest kept elsewhere."""
    found = Verified()
    before, heads = b"", set()
    for seal in Seal.objects.order_by("id").iterator():
        marks = bytes(seal.marks)
        if chain.digest(before, seal.log, seal.rows, marks) != bytes(seal.digest):
            found.broken_seals.append(seal.pk)
        before = bytes(seal.digest)
        heads.add(before.hex())
        _compare(seal, marks, found)
    found.head = before.hex()
    found.unsealed = {log: len(unsealed(log)) for log in chain.LOGS}
    found.head_found = head.lower() in heads if head else None
    return found


def _compare(seal: Seal, marks: bytes, found: Verified) -> None:
    there = {row[0]: chain.mark(seal.log, row) for row in chain.rows_of(seal.log, seal.rows)}
    for position, id_ in enumerate(seal.rows):
        kept = marks[position * chain.MARK : (position + 1) * chain.MARK]
        found.sealed += 1
        if id_ not in there:
            found.missing.append(Row(seal.log, id_))
        elif there[id_] != kept:
            found.changed.append(Row(seal.log, id_))


def _posted_within(scope: Scope, user: str) -> Exists:
    return Exists(scope.within(Posting.objects.filter(user=OuterRef(user)), "place"))


def looks(scope: Scope, *, user: str = "", day: date | None = None) -> QuerySet[AccessLog]:
    """Looks at identities by people posted in the scope, newest first."""
    found = AccessLog.objects.filter(_posted_within(scope, "user_id")).select_related("user")
    return _narrowed(found, "user", user, day)


def acts(scope: Scope, *, user: str = "", day: date | None = None) -> QuerySet[AuditEvent]:
    """Changes by people posted in the scope; whoever has the whole also sees those of commands."""
    found = AuditEvent.objects.select_related("by")
    if not scope.whole:
        found = found.filter(_posted_within(scope, "by_id"))
    return _narrowed(found, "by", user, day)


def _narrowed(found: QuerySet[Any], who: str, user: str, day: date | None) -> QuerySet[Any]:
    if user:
        found = found.filter(**{f"{who}__username": user.lower()})
    if day:
        found = found.filter(at__date=day)
    return found.order_by("-id")
