"""Rows of a laboratory's list, read and checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from giaoban.intake import codes, faults, values
from giaoban.intake.cells import Columns, Stated, text
from giaoban.intake.faults import Fault
from giaoban.intake.mapping import Mapping
from giaoban.intake.workbooks import Row
from giaoban.kernel.text import fold
from giaoban.kernel.told import told
from giaoban.registry.lab import words
from giaoban.registry.linelist import words as general

_TEXTS = ("sample_id", "name", "cid", "phone", "address", "case_id", "lab", "variant")
_DAYS = {"sampled": told("ngày lấy mẫu"), "result_at": told("ngày trả kết quả")}
_HIGHEST_CT = 50.0  # cycles a PCR runs at most
_OLDEST = 1890
_NO_VARIANT = {"khong xac dinh", "khong doc duoc", "khong thanh cong", "failed"}


@dataclass(frozen=True, slots=True)
class Sample:
    """One result; "" and None are what the row does not say. Its place is still text."""

    row: int
    cells: list[Any]
    place: tuple[str, ...]
    sample_id: str
    name: str
    cid: str
    phone: str
    address: str
    case_id: str
    lab: str
    variant: str
    birth: date | None
    precision: str
    sex: str
    sampled: date | None
    result_at: date | None
    assay: str
    result: str
    ct: float | None
    reason: str

    @property
    def day(self) -> date:
        day = self.sampled or self.result_at
        assert day is not None  # the reader refuses a row without both
        return day

    def content(self) -> str:
        """All the row states: equal for equal rows, whatever columns the file has."""
        parts = (
            self.place, self.sample_id, self.name, self.cid, self.phone, self.address, self.case_id, self.lab,
            self.variant, self.birth, self.precision, self.sex, self.sampled, self.result_at, self.assay,
            self.result, self.ct, self.reason,
        )  # fmt: skip
        return "\x1f".join(map(str, parts))


class LabReader:
    """Reads batches of rows under one mapping."""

    def __init__(self, mapping: Mapping, today: date) -> None:
        self.columns, self.mapping, self.today = Columns(mapping), mapping, today
        self.results: dict[tuple[str, str, str], str] = {}  # what the file has said so far

    def read(self, rows: list[Row]) -> tuple[list[Sample], list[dict[str, Any]]]:
        columns = self.columns
        columns.take(rows)
        texts = {name: columns.texts(name) for name in _TEXTS}
        births = columns.meant("birth", self._birth, general.no_birth, (None, "year"))
        sexes = columns.meant("sex", _coded("sex"), words.no_code("sex"), "")
        days = {name: self._days(name) for name in _DAYS}
        assays = columns.meant("test", _coded("assay"), words.no_code("test"), "")
        results = columns.meant("test_result", _coded("test_result"), words.no_code("test_result"), "")
        cts = columns.meant("ct", _ct, words.no_ct)
        reasons = columns.meant("sampled_for", _reason, words.no_code("sampled_for"), "")
        places = columns.places()
        found: dict[int, Sample] = {}
        for i in columns.sound():
            (number, cells), (birth, precision) = rows[i], births[i]
            sample = _settled(
                Sample(
                    row=number, cells=list(cells), place=places[i], birth=birth, precision=precision,
                    sex=sexes[i], sampled=days["sampled"][i], result_at=days["result_at"][i], assay=assays[i],
                    result=results[i], ct=cts[i], reason=reasons[i],
                    **{name: texts[name][i] for name in _TEXTS},
                )
            )  # fmt: skip
            fault = self._lacking(sample) or self._contradiction(sample)
            if fault:
                columns.faults[i] = fault
            else:
                found[i] = sample
        return [found[i] for i in columns.sound()], columns.issues()

    def _lacking(self, sample: Sample) -> Fault | None:
        heading = self.columns.heading
        if not sample.sample_id and not sample.name:
            return words.unrecognisable(heading("sample_id"))
        if not sample.assay:
            return words.no_assay(heading("test"))
        if not sample.result and sample.assay != "sequence":
            return words.no_result(heading("test_result"))
        if not sample.sampled and not sample.result_at:
            return words.no_day(heading("sampled"))
        if sample.sampled and sample.result_at and sample.result_at < sample.sampled:
            return words.result_before_sample(heading("result_at"), sample.sampled, sample.result_at)
        if sample.variant and sample.result == "negative":
            return words.variant_of_negative(heading("variant"), sample.variant)
        return None

    def _contradiction(self, sample: Sample) -> Fault | None:
        """One sample is not positive and negative; nobody but the laboratory knows which."""
        if not sample.sample_id or sample.result not in ("positive", "negative"):
            return None
        number = fold(sample.lab), fold(sample.sample_id), sample.assay
        first = self.results.setdefault(number, sample.result)
        return words.said_otherwise(self.columns.heading("sample_id")) if first != sample.result else None

    def _birth(self, cell: Any) -> tuple[date | None, str]:
        if values.is_blank(cell):
            return None, "year"
        birth, precision = values.read_birth(cell, self.mapping.date_form("birth"), self.today)
        if birth and (birth.year < _OLDEST or birth.year > self.today.year):
            raise Stated(
                "birth_impossible", told("Ngày sinh này không thể có."), told("Kiểm tra lại năm sinh.")
            )
        return birth, precision

    def _days(self, name: str) -> list[date | None]:
        form, today = self.mapping.date_form(name), self.today

        def read(cell: Any) -> date | None:
            day = values.read_date(cell, form)
            if day and day > today:
                raise words.in_future(_DAYS[name], day)
            return day

        return self.columns.meant(name, read, faults.no_date)


def _settled(sample: Sample) -> Sample:
    """What a row says without saying it: a variant is of a sequence, a sequence of a positive sample."""
    variant = "" if fold(sample.variant) in _NO_VARIANT or values.is_blank(sample.variant) else sample.variant
    assay = sample.assay or ("sequence" if variant else "pcr" if sample.ct is not None else "")
    result = sample.result or ("positive" if variant else "")
    return replace(sample, variant=variant[:40], assay=assay, result=result, lab=sample.lab[:80])


def _coded(kind: str) -> Callable[[Any], str]:
    def read(cell: Any) -> str:
        said = text(cell)
        try:
            return codes.code(kind, said)  # first, for "chưa rõ" is a result
        except ValueError:
            if values.is_blank(said):
                return ""
            raise

    return read


def _reason(cell: Any) -> str:
    try:
        return _coded("sampled_for")(cell)
    except ValueError:
        return "other"  # an open list


def _ct(cell: Any) -> float | None:
    if values.is_blank(cell):
        return None
    ct = values.read_number(cell)
    if not 0 <= ct <= _HIGHEST_CT:
        raise ValueError(cell)
    return ct
