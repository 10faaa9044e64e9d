"""A state directory of the sizing target: one province of 1.3 million residents and 300,000 cases.

Run: python -m bench.state --state DIR [--residents N --cases N]. The real tree and census of Quảng Ninh,
made-up people from a fixed seed, written in bulk; a finished state is used again.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.analytics_data import WINDOW_END, WINDOW_START, Size

PROVINCE, DISTRICT, COMMUNE = "22", "195", "06793"  # of the officers who sign in, as in the demo
NOW = datetime(2022, 3, 7, 7, 0)
DONE = "bench.json"
SEED = 20220306
CACHE_KB = 1_000_000  # keys are random: without their index in memory every row waits for the disk


def ready(state: Path, size: Size) -> dict[str, Any]:
    """{accounts, size, built_s} of the state, built if it is not there or of another size."""
    _environment(state)
    done = state / DONE
    if done.is_file():
        kept: dict[str, Any] = json.loads(done.read_text("utf-8"))
        if kept["size"] == vars(size):
            return _up_to_date(_with_django(state, kept))
    if state.exists() and any(state.iterdir()) and not done.is_file():
        raise SystemExit(f"{state} holds something else; give an empty directory")
    shutil.rmtree(state, ignore_errors=True)
    state.mkdir(parents=True)
    started = time.perf_counter()
    _environment(state)
    _with_django(state, {})
    accounts = build(size)
    made = {"size": vars(size), "accounts": accounts, "built_s": round(time.perf_counter() - started, 1)}
    done.touch(mode=0o600)  # it holds the passwords of the made-up officers
    done.write_text(json.dumps(made, indent=1), "utf-8")
    return made


def _environment(state: Path) -> None:
    """The clock stands on the Monday after the week told, for this process and the server's."""
    import os

    from giaoban.config.commands import common

    own = {"GIAOBAN_CLOCK": NOW.isoformat(), "GIAOBAN_ROOT_PLACE": PROVINCE}
    if state.is_dir():
        common.write_environment(state, own)
    os.environ.update(own, GIAOBAN_STATE=str(state))


def _with_django(state: Path, kept: dict[str, Any]) -> dict[str, Any]:
    from giaoban.config.commands import common

    common.setup(state)
    return kept


def _up_to_date(kept: dict[str, Any]) -> dict[str, Any]:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    return kept


def build(size: Size) -> list[dict[str, Any]]:
    """Fill an empty database; the accounts that can sign in."""
    from django.core.management import call_command

    from giaoban.accounts.demo import create_demo_accounts
    from giaoban.places import queries as places
    from giaoban.places.actions import load_trees

    call_command("migrate", verbosity=0, interactive=False)
    _say("places")
    load_trees()
    _ages()
    with _hasty():
        _write(size)
    on = NOW.date()
    levels = {"province": PROVINCE, "district": DISTRICT, "commune": COMMUNE}
    accounts = create_demo_accounts(places={name: places.resolve(c, on) for name, c in levels.items()})
    return [{**account, "place": str(account["place"])} for account in accounts]


@contextmanager
def _hasty() -> Iterator[None]:
    """No journal, no checks of keys, indexes afterwards: what a power cut spoils is built again."""
    from django.db import connection

    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        for pragma in ("journal_mode=DELETE", "journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.execute(f"PRAGMA cache_size=-{CACHE_KB}")
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE INDEX%' "
            "AND (tbl_name LIKE 'registry_%' OR tbl_name LIKE 'intake_%')"
        )
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        _say("indexes")
        for _, sql in indexes:
            cursor.execute(sql)
        cursor.execute("ANALYZE")
    connection.close()  # the next one has the settings of the installation again


def _ages() -> None:
    from demo.quang_ninh.facts import load
    from giaoban.places.actions import load_age_shares

    load_age_shares((district, *band) for district, bands in load().ages.items() for band in bands)


def _write(size: Size) -> None:
    import numpy as np
    from django.db import transaction

    from bench import analytics_data, state_rows
    from giaoban.intake.models import Batch
    from giaoban.places import queries as places

    root = places.resolve(PROVINCE, NOW.date())
    communes = list(places.communes_of(root))
    people = places.commune_population(NOW.date())
    shares = np.array([people[c.code] for c in communes])
    _say("numbers")
    tables = analytics_data.province(SEED, size, shares / shares.sum())
    units, rng = state_rows.made_up([c.id for c in communes]), np.random.default_rng(SEED)
    with transaction.atomic():
        batch = Batch.objects.create(
            kind="linelist", filename="bench", sha256="0" * 64, source="bench", place=root,
            received_at=NOW, finished_at=NOW, rows=size.cases, accepted=size.cases,
        ).id  # fmt: skip
        _say("residents")
        residents = state_rows.persons(rng, tables["persons"], units)
        _say("doses")
        state_rows.doses(tables["doses"], residents)
        _say("cases")
        state_rows.cases(rng, tables["cases"], tables["spells"], residents, units, batch)
        _say("returns and levels")
        state_rows.returns(tables["returns"], units, root.id, batch)
        _announce([c.id for c in communes], rng)


def _announce(unit_ids: list[int], rng: Any) -> None:
    """A level for every commune every Sunday of eight weeks."""
    from giaoban.places.actions import Announcement, announce_levels

    rows = []
    for week in range(8):
        at = datetime.combine(WINDOW_END - timedelta(days=7 * week), datetime.min.time())
        drawn = rng.integers(1, 5, len(unit_ids))
        rows += [
            Announcement(unit, int(level), f"{week + 1}/TB", "bench", at)
            for unit, level in zip(unit_ids, drawn, strict=True)
        ]
    announce_levels(rows, by=None, recorded_at=NOW)


def window() -> tuple[date, date]:
    return WINDOW_START, WINDOW_END


def size_of(given: argparse.Namespace) -> Size:
    return Size(given.residents, given.cases)


def arguments(parser: argparse.ArgumentParser) -> None:
    whole = Size()
    parser.add_argument("--state", type=Path, required=True, help="directory the bench state is kept in")
    parser.add_argument("--residents", type=int, default=whole.persons)
    parser.add_argument("--cases", type=int, default=whole.cases)


def _say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    arguments(parser)
    given = parser.parse_args()
    print(f"built in {ready(given.state.resolve(), size_of(given))['built_s']} s")


if __name__ == "__main__":
    main()
