"""Weeks frozen with a curve: who fell ill where on which day, and the counts made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from giaoban.directives.lines import ONE, TaskLine
from giaoban.directives.programmes.queries import pilots, watch
from giaoban.places.models import Unit
from giaoban.situation import parts
from giaoban.situation.models import Evaluation
from tests.directives.conftest import SUNDAY, frozen

Tree = dict[str, Unit]
Curve = Mapping[str, Mapping[int, int]]  # commune: {days before the week's end: cases}
PEOPLE = {"06778": 10_000, "06781": 9_000, "06790": 12_000}
WEEK_8 = date(2022, 2, 27)


def _part(columns: dict[str, pa.Array]) -> dict[str, object]:
    work = parts.work_file(".parquet")
    pq.write_table(pa.table(columns), work)
    return {"sha256": parts.adopt(work), "rows": 1, "file": "part"}


def week_of(
    tree: Tree, end: date, values: dict[str, dict[str, float]], curve: Curve | None = None
) -> Evaluation:
    """A frozen week; `curve` also gives it the cases themselves. A commune of the curve has reported."""
    counts = {code: dict(known) for code, known in values.items()}
    for code in curve or {}:
        counts.setdefault(code, {})["communes_reporting"] = 1.0
    week = frozen(end - timedelta(days=6), end, counts, datetime.combine(end, time(16, 0)))
    if curve is not None:
        here = [u for u in tree.values() if u.code != "24" and not u.path.startswith("VN/24")]
        week.snapshot.manifest = {
            "units": [
                _part(
                    {
                        "code": pa.array([u.code for u in here]),
                        "full_name": pa.array([u.full_name for u in here]),
                        "level": pa.array([u.level for u in here]),
                        "path": pa.array([u.path for u in here]),
                        "population": pa.array([PEOPLE.get(u.code, 0) for u in here], pa.int64()),
                    }
                )
            ],
            "cases": [_part(_cases(end, curve))],
        }
        week.snapshot.save()
    return week


def _cases(end: date, curve: Curve) -> dict[str, pa.Array]:
    rows = [
        (code, end - timedelta(days=ago))
        for code, days in curve.items()
        for ago, n in days.items()
        for _ in range(n)
    ]
    units, days = zip(*rows, strict=True) if rows else ((), ())
    return {"unit": pa.array(units, pa.string()), "announced": pa.array(days, pa.date32())}


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """In a test the same number may name another evaluation; in life it never does."""
    watch._communes.cache_clear()
    pilots._records.cache_clear()


@pytest.fixture
def repair(tree: Tree) -> Callable[..., TaskLine]:
    def line(code: str = "06778", text: str = "Bổ sung sổ theo dõi", **more: object) -> TaskLine:
        given = {"due_at": datetime(2022, 3, 9, 17, 0), "due_rule": "đúng giờ ghi", "role": "commune"}
        return TaskLine(text=text, whom=ONE, unit=tree[code], **{**given, **more})  # type: ignore[arg-type]

    return line


@pytest.fixture
def week_8(tree: Tree) -> Evaluation:
    """300 active cases in the province; 100, 80 and 120 in the communes."""
    active = {"22": 300, "195": 180, "196": 120, "06778": 100, "06781": 80, "06790": 120}
    return week_of(tree, WEEK_8, {code: {"active": float(n)} for code, n in active.items()})


@pytest.fixture
def week_9(tree: Tree, week_8: Evaluation) -> Evaluation:
    """The week after: Phường Một has fallen to 70, Phường Hai stands at 80; of Xã Ba nothing is known."""
    active = {"22": 250, "06778": 70, "06781": 80}
    return week_of(tree, SUNDAY, {code: {"active": float(n)} for code, n in active.items()})
