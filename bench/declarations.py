"""Citizens declaring all at once: forms sent a second, how long each waits, and whether any is lost.

Run: python -m bench.declarations --state DIR [--runs 3] (it writes into DIR; the database is that of the
environment). `python -m bench.run declarations --state DIR` measures SQLite (`synchronous=FULL`, on a copy of
DIR) and a PostgreSQL of its own. The site runs as `giaoban serve` runs it, two workers with all middleware;
every form comes from another client address and phone.
"""

from __future__ import annotations

import os
from pathlib import Path

from bench import throughput
from bench.analytics_data import Size
from bench.lines import Line
from bench.server import served
from bench.state import COMMUNE
from bench.throughput import Sent

SIZE = Size(5_000, 2_000)  # of a database made for it; a declaration looks at other declarations only
SOME = 500  # keys asked for at once
_FORM = {
    "hamlet": "Tổ 1, khu 5", "address": "Số nhà 3", "person": "0", "p0-name": "Người Thử Không Có Thật",
    "p0-birth": "1985", "p0-sex": "f", "p0-test": "rapid", "p0-tested_on": "06/03/2022", "p0-symptoms": "no",
}  # fmt: skip


def run(state: Path, runs: int) -> list[Line]:
    return throughput.on_both("bench.declarations", state, runs)


def here(state: Path, runs: int) -> list[Line]:
    """On the database this process knows."""
    from django.db import connection

    os.environ["GIAOBAN_BEHIND_PROXY"] = "1"
    what = f"declarations, {connection.vendor}"
    first = _Forms("09")
    with served(state) as (pid, port):
        lines = throughput.measured(what, pid, port, first.make, 302, runs, _lost)
    with served(state) as (pid, port):
        lines.append(throughput.killed(what, pid, port, _Forms("03").make, 302, _lost))
    return lines


class _Forms:
    """Every form another household's, known by its phone; `lead` begins the phones of a series."""

    def __init__(self, lead: str) -> None:
        self.lead, self.sent = f"{lead}{os.getpid() % 10}", 0

    def make(self, number: int, turn: int) -> Sent:
        self.sent += 1  # two threads may draw the same: the connection's number tells them apart
        phone = f"{self.lead}{number:02}{self.sent % 10**5:05}"
        return Sent(phone, f"/khai-bao/{COMMUNE}/", {**_FORM, "once": phone, "phone": phone})


def _lost(phones: list[str]) -> int:
    from giaoban.intake.models import Declaration
    from giaoban.kernel.sealing import keyed_hash

    kept = 0
    for start in range(0, len(phones), SOME):
        hashes = [keyed_hash("phone", phone) for phone in phones[start : start + SOME]]
        kept += Declaration.objects.filter(phone_hash__in=hashes).values("phone_hash").distinct().count()
    return len(phones) - kept


if __name__ == "__main__":
    throughput.alone(__doc__, SIZE, here)
