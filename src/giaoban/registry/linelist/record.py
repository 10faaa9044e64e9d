"""Rows of a line list, read and checked: what the registry will hold of each, or why it cannot."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from giaoban import policy
from giaoban.intake import codes, values
from giaoban.intake.cells import Columns, Stated, text
from giaoban.intake.faults import Fault
from giaoban.intake.mapping import Mapping
from giaoban.intake.workbooks import Row
from giaoban.kernel.text import fold
from giaoban.kernel.told import told
from giaoban.registry.linelist import words

DATES = (
    "onset", "sampled", "result_at", "announced", "ministry_announced", "status_date", "outcome_date",
)  # fmt: skip
# field of the file → the code list it is read by
CODED = {
    "sex": "sex", "test": "test", "found": "found", "severity": "severity", "care_place": "care",
    "tier": "tier", "support": "support", "outcome": "outcome", "occupation": "occupation",
}  # fmt: skip


def _disease(cell: Any) -> bool:
    return codes.has_disease(text(cell))


def _flag(cell: Any) -> bool:
    return codes.flag(text(cell))


FLAGS = {
    "underlying": _disease, "pregnant": _flag, "poor": _flag, "minority": _flag, "unvaccinable": _flag,
}  # fmt: skip
TEXTS = (
    "case_id", "name", "cid", "phone", "hamlet", "address", "residence", "detected", "source", "disease",
)  # fmt: skip
_OLDEST = 1840  # the oldest person on record was born in 1875; lists of past epidemics are read as well
_LONGEST_NUMBER = 40  # as the model has it
_OLDEST_AGE = 125  # years at announcement
_DAYS = 100_000  # different ones kept: births of three centuries

Birth = tuple[date | None, str, int | None]  # day of birth, its precision, age where no birth is given


@dataclass(slots=True)
class Record:
    """A checked row; "" and None are what it does not say. Places are still text."""

    packed: list[Any] | bytes  # the cells, as they were read or as they came from another process
    row: int
    key: tuple[str, ...]
    place: tuple[str, ...]
    birth: date | None
    birth_precision: str
    age: int | None  # years at announcement
    case_id: str
    name: str
    cid: str
    phone: str
    hamlet: str
    address: str
    residence: str
    detected: str
    source: str
    disease: str
    onset: date | None
    sampled: date | None
    result_at: date | None
    announced: date | None
    ministry_announced: date | None
    status_date: date | None
    outcome_date: date | None
    sex: str
    test: str
    found: str
    severity: str
    care_place: str
    tier: str
    support: str
    outcome: str
    occupation: str
    underlying: bool
    pregnant: bool
    poor: bool
    minority: bool
    unvaccinable: bool

    @property
    def cells(self) -> list[Any]:
        found: list[Any] = pickle.loads(self.packed) if isinstance(self.packed, bytes) else self.packed
        return found

    def identity(self) -> dict[str, str]:
        return {"name": self.name, "cid": self.cid, "phone": self.phone, "address": self.address}

    def content(self) -> str:
        """Everything the row states as one text: equal for equal rows, whatever columns the file has."""
        day = _SAID
        return "\x1f".join(
            (
                self.name, day[self.birth], self.birth_precision, str(self.age), "\x1e".join(self.place),
                self.case_id, self.cid, self.phone, self.hamlet, self.address, self.residence, self.detected,
                self.disease,
                f"{day[self.onset]}{day[self.sampled]}{day[self.result_at]}{day[self.announced]}"
                f"{day[self.ministry_announced]}",
                f"{day[self.status_date]}{day[self.outcome_date]}",
                self.sex, self.test, self.found, self.severity, self.care_place, self.tier, self.support,
                self.outcome, self.occupation,
                f"{self.underlying:d}{self.pregnant:d}{self.poor:d}{self.minority:d}{self.unvaccinable:d}",
            )
        )  # fmt: skip


class _Said(dict["date | None", str]):
    """Days as str() says them, and "None"; written for each row they take longer than its hash."""

    def __missing__(self, day: date | None) -> str:
        if len(self) >= _DAYS:
            self.clear()
        said = self[day] = str(day)
        return said


_SAID = _Said()


class RowReader:
    """Reads batches of rows under one mapping."""

    def __init__(self, mapping: Mapping, today: date) -> None:
        self.mapping, self.today = mapping, today
        self.columns = Columns(mapping)
        self.announced_from = next((f for f in ("announced", "result_at", "sampled") if mapping.has(f)), None)

    def read(self, rows: list[Row]) -> tuple[list[Record], list[dict[str, Any]]]:
        """(records, issues of the rows that cannot be taken)."""
        columns = self.columns
        columns.take(rows)
        texts = {name: columns.texts(name) for name in TEXTS} | {"disease": self._diseases()}
        dates = {name: self._dates(name) for name in DATES}
        if self.announced_from:
            # a list without announcement dates is announced by its results, else its samples
            dates["announced"] = dates[self.announced_from]
        coded = {name: self._codes(name, kind) for name, kind in CODED.items()}
        if "outcome" in self.mapping.constants and "outcome" not in self.mapping.index:
            # a list of deaths: said of the rows that have a day for it
            ends = zip(coded["outcome"], dates["outcome_date"], strict=True)
            coded["outcome"] = [outcome if day else "" for outcome, day in ends]
        flags = [columns.meant(name, FLAGS[name], words.no_flag, False) for name in FLAGS]
        columns.meant("test_result", _positive, words.no_code("test_result"))
        births = columns.meant("birth", self._birth, words.no_birth, (None, "year", None))
        # a year of birth stands in the column of ages of many lists
        ages = columns.meant("age", self._birth, words.no_age, (None, "year", None))
        births = [b if b[0] or b[2] is not None else a for b, a in zip(births, ages, strict=True)]
        found = list(
            map(
                Record, (cells for _, cells in rows), (number for number, _ in rows), self._keys(texts),
                columns.places(), (b for b, _, _ in births), (p for _, p, _ in births),
                (a for _, _, a in births), *texts.values(), *dates.values(), *coded.values(), *flags,
            )
        )  # fmt: skip
        for place in columns.sound():
            fault = self._contradiction(found[place])
            if fault:
                columns.faults[place] = fault
        return [found[i] for i in columns.sound()], columns.issues()

    def _dates(self, name: str) -> list[date | None]:
        form, today = self.mapping.date_form(name), self.today

        def read(cell: Any) -> date | None:
            day = values.read_date(cell, form)
            if day and day > today:
                raise words.in_future(name, day)
            return day

        return self.columns.meant(name, read, words.no_date(name))

    def _codes(self, name: str, kind: str) -> list[str]:
        def read(cell: Any) -> str:
            said = text(cell)
            if not said or (kind != "support" and values.is_blank(said)):
                return ""
            try:
                return codes.code(kind, said)
            except ValueError:
                if kind == "occupation":
                    return "other"  # an open list: another trade is never a reason to lose a case
                raise

        return self.columns.meant(name, read, words.no_code(kind), "")

    def _diseases(self) -> list[str]:
        """The profile meant. Without a profile a disease is counted nowhere, so a cell that names none is
        refused; a mapping's constant was written on purpose, and its cases wait for the profile."""
        rules = policy.load(settings.GIAOBAN_POLICY_DIR)
        on_purpose = "disease" not in self.mapping.index

        def read(cell: Any) -> str:
            said = text(cell)
            if not said:
                return ""
            found = rules.disease_named(said)
            if found is None and on_purpose:
                return fold(said).replace(" ", "-")[:20]  # as the model has it
            if found is None:
                raise Stated(
                    "disease_unknown", told("Không có hồ sơ của bệnh ghi trong ô này."),
                    told("Ghi một trong: %(names)s; hoặc thêm hồ sơ vào policy/diseases.",
                         names=", ".join(rules.diseases)),
                )  # fmt: skip
            return found

        return self.columns.meant("disease", read, words.no_code("disease"), "")

    def _birth(self, cell: Any) -> Birth:
        """ "3 tháng" and "71 tuổi" stand in the birth column of many lists."""
        if values.is_blank(cell):
            return None, "year", None
        try:
            birth, precision = values.read_birth(cell, self.mapping.date_form("birth"), self.today)
        except (ValueError, OverflowError):
            age = values.read_age(cell)
            return None, "year", None if age is None else int(age)
        ahead = birth and birth > self.today and (precision == "day" or birth.year > self.today.year)
        if birth and (ahead or birth.year < _OLDEST):
            raise Stated(
                "birth_impossible", told("Ngày sinh này không thể có."), told("Kiểm tra lại năm sinh.")
            )
        return birth, precision, None

    def _keys(self, texts: dict[str, list[str]]) -> Any:
        if not self.mapping.key_index:
            return [(number,) if number else () for number in texts["case_id"]]
        columns = [self.columns.of(i) for i in self.mapping.key_index]
        keys = (tuple(map(text, cells)) for cells in zip(*columns, strict=True))
        return [key if any(key) else () for key in keys]

    def _contradiction(self, record: Record) -> Fault | None:
        """What no single cell shows. Sets the age at announcement on the way."""
        heading, announced = self.columns.heading, record.announced
        if not record.key and not record.name:
            return words.unrecognisable(heading("name"))
        if len(record.case_id) > _LONGEST_NUMBER:
            return words.number_too_long(heading("case_id"), record.case_id, _LONGEST_NUMBER)
        if record.sampled and announced and record.sampled > announced:
            return words.out_of_order(heading("sampled"), record.sampled, announced)
        if record.birth:
            record.age = values.years_between(record.birth, announced or self.today)
            if not 0 <= record.age <= _OLDEST_AGE and record.birth_precision != "day":
                record.age = max(0, record.age)  # "2022" for a child announced in March of 2022
            if not 0 <= record.age <= _OLDEST_AGE:
                return words.born_later(heading("birth"))
        if record.outcome_date and not record.outcome and self.mapping.has("outcome"):
            return words.date_without_outcome(heading("outcome"), record.outcome_date)
        return None


def _positive(cell: Any) -> None:
    """A list of everybody who was tested is no list of cases. Other words, such as a Ct, say nothing here."""
    said = text(cell)
    try:
        result = codes.code("test_result", said)
    except ValueError:
        result = "negative" if fold(said).startswith("am tinh") else ""
    if result in ("negative", "unclear") and not values.is_blank(said):
        raise words.not_positive()
    if not result and said and codes.is_code("outcome", said):
        raise words.outcome_as_result()
