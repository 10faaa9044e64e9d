"""Writing checked results: one transaction for a batch, every row accounted for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import transaction

from giaoban.intake.actions import keep_issues
from giaoban.intake.models import Batch
from giaoban.kernel import bulk
from giaoban.kernel.sealing import seal
from giaoban.registry.lab import namesakes
from giaoban.registry.lab.link import Link, Linker, Prepared, identity_of
from giaoban.registry.models import LabSample

_COLUMNS = [
    "number", "key", "fingerprint", "unit_id", "day", "sampled", "result_at", "assay", "result", "ct", "lab",
    "reason", "variant", "person_id", "case_id", "linked_by", "birth", "birth_precision", "sex", "sealed",
    "name_hash", "cid_hash", "phone_hash", "alias", "batch_id", "row", "recorded_at", "superseded_at",
]  # fmt: skip


@dataclass
class Done:
    """What one transaction did; `linked` and `waiting` tell of the rows written."""

    accepted: int = 0
    unchanged: int = 0
    corrected: int = 0
    linked: int = 0
    waiting: int = 0
    issues: list[dict[str, Any]] = field(default_factory=list)


def write(
    rows: list[Prepared], issues: list[dict[str, Any]], batch: Batch, stamp: Any, on: Any, said: set[int]
) -> Done:
    """`said`: who stood in the file before these rows; they are added."""
    done = Done(issues=list(issues))
    said |= namesakes.told(rows)
    with transaction.atomic():
        bulk.one_writer()
        linker = Linker(on)
        for wave in _waves(rows):
            namesakes.tell_apart(wave, said, batch.pk)
            _write_distinct(wave, linker, batch, stamp, done)
        keep_issues(batch=batch, issues=done.issues)
    return done


def _waves(rows: list[Prepared]) -> Iterable[list[Prepared]]:
    """Parts in which no sample stands twice: what a file says later of one corrects what it said before."""
    while rows:
        now: dict[bytes, Prepared] = {}
        later: list[Prepared] = []
        numbers: dict[str, str] = {}
        for row in rows:
            number = row.sample.sample_id
            # a sequence is linked by the PCR of the same number, so it comes after it
            if row.key in now or (number and numbers.get(number, row.sample.assay) != row.sample.assay):
                later.append(row)
            else:
                now[row.key] = row
                numbers[number] = row.sample.assay
        yield list(now.values())
        rows = later


def _write_distinct(rows: list[Prepared], linker: Linker, batch: Batch, stamp: Any, done: Done) -> None:
    known = _known(rows)
    written, replaced = [], []
    for row, link in zip(rows, linker.links(rows), strict=True):
        before = known.get(row.key)
        outcome = "accepted" if before is None else "corrected"
        if before and before.fingerprint == row.fingerprint:
            outcome = "unchanged"
        link = _kept(before, row, link) if before else link
        unit = _unit(row, link)
        if unit is None or not _placed(row, link):
            done.issues.append(row.place.issue(row.sample.row, row.sample.cells))
        else:
            setattr(done, outcome, getattr(done, outcome) + 1)
        if outcome == "unchanged" or unit is None:
            continue
        if before:
            replaced.append((stamp, before.id))
        written.append(_row(row, link, unit, batch, stamp))
        done.linked += link.person is not None
        done.waiting += row.sample.result == "positive" and link.case is None
    bulk.update(LabSample, ["superseded_at"], replaced)
    bulk.insert(LabSample, _COLUMNS, written)


class _Known(NamedTuple):
    """A row on record."""

    id: int
    fingerprint: bytes
    name: bytes | None
    person: int | None
    case: int | None
    by: str


def _known(rows: list[Prepared]) -> dict[bytes, _Known]:
    columns = ["key", "id", "fingerprint", "name_hash", "person_id", "case_id", "linked_by"]
    held = bulk.fetch(LabSample, columns, "key", [r.key for r in rows], where="superseded_at IS NULL")
    return {
        bytes(key): _Known(id_, bytes(mark), bytes(name) if name else None, person, case, by)
        for key, id_, mark, name, person, case, by in held
    }


def _kept(before: _Known, row: Prepared, link: Link) -> Link:
    """What an officer said of this person stays while the row names the same one."""
    if before.by == "officer" and before.name == row.name and link.case is None:
        return Link(before.person, before.case, before.by, link.unit)
    return link


def _placed(row: Prepared, link: Link) -> bool:
    """A row that says no place stands where its person does."""
    return row.place.sure or (not any(row.sample.place) and link.unit is not None)


def _unit(row: Prepared, link: Link) -> int | None:
    if not any(row.sample.place) and link.unit is not None:
        return link.unit
    return row.place.unit_id


def _row(row: Prepared, link: Link, unit: int, batch: Batch, stamp: Any) -> tuple[Any, ...]:
    s, day = row.sample, bulk.day_writer()
    unknown = link.person is None and s.name
    return (
        s.sample_id[:40], row.key, row.fingerprint, unit, day(s.day), day(s.sampled), day(s.result_at),
        s.assay, s.result, s.ct, s.lab, s.reason, s.variant, link.person, link.case, link.by, day(s.birth),
        s.precision, s.sex, seal(identity_of(s)) if unknown else None, row.name, row.cid, row.phone,
        row.alias, batch.pk, s.row, stamp, None,
    )  # fmt: skip
