"""Pages over HTTP from the running site: board, place, line list; figures opened; memory after a visit.

Milliseconds from the question to the last byte on the same machine, all middleware on. The readers take
turns, so that a busy minute falls on each of them alike.
"""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Mapping
from pathlib import Path

from bench import weekly
from bench.lines import Line, p95
from bench.server import Reader, memory, served, session_of
from bench.state import COMMUNE, DISTRICT, PROVINCE

MEDIAN, TAIL, RATIO, OPENING, MEMORY = 100.0, 250.0, 1.1, 300.0, 400.0  # asked: ms, ms, times, ms, MB
WARM = 8  # questions before the clock: both workers have each page's code and templates loaded
ROUNDS = 15  # of each page by each reader, in one run
READING = 5.0  # seconds between a briefing's page and the first figure opened from it
READERS = {"admin": PROVINCE, "district": DISTRICT, "commune": COMMUNE}
PAGES = {"board": "/bang/", "place page": "/noi/{place}/", "line list": "/ca-benh/"}
LISTS = {
    "line list, active cases": "/ca-benh/?state=active",
    "line list, page 100": "/ca-benh/?page=100",
}
FIGURES = ("new", "active", "home_share", "deaths")
VISITED = (
    "/", "/bang/", "/noi/22/", "/noi/195/", "/noi/06793/", "/ca-benh/", "/nhap/", "/nhiem-vu/", "/bao-cao/",
    "/bao-cao/{slug}/", "/bao-cao/{slug}/tai-ve.pdf", "/bao-cao/{slug}/tai-ve.docx", "/login/", "/account/",
)  # fmt: skip


def run(state: Path, runs: int) -> list[Line]:
    slug = _briefing(state)
    first = _first(state, slug, runs)
    with served(state) as (pid, port):
        readers = {role: Reader(port, session_of(role)) for role in READERS}
        lines = [line for name, path in PAGES.items() for line in _page(readers, name, path, runs)]
        admin = readers["admin"]
        lines += [_alone(admin, name, path, runs) for name, path in LISTS.items()]
        for figure in FIGURES:
            lines += _figure(state, admin, slug, figure, first[figure])
        lines += _memory(pid, readers, slug)
    return lines


def _briefing(state: Path) -> str:
    """The newest briefing of the province; one is made if there is none."""
    from giaoban.briefing.models import Briefing

    held = Briefing.objects.filter(place__code=PROVINCE).order_by("-id").values_list("slug", flat=True)
    if not held:
        weekly.run(state, 1)
    return str(held.all()[0])


def _page(readers: Mapping[str, Reader], name: str, path: str, runs: int) -> list[Line]:
    asked = {role: path.format(place=place) for role, place in READERS.items()}
    took: dict[str, list[float]] = {role: [] for role in readers}
    for number in range(WARM + ROUNDS * runs):
        for role, reader in readers.items():
            answer = reader.get(asked[role])
            if answer.status != 200:
                return [Line(name, "ms", None, MEDIAN, note=f"absent: {answer.status} for {role}")]
            if number >= WARM:
                took[role].append(answer.ms)
    median = {role: statistics.median(values) for role, values in took.items()}
    worst = max(median, key=lambda role: median[role])
    n = ROUNDS * runs
    by_role = {role: round(value, 1) for role, value in median.items()}
    tails = {role: round(p95(values), 1) for role, values in took.items()}
    return [
        Line(f"{name}, median of the slowest reader ({worst})", "ms", by_role[worst], MEDIAN, runs=n,
             details=by_role),
        Line(f"{name}, 95th percentile of the slowest reader", "ms", max(tails.values()), TAIL, runs=n,
             details=tails),
        Line(f"{name}, commune officer to administrator", "times",
             round(median["commune"] / median["admin"], 2), RATIO, runs=n),
    ]  # fmt: skip


def _alone(reader: Reader, name: str, path: str, runs: int) -> Line:
    answers = [reader.get(path) for _ in range(WARM + ROUNDS * runs)]
    if answers[-1].status != 200:
        return Line(name, "ms", None, MEDIAN, note=f"absent: {answers[-1].status}")
    took = [a.ms for a in answers[WARM:]]
    return Line(f"{name}, median (admin)", "ms", round(statistics.median(took), 1), MEDIAN, runs=len(took),
                details={"p95": round(p95(took), 1)})  # fmt: skip


def _first(state: Path, slug: str, runs: int) -> dict[str, list[float]]:
    """{figure: ms of the first opening}, of a week nobody has looked at but the reader of its briefing."""
    took: dict[str, list[float]] = {figure: [] for figure in FIGURES}
    for _ in range(runs):
        shutil.rmtree(state / "snapshots" / "opened", ignore_errors=True)
        with served(state) as (_, port):
            reader = Reader(port, session_of("admin"))
            reader.get(f"/bao-cao/{slug}/")
            time.sleep(READING)
            for figure in FIGURES:
                took[figure].append(reader.get(_address(slug, figure)).ms)
    return took


def _figure(state: Path, reader: Reader, slug: str, figure: str, first: list[float]) -> list[Line]:
    """Opened the first time, and again; `at_once`: where nothing was worked out while its page was read."""
    path = _address(slug, figure)
    answer = reader.get(path)
    if answer.status != 200:
        return [Line(f"opening {figure}", "ms", None, OPENING, note=f"absent: {answer.status}")]
    again = [reader.get(path).ms for _ in range(WARM + ROUNDS)][WARM:]
    shutil.rmtree(state / "snapshots" / "opened", ignore_errors=True)
    at_once = round(reader.get(path).ms, 1)
    kept = {"least": round(min(again), 1), "p95": round(p95(again), 1)}
    return [
        Line(f"opening {figure} to its records", "ms", round(statistics.median(again), 1), OPENING,
             runs=len(again), details=kept),
        Line(f"opening {figure} the first time, its briefing read for {READING:.0f} s", "ms",
             round(statistics.median(first), 1), OPENING, runs=len(first),
             details={"most": round(max(first), 1), "at_once": at_once}),
    ]  # fmt: skip


def _address(slug: str, figure: str) -> str:
    return f"/bao-cao/{slug}/so-lieu/{figure}/"


def _memory(pid: int, readers: Mapping[str, Reader], slug: str) -> list[Line]:
    refused = []
    for path in VISITED:
        for role, reader in readers.items():
            answer = reader.get(path.format(slug=slug))
            if answer.status >= 400 and role == "admin":
                refused.append(f"{path} {answer.status}")
    held = memory(pid)
    note = f"after {len(VISITED)} pages by each reader" + (f"; not there: {refused}" if refused else "")
    what = "memory of all server processes (PSS)"
    return [Line(what, "MB", held["pss_mb"], MEMORY, note=note, details=held)]
