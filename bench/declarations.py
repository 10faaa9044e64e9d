"""Citizens declaring all at once: forms sent a second, how long each waits, and whether any is lost.

Run: python -m bench.declarations --state DIR [--seconds 10] [--connections 16]. The site runs as
`giaoban serve` runs it (two workers, all middleware on), on the database of the environment (`DATABASE_URL`,
else SQLite with synchronous=FULL); every form comes from another client address and phone. Client and server
share the machine.
"""

from __future__ import annotations

import argparse
import http.client
import os
import threading
import time
import urllib.parse
from pathlib import Path
from typing import Any

from bench.lines import Line, p95
from bench.server import _family as family
from bench.server import served
from bench.state import COMMUNE

RATE, TAIL = 250.0, 150.0  # asked: forms a second at least, ms at most
SECONDS, CONNECTIONS, WARM = 10.0, 16, 3.0
_FORM = {
    "hamlet": "Tổ 1, khu 5", "address": "Số nhà 3", "person": "0", "p0-name": "Người Thử Không Có Thật",
    "p0-birth": "1985", "p0-sex": "f", "p0-test": "rapid", "p0-tested_on": "06/03/2022", "p0-symptoms": "no",
}  # fmt: skip


class Sender(threading.Thread):
    """One connection that sends form after form until told to end."""

    def __init__(self, port: int, number: int, until: float) -> None:
        super().__init__()
        self.port, self.number, self.until = port, number, until
        self.took: list[tuple[float, float]] = []  # (when answered, ms)
        self.refused: list[int] = []

    def run(self) -> None:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = 0
        while (started := time.perf_counter()) < self.until:
            body = urllib.parse.urlencode(
                _FORM
                | {"once": f"{self.number}-{sent}-{os.getpid()}", "phone": f"09{self.number:02}{sent:06}"}
            )
            headers = {
                "Content-Type": "application/x-www-form-urlencoded",
                "X-Forwarded-For": f"10.{self.number}.{sent // 250}.{sent % 250}",
                "X-Forwarded-Proto": "https",
            }
            link.request("POST", f"/khai-bao/{COMMUNE}/", body, headers)
            answer = link.getresponse()
            answer.read()
            ended = time.perf_counter()
            sent += 1
            if answer.status == 302:
                self.took.append((ended, (ended - started) * 1000))
            else:
                self.refused.append(answer.status)


def processor(pid: int) -> float:
    """Seconds of processor time the server's processes have used: what a busy machine does not blur."""
    ticks = 0
    for each in family(pid):
        after = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        ticks += int(after[11]) + int(after[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def run(state: Path, runs: int, seconds: float = SECONDS, connections: int = CONNECTIONS) -> list[Line]:
    from django.db import connection

    from giaoban.intake.models import Declaration

    os.environ["GIAOBAN_BEHIND_PROXY"] = "1"
    before, took, refused, rates = Declaration.objects.count(), [], [], []
    kept, spent = 0, 0.0
    with served(state) as (pid, port):
        for _ in range(runs):
            connection.close()
            spent -= processor(pid)
            begun = time.perf_counter()
            senders = [Sender(port, n, begun + WARM + seconds) for n in range(connections)]
            for sender in senders:
                sender.start()
            for sender in senders:
                sender.join()
            every = [one for sender in senders for one in sender.took]
            kept += len(every)
            spent += processor(pid)
            counted = [ms for at, ms in every if at >= begun + WARM]
            rates.append(len(counted) / seconds)
            took += counted
            refused += [status for sender in senders for status in sender.refused]
    lost = kept - (Declaration.objects.count() - before)
    where = connection.vendor
    p99 = sorted(took)[int(0.99 * (len(took) - 1))] if took else None
    details: dict[str, Any] = {
        "rates": [round(r) for r in rates],
        "p95": round(p95(took), 1) if took else None,
    }
    details["processor_ms_each"] = round(1000 * spent / max(1, kept), 2)
    return [
        Line(f"declarations a second, {where}", "/s", round(sorted(rates)[len(rates) // 2], 1), RATE, True,
             runs, details=details),
        Line(f"a declaration answered, 99th percentile, {where}", "ms", p99 and round(p99, 1), TAIL,
             runs=runs),
        Line(f"declarations answered and not kept, {where}", "", lost, 0, runs=runs),
        Line(f"declarations refused, {where}", "", len(refused), 0, runs=runs),
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--connections", type=int, default=CONNECTIONS)
    given = parser.parse_args()
    from giaoban.config.commands import common

    common.setup(given.state.resolve())
    for line in run(given.state.resolve(), given.runs, given.seconds, given.connections):
        print(f"{line.what}: {line.measured} {line.unit} (asked {line.asked}) {line.details or ''}")


if __name__ == "__main__":
    main()
