"""Freezing a snapshot and evaluating it. The only place where analytics is asked to compute."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pyarrow.parquet as pq
from django.conf import settings
from django.db import IntegrityError, transaction

from giaoban import __version__, policy
from giaoban.analytics import compiled, engine
from giaoban.kernel import audit
from giaoban.places import trees
from giaoban.policy.levels import elderly_age
from giaoban.situation import frozen, increment, levels, parts
from giaoban.situation.extract import extract
from giaoban.situation.models import Evaluation, Snapshot, default_disease

Say = Callable[[str], None]


def quiet(text: str) -> None:
    """For callers that show no progress."""


def compile_ahead() -> subprocess.Popen[bytes]:
    """Write the indicators out as SQL in another process, so that the first freeze does not wait for it."""
    folder = str(settings.GIAOBAN_COMPILED)
    program = (
        "import pathlib, sys; from giaoban.analytics import compiled; "
        "compiled.load(pathlib.Path(sys.argv[1]))"
    )
    path = os.pathsep.join(p for p in sys.path if p)
    return subprocess.Popen([sys.executable, "-c", program, folder], env={**os.environ, "PYTHONPATH": path})


def freeze(*, by: Any, known_at: datetime, on: date, say: Say = quiet, disease: str = "") -> Snapshot:
    """Freeze everything known at `known_at` on the tree of `on`; the same again is the same snapshot."""
    tree = trees.tree_start(on)
    disease = disease or default_disease()
    key = {
        "disease": disease,
        "known_at": known_at,
        "tree_date": tree,
        "policy": policy.load(settings.GIAOBAN_POLICY_DIR).fingerprint(),
        "code": f"{__version__}+{compiled.fingerprint()}",
    }
    found = Snapshot.objects.filter(**key).first()
    if found:
        return found
    made = extract(known_at, tree, say, increment.base(known_at, disease), disease)
    work = parts.work_file(".json")
    work.write_text(compiled.load(settings.GIAOBAN_COMPILED).to_json(), "utf-8")
    sql = parts.adopt(work)
    try:
        with transaction.atomic():
            snapshot = Snapshot.objects.create(manifest=made.manifest, sql=sql, **key)
            increment.keep(snapshot, made)
            audit.record(by, "situation.freeze", f"snapshot:{snapshot.id}", known_at=str(known_at))
    except IntegrityError:  # somebody froze the same at the same moment
        return Snapshot.objects.get(**key)
    return snapshot


def evaluate(*, by: Any, snapshot: Snapshot, start: date, end: date, count: str) -> Evaluation:
    """Every indicator of the snapshot for one window, by unit; and the proposed levels."""
    key = {"snapshot": snapshot, "start": start, "end": end, "count": count}
    found = Evaluation.every.filter(**key).first()
    if found:
        return found
    params = rule_numbers(end, snapshot.disease)
    with frozen.opened(snapshot, count) as con:
        counts = engine.compute(con, frozen.compiled(snapshot.sql), frozen.standard(start, end), params)
        rolled = engine.roll_up(con, counts).sort_by(
            [("unit", "ascending"), ("indicator", "ascending"), ("window", "ascending"),
             ("bucket", "ascending")]
        )  # fmt: skip
        units = con.execute("SELECT code, level, path, population FROM units ORDER BY path").fetchall()
    work = parts.work_file(".parquet")
    pq.write_table(rolled, work, compression="zstd", row_group_size=4096)
    proposed = levels.of_units(
        rolled, units, frozen.standard(start, end), params, end, disease=snapshot.disease
    )
    try:
        with transaction.atomic():
            evaluation = Evaluation.every.create(
                disease=snapshot.disease, counts=parts.adopt(work), params=params, levels=proposed, **key
            )
            audit.record(by, "situation.evaluate", f"evaluation:{evaluation.id}", count=count)
    except IntegrityError:
        return Evaluation.every.get(**key)
    return evaluation


def rule_numbers(on: date, disease: str = "") -> dict[str, float]:
    """The numbers of the law the indicators ask for, in force on `on` at the root place."""
    rules = policy.load(settings.GIAOBAN_POLICY_DIR)
    at = trees.root_path(on)
    numbers: dict[str, float] = {}
    isolation = rules.in_force("isolation_end", on, at, disease=disease or None)
    days = isolation.number_of("days", on) if isolation else None
    if days is not None:
        numbers["isolation_days"] = days
    level = rules.in_force("epidemic_level", on, at, disease=disease or None)
    numbers["elderly_age"] = float((elderly_age(level, on) if level else None) or 65)
    return numbers
