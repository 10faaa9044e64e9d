"""A round entered from a list: each row answered, each person entered once however many write them down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction

from giaoban.intake import actions as intake
from giaoban.intake.date_orders import refuse_month_first, watched
from giaoban.intake.faults import Fault
from giaoban.intake.fields import SWEEP
from giaoban.intake.mapping import Mapping, bind, encoding_in, load
from giaoban.intake.models import Batch
from giaoban.intake.received import keep
from giaoban.intake.result import ImportResult
from giaoban.intake.sheets import open_sheet
from giaoban.intake.uploads.rules import untold
from giaoban.kernel import bulk, clock
from giaoban.kernel.errors import UserError
from giaoban.kernel.sealing import keyed_hash, unseal
from giaoban.kernel.text import fold
from giaoban.kernel.told import told
from giaoban.registry.duplicates.queries import unabsorbed
from giaoban.registry.linelist.people import identity_hashes
from giaoban.registry.models import Household, Identity, Person, SweepRound
from giaoban.registry.sweeps import actions, queries
from giaoban.registry.sweeps.list_rows import Line, ListReader
from giaoban.registry.sweeps.queries import AtDoor
from giaoban.registry.sweeps.rules import Said

_BATCH = 500  # a hamlet: written in one transaction with the finds it makes
KIND = "sweep_list"


@dataclass
class SweepResult(ImportResult):
    """`found`: cases the round did not know of before this list."""

    found: int = 0

    def as_dict(self) -> dict[str, Any]:
        return super().as_dict() | {"found": self.found}


def import_sweep(
    path: Path,
    *,
    by: Any,
    round_id: int,
    mapping: Path | dict[str, Any] | None = None,
    at: datetime | None = None,
    progress: Callable[[int], None] = lambda rows: None,
) -> SweepResult:
    """Enter a list into an open round. An unreadable file raises UserError before anything is written."""
    at = at or clock.now()
    sweep = SweepRound.objects.select_related("unit").filter(pk=round_id).first()
    if sweep is None:
        raise UserError(
            "sweep_unknown", told("Không có đợt rà soát này."), told("Xem số của đợt ở trang Rà soát.")
        )
    if sweep.closed_on:
        raise UserError("sweep_closed", told("Đợt rà soát này đã kết thúc."), told("Mở đợt mới để ghi tiếp."))
    given = mapping if isinstance(mapping, dict) else load(mapping)
    with keep(path) as (copy, sha256):
        sheet = open_sheet(copy, encoding=encoding_in(given), to_end=False)
        bound = bind(given, sheet.columns, SWEEP)
        usable(bound, path)
        refuse_month_first(watched(bound), sheet.again())  # reads to the end: a broken file is refused here
        batch = intake.open_batch(
            by=by, kind=KIND, path=path, sha256=sha256, source=f"sweep:{sweep.pk}",
            place_id=sweep.unit_id, at=at,
        )  # fmt: skip
        result = SweepResult(path.name, batch=batch.id, passed_over=sheet.passed_over)
        result.add_left(untold(sheet.columns, SWEEP, given))
        reader, taken = ListReader(bound, at.date()), _Taking(by, sweep, batch, at)
        while rows := list(islice(sheet.rows, _BATCH)):
            lines, issues = reader.read(rows)
            taken.take(lines, issues, result)
            result.rows += len(rows)
            progress(result.rows)
        intake.close_batch(by=by, batch=batch, result=result, at=at)
    return result


def usable(mapping: Mapping, path: Path) -> None:
    if mapping.has("name") or mapping.has("household"):
        return
    raise UserError(
        "header_unrecognised",
        told("Tệp “%(file)s” không có cột nào nhận ra là họ tên hay mã hộ.", file=path.name),
        told("Đặt tên cột ở dòng đầu: họ tên, ngày sinh, gặp/vắng, kết quả test, số mũi, lý do thiếu mũi."),
    )


class _Taking:
    """Takes the lines of one file. `said` remembers who stood in it already, and in which row."""

    def __init__(self, by: Any, sweep: SweepRound, batch: Batch, at: datetime) -> None:
        self.by, self.sweep, self.batch, self.at = by, sweep, batch, at
        self.said: dict[int, tuple[Said, int]] = {}

    def take(self, lines: list[Line], issues: list[dict[str, Any]], result: SweepResult) -> None:
        """One part of the file, all or nothing: a person's own row before that of the household."""
        with transaction.atomic():
            bulk.one_writer()
            outcomes: dict[int, str] = {}
            for line in sorted(lines, key=lambda each: not each.name):
                answer = self._line(line, result)
                if isinstance(answer, Fault):
                    issues.append(answer.issue(line.row, line.cells))
                else:
                    outcomes[line.row] = answer
            intake.keep_issues(batch=self.batch, issues=issues)
        for outcome in outcomes.values():
            setattr(result, outcome, getattr(result, outcome) + 1)
        result.add_issues(issues)

    def _line(self, line: Line, result: SweepResult) -> str | Fault:
        people = self._person(line) if line.name else self._household(line)
        if isinstance(people, Fault):
            return people
        wanted = [self._said(line, each) for each in queries.at_door(self.sweep, people, self.at.date())]
        if line.name:
            before = self.said.get(wanted[0].person)
            if before and before[0] != wanted[0]:
                return _fault("name", "said_otherwise",
                              told("Dòng %(row)s của tệp nói khác về người này.", row=before[1]),
                              told("Giữ lại dòng đúng rồi nhập lại tệp."))  # fmt: skip
        else:
            wanted = [said for said in wanted if said.person not in self._entered(wanted)]
        if not wanted:
            return "unchanged"
        done = actions.enter(
            by=self.by, sweep=self.sweep, said=wanted, source="list", batch=self.batch, at=self.at
        )
        self.said |= {said.person: (said, line.row) for said in wanted}
        result.found += done.found
        return "accepted" if done.accepted else "corrected" if done.corrected else "unchanged"

    def _entered(self, wanted: list[Said]) -> set[int]:
        """What a row says of a household corrects nobody of whom something was said by name."""
        held = queries.current(self.sweep).filter(person__in=[said.person for said in wanted])
        return set(held.values_list("person_id", flat=True))

    def _said(self, line: Line, each: AtDoor) -> Said:
        """What the list leaves out stays as the door told it, while both say met, or both absent."""
        said = Said(each.person.pk, line.presence, line.test, line.doses, 0, line.reason)
        held = each.entry
        if held and held.presence == said.presence:
            said = replace(
                said, test=said.test or held.test, reason=said.reason or held.reason,
                doses=held.doses if said.doses is None else said.doses,
            )  # fmt: skip
        known = each.doses if said.doses is None else said.doses
        missing = max(0, (each.due or 0) - known)
        return replace(said, missing=missing, reason=said.reason if missing else "")

    def _household(self, line: Line) -> list[Person] | Fault:
        key = keyed_hash("household", str(self.sweep.unit_id), line.household)
        home = queries.households(self.sweep).filter(key=key).first()
        if home is None:
            return _fault("household", "household_unknown", told("Không có mã hộ này trong sổ của đợt."),
                          told("Kiểm tra mã hộ, hoặc ghi từng người có họ tên."))  # fmt: skip
        return list(unabsorbed(Person.objects.filter(household=home)))

    def _person(self, line: Line) -> list[Person] | Fault:
        name, cid, _ = identity_hashes(line.name, line.cid, "")
        named = Identity.objects.filter(name_hash=name, person__unit=self.sweep.unit_id)
        if self.sweep.hamlet:
            named = named.filter(person__household__hamlet=self.sweep.hamlet)
        # the few of this name first: the other way round all of the commune was read for each row
        found = list(named.select_related("person"))
        standing = unabsorbed(Person.objects.filter(pk__in=[i.person_id for i in found]))
        remained = set(standing.values_list("pk", flat=True))
        found = [i for i in found if i.person_id in remained]
        if cid:
            found = [i for i in found if i.cid_hash and bytes(i.cid_hash) == cid]
        elif line.household:
            key = keyed_hash("household", str(self.sweep.unit_id), line.household)
            home = Household.objects.filter(key=key).first()
            found = [i for i in found if home and i.person.household_id == home.pk]
        found = [i for i in found if _born(line, i.person)]
        people = [i.person for i in (found if len(found) == 1 else found and _at_home(line, found))]
        if len(people) == 1:
            return people
        if found:
            return _fault("name", "person_ambiguous", told("Nơi này có nhiều người cùng họ tên như vậy."),
                          told("Thêm ngày sinh, số CCCD hoặc mã hộ."))  # fmt: skip
        return _fault("name", "person_unknown", told("Không có người này trong sổ của nơi đang rà soát."),
                      told("Kiểm tra họ tên, ngày sinh; người chưa có trong sổ thì thêm ở hộ."))  # fmt: skip


def _at_home(line: Line, namesakes: list[Identity]) -> list[Identity]:
    """Those of several namesakes whose hamlet and address a row says, as far as it says them."""
    said, there = (fold(line.hamlet), fold(line.address)), []
    for each in namesakes:
        home = each.person.household
        told_of = fold(home.hamlet if home else ""), fold(unseal(each.sealed).get("address", ""))
        if all(not a or a == b for a, b in zip(said, told_of, strict=True)):
            there.append(each)
    return there


def _born(line: Line, person: Person) -> bool:
    """A year agrees with every day of it; a birth that is not stated contradicts nobody."""
    if line.birth is None or person.birth is None:
        return True
    if line.precision == person.birth_precision == "day":
        return line.birth == person.birth
    return line.birth.year == person.birth.year


def _fault(column: str, code: str, reason: str, next_step: str) -> Fault:
    return Fault(column, "", code, reason, next_step)
