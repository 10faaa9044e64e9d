"""Care at home at its size: a pass over everybody, checks over HTTP, the list of a large station.

Run: python -m bench.care_checks --state DIR (a copy of a state with people at home; it is written into). The
same on PostgreSQL with DATABASE_URL. Says one JSON line; `python -m bench.care_checks --help` for the sizes.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import signal
import statistics
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.lines import Line
from bench.server import Reader, served, session_of

CONNECTIONS, HOUSEHOLDS = 16, 400
ASKED = {"pass": 5.0, "per_second": 250.0, "p99": 150.0, "worklist": 100.0, "top": 1.0}
PATIENTS = 1_000  # of the station whose list is timed


def run(state: Path, runs: int, checks: int = 4_000) -> list[Line]:
    """`runs` passes and lists; `checks` submissions."""
    from giaoban.care import actions

    actions.run_pass(by=None)  # opens whoever is not looked after yet
    lines = [_pass(runs), _list(runs)]
    phones = _phones()
    with served(state) as (_, port):
        lines += _submissions(port, phones, checks)
        lines.append(_top(port, phones))
    lines.append(_killed(state, phones))
    return lines


def _pass(runs: int) -> Line:
    from giaoban.care import actions

    took = [actions.run_pass(by=None).seconds for _ in range(runs)]
    return Line("full pass over everybody at home", "s", statistics.median(took), ASKED["pass"], runs=runs)


def _list(runs: int) -> Line:
    """The query and the order of the station nearest to a thousand patients, page included."""
    from django.test import Client

    from giaoban.accounts import actions as accounts
    from giaoban.accounts.models import User
    from giaoban.care.models import Episode
    from giaoban.places.models import Unit

    sizes: dict[int, int] = {}
    for unit in Episode.objects.filter(closed_at=None).values_list("unit_id", flat=True):
        sizes[unit] = sizes.get(unit, 0) + 1
    unit_id, persons = min(sizes.items(), key=lambda found: abs(found[1] - PATIENTS))
    name = f"bench{unit_id}"
    user = User.objects.filter(username=name).first()
    if user is None:
        user = accounts.create_user(by=None, username=name, password=uuid.uuid4().hex)
        place = Unit.objects.get(pk=unit_id)
        accounts.post(by=None, user=user, role="station", place=place, valid_from=place.valid_from)
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    took = []
    for n in range(runs * 5 + 3):
        started = time.perf_counter()
        assert client.get("/cham-soc/").status_code == 200
        took.append((time.perf_counter() - started) * 1000 if n >= 3 else 0.0)
    median = statistics.median(took[3:])
    return Line(
        "worklist of a station, whole page", "ms", median, ASKED["worklist"], details={"persons": persons}
    )


class Phone:
    """One household's phone: its page, its cookie, the person who answers."""

    def __init__(self, token: str, cookie: str, person: int, unit: str) -> None:
        self.path, self.person, self.unit = f"/s/{token}/", person, unit
        self.headers = {
            "Cookie": f"gb_s={cookie}", "X-Kept": "1", "Content-Type": "application/x-www-form-urlencoded",
        }  # fmt: skip

    def body(self, client_id: str, *symptoms: str, **given: str) -> str:
        told = {"person": self.person, "client_id": client_id, "symptom": symptoms, **given}
        return urlencode(told, doseq=True)


def _phones() -> list[Phone]:
    from django.core.signing import get_cookie_signer

    from giaoban.accounts.scope import Scope
    from giaoban.care import actions
    from giaoban.care.models import Episode

    everything = Scope(None, "station", 0, "", True, frozenset({"care"}))
    signer = get_cookie_signer(salt="gb_s" + "care-link")
    chosen = Episode.objects.filter(closed_at=None, household=None).select_related("unit").order_by("id")
    phones = []
    for episode in chosen[:HOUSEHOLDS]:
        issued = actions.issue_link(by=None, scope=everything, episode_id=episode.pk)
        phones.append(Phone(issued.token, signer.sign(str(issued.link.pk)), episode.pk, episode.unit.code))
    return phones


def _submissions(port: int, phones: list[Phone], checks: int) -> list[Line]:
    """Sixteen connections, each with its share, one answer after the other."""
    for _ in range(2):
        _together(port, phones, CONNECTIONS * 4)  # both workers warm
    times, acknowledged, seconds = _together(port, phones, checks)
    rate = len(acknowledged) / seconds
    p99 = sorted(times)[int(len(times) * 0.99)]
    return [
        Line("checks a second, 16 connections", "/s", rate, ASKED["per_second"], more_is_better=True,
             details={"checks": len(acknowledged), "lost": _lost(acknowledged)}),
        Line("a check, 99th of a hundred", "ms", p99, ASKED["p99"],
             details={"median_ms": round(statistics.median(times), 1)}),
    ]  # fmt: skip


def _together(
    port: int, phones: list[Phone], checks: int, stop: Callable[[], bool] = lambda: False
) -> tuple[list[float], list[str], float]:
    times: list[float] = []
    acknowledged: list[str] = []

    def one(n: int) -> None:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for turn in range(checks // CONNECTIONS):
            if stop():
                return
            phone = phones[(turn * CONNECTIONS + n) % len(phones)]
            client_id = str(uuid.uuid4())
            started = time.perf_counter()
            try:
                link.request("POST", phone.path, phone.body(client_id, none="1", spo2="98"), phone.headers)
                answer = link.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException):
                return  # the server was killed: not acknowledged
            if answer.status == 200:
                times.append((time.perf_counter() - started) * 1000)
                acknowledged.append(client_id)

    threads = [threading.Thread(target=one, args=(n,)) for n in range(CONNECTIONS)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, acknowledged, time.perf_counter() - started


def _lost(acknowledged: list[str]) -> int:
    from giaoban.care.models import Check

    kept: set[str] = set()
    for start in range(0, len(acknowledged), 5_000):
        some = acknowledged[start : start + 5_000]
        kept |= set(Check.objects.filter(client_id__in=some).values_list("client_id", flat=True))
    return len(set(acknowledged) - kept)


def _top(port: int, phones: list[Phone]) -> Line:
    """From the moment an emergency is sent until it stands first on the station's page."""
    from giaoban.accounts import actions as accounts
    from giaoban.accounts.models import User
    from giaoban.care.models import Episode

    phone = phones[-1]
    unit = Episode.objects.select_related("unit").get(pk=phone.person).unit
    user = User.objects.filter(username="benchtop").first()
    if user is None:
        user = accounts.create_user(by=None, username="benchtop", password=uuid.uuid4().hex)
        accounts.post(by=None, user=user, role="station", place=unit, valid_from=unit.valid_from)
    session = session_of("benchtop")
    Reader(port, session).get("/cham-soc/")
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    started = time.perf_counter()
    link.request("POST", phone.path, phone.body(str(uuid.uuid4()), "cyanosis"), phone.headers)
    link.getresponse().read()
    link.request("GET", "/cham-soc/", headers={"Cookie": f"sessionid={session}"})
    page = link.getresponse().read().decode()
    took = time.perf_counter() - started
    first = page.split('<ul class="worklist">')[1].split("</li>")[0]
    assert f"nguoi={phone.person}" in first, "the emergency does not stand first"
    return Line("from an emergency sent to the top of the list", "s", took, ASKED["top"])


def _killed(state: Path, phones: list[Phone]) -> Line:
    """All workers are killed in the middle; what was acknowledged is there afterwards."""
    gone = threading.Event()
    with served(state) as (pid, port):
        _together(port, phones, CONNECTIONS * 4)

        def kill() -> None:
            _kill(pid)
            gone.set()

        threading.Timer(2.0, kill).start()
        _, acknowledged, _ = _together(port, phones, 1_000_000, gone.is_set)
    lost = float(_lost(acknowledged))
    what = "acknowledged checks lost when the server is killed"
    return Line(what, "checks", lost, 0.0, details={"acknowledged": len(acknowledged)})


def _kill(pid: int) -> None:
    """Our own server and its workers, by their ids."""
    from bench.server import _family

    for each in _family(pid):
        with contextlib.suppress(ProcessLookupError):  # gone with its parent
            os.kill(each, signal.SIGKILL)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--checks", type=int, default=4_000)
    given = parser.parse_args()
    os.environ.setdefault("GIAOBAN_STATE", str(given.state.resolve()))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.config.settings.dev")
    import django

    django.setup()
    lines: list[Any] = [
        {"what": x.what, "measured": round(x.measured or 0, 2), "unit": x.unit, "asked": x.asked, **x.details}
        for x in run(given.state, given.runs, given.checks)
    ]
    print(json.dumps(lines, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
