"""The indicators as SQL text, compiled once and kept: a warm cache never imports ibis."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LIBRARIES = ("ibis-framework", "sqlglot", "duckdb")


@dataclass(frozen=True)
class Compiled:
    """Everything an engine needs. `to_json` is what a snapshot stores beside its figures."""

    fingerprint: str
    shared: dict[str, str]
    totals: list[dict[str, Any]]
    spreads: list[dict[str, Any]]
    records: dict[str, dict[str, Any]]
    sums: dict[str, dict[str, Any]]

    def records_sql(self, indicator_id: str) -> str:
        """The records form of an indicator, standing alone over the tables of the contract.

        Of a share it is the numerator's, of a change that of the value changed.
        """
        return self.standing_alone(*self.form(indicator_id))

    def form(self, indicator_id: str) -> tuple[str, list[str]]:
        """The records form over the shared tables, and which of them it reads."""
        from giaoban.analytics.catalogue import CATALOGUE, records_of

        name = indicator_id
        while name not in self.records and name not in self.sums:
            name = records_of(CATALOGUE[name])
        if name in self.sums:
            return self.sums[name]["sql"], self.sums[name]["over"]
        return self.records[name]["sql"], [self.records[name]["over"]]

    def standing_alone(self, sql: str, over: list[str]) -> str:
        written = ", ".join(f'"shared_{name}" AS ({self.shared[name]})' for name in over)
        return f"WITH {written} SELECT * FROM ({sql})"

    def only(self, indicator_ids: Iterable[str]) -> Compiled:
        """With only the passes these indicators need: for the question that wants no briefing."""
        from giaoban.analytics.catalogue import needed

        wanted = needed(indicator_ids)
        return replace(self, totals=[one for one in self.totals if wanted & set(one["ids"])],
                       spreads=[one for one in self.spreads if one["id"] in wanted])

    def to_json(self) -> str:
        return json.dumps(self.__dict__, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Compiled:
        return cls(**json.loads(text))


def fingerprint() -> str:
    """Of everything the SQL depends on: the sources of this package and the libraries."""
    mix = hashlib.sha256()
    for path in sorted(HERE.rglob("*.py")):
        mix.update(path.relative_to(HERE).as_posix().encode() + b"\0" + path.read_bytes())
    for library in LIBRARIES:
        mix.update(f"{library} {version(library)}\0".encode())
    return mix.hexdigest()[:32]


def load(folder: Path) -> Compiled:
    """The compiled indicators, from `folder` if they were compiled there for these sources."""
    print_ = fingerprint()
    kept = folder / f"indicators-{print_}.json"
    try:
        return Compiled.from_json(kept.read_text("utf-8"))
    except (OSError, ValueError, TypeError):
        # Absent, cut off by a full disk, or of another shape: compiling is always right.
        made = compile_now(print_)
    folder.mkdir(parents=True, exist_ok=True)
    partial = kept.with_suffix(f".{os.getpid()}.part")
    partial.write_text(made.to_json(), "utf-8")
    partial.replace(kept)
    return made


def compile_now(print_: str | None = None) -> Compiled:
    from giaoban.analytics.compiling import compile_all

    return Compiled(fingerprint=print_ or fingerprint(), **compile_all("duckdb"))
