"""What an extract may build upon: the parts of an earlier one, and the refs whose records were written since.

Triggers in the database note the refs, so nothing that writes the registry can forget to; they are put there
after every migration, and a migration makes the next extract a full one. SQLite gives numbers in the order of
commits: there a new row is one with a higher number than was read last, and needs no trigger, which would
cost an import a third of its time.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from giaoban.analytics import compiled
from giaoban.registry.extract import REF, WATCHED
from giaoban.situation import parts
from giaoban.situation.models import Base, Snapshot, Touched, default_disease

if TYPE_CHECKING:
    from giaoban.situation.extract import Extract, Manifest

MOST = 50_000  # refs; to patch more takes longer than to read everything (a guess)
_CHANGES = {"update": ("OLD", "NEW"), "delete": ("OLD",)}
_EVENTS = {"insert": ("NEW",)} | _CHANGES
VERSION = "SELECT version FROM situation_base"
SEEN = "SELECT id FROM situation_touched"
MARKS = " UNION ALL ".join(f"SELECT '{table}' AS name, max(id) AS id FROM {table}" for table in WATCHED)
_PERSONS = "SELECT ref FROM situation_touched WHERE kind IN ('person', 'dose')"
_CASES = (
    "SELECT ref FROM situation_touched WHERE kind = 'case' UNION ALL "
    "SELECT c.ref FROM registry_case c JOIN registry_person p ON p.id = c.person_id "
    "JOIN situation_touched t ON t.ref = p.ref AND t.kind = 'person'"
)


@dataclass(frozen=True)
class Found:
    """Parts to build upon; `version` changes whenever others take their place."""

    manifest: Manifest
    version: int
    marks: dict[str, int]  # table → the highest number that was read of it

    def persons(self) -> str:
        """A SELECT of the refs, some of them twice, of the persons whose records were written since.

        A plain UNION would have SQLite 3.53 merge its parts in the order of an index: whole tables were read.
        """
        return " UNION ALL ".join([_PERSONS, *self._new("person", "dose")])

    def cases(self) -> str:
        """The same of cases; those of such a person are among them."""
        found = [_CASES, *self._new("case")]
        if _counted():
            mark = self.marks.get("registry_person", 0)
            found.append(f"SELECT ref FROM registry_case WHERE person_id > {mark}")
        return " UNION ALL ".join(found)

    def _new(self, *kinds: str) -> list[str]:
        return [
            f"SELECT n.ref FROM (SELECT {REF[column].format('r')} AS ref FROM {table} r "
            f"WHERE r.id > {self.marks.get(table, 0)}) n WHERE n.ref IS NOT NULL"
            for table, (kind, column) in WATCHED.items()
            if kind in kinds and _counted()
        ]


def base(known_at: datetime, disease: str = "") -> Found | None:
    """What an extract as of `known_at` may build upon; None where everything must be read."""
    held = Base.objects.select_related("snapshot").first()
    if held is None or held.snapshot is None or held.snapshot.disease != (disease or default_disease()):
        return None
    if held.code != _code() or held.snapshot.known_at > known_at:
        return None
    manifest = held.snapshot.manifest
    whole = all(parts.there(part["sha256"]) for found in manifest.values() for part in found)
    if not whole or Touched.objects.count() + _added(held.marks) > MOST or not _watching():
        return None
    return Found(manifest, held.version, held.marks)


def _counted() -> bool:
    """Whether numbers tell what is new; elsewhere a lower one may be committed later."""
    return connection.vendor == "sqlite"


def _added(marks: dict[str, int]) -> int:
    if not _counted():
        return 0  # the triggers noted them
    with connection.cursor() as cursor:
        cursor.execute(MARKS)
        return sum((highest or 0) - marks.get(table, 0) for table, highest in cursor.fetchall())


def keep(snapshot: Snapshot, made: Extract) -> None:
    """Let the next extract build upon a snapshot, unless another was kept since its rows were read.

    Only the disease the installation is set to is kept up; another is read whole.
    """
    if snapshot.disease != default_disease():
        return
    with transaction.atomic():
        held = Base.objects.select_for_update().get_or_create(pk=1)[0]
        if held.version != made.version or not _watching():
            return
        if held.snapshot and held.code == _code() and held.snapshot.known_at > snapshot.known_at:
            return
        held.snapshot, held.code, held.version = snapshot, _code(), held.version + 1
        held.marks = made.marks
        held.save()
        _forget(made.seen["id"].to_pylist())
        late = zip(made.late["kind"].to_pylist(), made.late["ref"].to_pylist(), strict=True)
        Touched.objects.bulk_create((Touched(kind=k, ref=r) for k, r in late), batch_size=5000)


def _forget(seen: list[int]) -> None:
    with connection.cursor() as cursor:
        if _counted():
            cursor.execute("DELETE FROM situation_touched WHERE id <= %s", [max(seen, default=0)])
        else:
            cursor.execute("DELETE FROM situation_touched WHERE id = ANY(%s)", [seen])


def _code() -> str:
    """Of what decides how rows become parts."""
    from giaoban.registry import extract as registry

    here = Path(__file__).parent
    names = ("extract.py", "extract_sql.py", "extract_care_sql.py")
    files = (*(here / name for name in names), Path(registry.__file__))
    mix = hashlib.sha256(compiled.fingerprint().encode())
    for file in files:
        mix.update(file.read_bytes())
    return mix.hexdigest()[:32]


def watch(plan: Any = (), **kwargs: Any) -> None:
    """Put the triggers there, after every `migrate`; what a migration changed no trigger has seen."""
    tables = connection.introspection.table_names()
    if not {*WATCHED, "situation_touched", "situation_base"} <= {*tables}:
        return  # on the way to a state without them
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in _statements():
            cursor.execute(statement)
        if plan:
            Base.objects.filter(pk=1).delete()


def _watching() -> bool:
    known = {
        "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'touched_%'",
        "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'touched_%' AND tgenabled <> 'D'",
    }
    with connection.cursor() as cursor:
        cursor.execute(known[connection.vendor])
        return bool(cursor.fetchone()[0] == len(WATCHED) * len(_noted()))


def _noted() -> dict[str, tuple[str, ...]]:
    return _CHANGES if _counted() else _EVENTS


def _statements() -> list[str]:
    make = _postgresql if connection.vendor == "postgresql" else _sqlite
    return [s for table in WATCHED for event in _EVENTS for s in make(table, event)]


def _sqlite(table: str, event: str) -> list[str]:
    name = f"touched_{table}_{event}"
    gone = f"DROP TRIGGER IF EXISTS {name}"
    if event not in _noted():
        return [gone]  # an earlier version made it
    kind, column = WATCHED[table]
    noted = " ".join(
        f"INSERT INTO situation_touched (kind, ref) "
        f"SELECT '{kind}', r.ref FROM (SELECT {REF[column].format(row)} AS ref) r WHERE r.ref IS NOT NULL "
        f"AND NOT EXISTS (SELECT 1 FROM situation_touched t WHERE t.kind = '{kind}' AND t.ref = r.ref);"
        for row in _EVENTS[event]
    )
    return [gone, f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {noted} END"]


def _postgresql(table: str, event: str) -> list[str]:
    """Once a statement, so that COPY stays fast; no unique key, so that no writer waits for another.

    Each record is looked up once, however many of the rows are its own: an import writes three states a case.
    """
    kind, column = WATCHED[table]
    name = f"touched_{table}_{event}"
    rows = " UNION ".join(f"SELECT DISTINCT {column} FROM {row}_rows" for row in _EVENTS[event])
    referencing = " ".join(f"{row} TABLE AS {row}_rows" for row in _EVENTS[event])
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"INSERT INTO situation_touched (kind, ref) "
        f"SELECT '{kind}', t.ref FROM (SELECT {REF[column].format('r')} AS ref FROM ({rows}) r) t "
        "WHERE t.ref IS NOT NULL; "
        "RETURN NULL; END $$",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {referencing} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
    ]
