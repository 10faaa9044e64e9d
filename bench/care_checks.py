"""Care at home at its size: a pass over everybody, checks over HTTP, the list of a large station.

Run: python -m bench.care_checks --state DIR (a copy of a state with people at home; it is written into; the
database is that of the environment). `python -m bench.run checks --state DIR` measures SQLite
(`synchronous=FULL`, a copy of DIR) and a PostgreSQL of its own.
"""

from __future__ import annotations

import http.client
import statistics
import time
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench import throughput
from bench.analytics_data import Size
from bench.lines import Line
from bench.server import Reader, served, session_of
from bench.state import PROVINCE, window
from bench.throughput import Sent

HOUSEHOLDS = 400
SIZE = Size(220_000, 200_000)  # of a database made for it: some 90,000 of them are ill at home
SOME = 5_000  # keys asked for at once
ASKED = {"pass": 5.0, "worklist": 100.0, "top": 1.0}
PATIENTS = 1_000  # of the station whose list is timed


def run(state: Path, runs: int) -> list[Line]:
    return throughput.on_both("bench.care_checks", state, runs)


def here(state: Path, runs: int) -> list[Line]:
    """On the database this process knows."""
    from django.db import connection

    from giaoban.care import actions

    _stations()
    actions.run_pass(by=None)  # opens whoever is not looked after yet
    lines = [_pass(runs), _list(runs)]
    phones = _phones()
    what, answers = f"checks, {connection.vendor}", _Answers(phones)
    with served(state) as (pid, port):
        lines += throughput.measured(what, pid, port, answers.make, 200, runs, _lost)
        lines.append(_top(port, phones))
    with served(state) as (pid, port):
        lines.append(throughput.killed(what, pid, port, answers.make, 200, _lost))
    return lines


def _stations() -> None:
    """One for each commune, where the state was made without."""
    from giaoban.places import actions as places
    from giaoban.places.models import Facility, Unit

    if Facility.objects.filter(kind="station").exists():
        return
    start, _ = window()
    communes = Unit.objects.filter(level="commune", path__startswith=f"VN/{PROVINCE}/").order_by("id")
    rows = [places.FacilityRow(f"T{u.pk}", f"Trạm Y tế {u.name}", "station", u.pk, start) for u in communes]
    places.add_facilities(rows, by=None)


def _pass(runs: int) -> Line:
    from django.db import connection

    from giaoban.care import actions
    from giaoban.care.models import Episode

    persons = Episode.objects.filter(closed_at=None).count()
    took = [actions.run_pass(by=None).seconds for _ in range(runs)]
    return Line(f"full pass over everybody at home, {connection.vendor}", "s",
                round(statistics.median(took), 2), ASKED["pass"], runs=runs,
                details={"persons": persons})  # fmt: skip


def _list(runs: int) -> Line:
    """The query and the order of the station nearest to a thousand patients, page included."""
    from django.db import connection
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
    return Line(f"worklist of a station, whole page, {connection.vendor}", "ms", round(median, 1),
                ASKED["worklist"], runs=len(took) - 3, details={"persons": persons})  # fmt: skip


class Phone:
    """One household's phone: its page, its cookie, the person who answers."""

    def __init__(self, token: str, cookie: str, person: int, unit: str) -> None:
        self.path, self.person, self.unit = f"/s/{token}/", person, unit
        self.headers = {"Cookie": f"gb_s={cookie}", "X-Kept": "1"}

    def form(self, client_id: str, *symptoms: str, **given: str) -> dict[str, Any]:
        return {"person": self.person, "client_id": client_id, "symptom": symptoms, **given}


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


class _Answers:
    """Every answer a new one; the phones take turns."""

    def __init__(self, phones: list[Phone]) -> None:
        self.phones = phones

    def make(self, number: int, turn: int) -> Sent:
        phone = self.phones[(turn * throughput.CONNECTIONS + number) % len(self.phones)]
        key = str(uuid.uuid4())
        return Sent(key, phone.path, phone.form(key, none="1", spo2="98"), phone.headers)


def _lost(keys: list[str]) -> int:
    from giaoban.care.models import Check

    kept: set[str] = set()
    for start in range(0, len(keys), SOME):
        kept |= set(
            Check.objects.filter(client_id__in=keys[start : start + SOME]).values_list("client_id", flat=True)
        )
    return len(set(keys) - kept)


def _top(port: int, phones: list[Phone]) -> Line:
    """From the moment an emergency is sent until it stands first on the station's page."""
    from django.db import connection

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
    link.request(
        "POST", phone.path, urlencode(phone.form(str(uuid.uuid4()), "cyanosis"), doseq=True),
        {**phone.headers, "Content-Type": "application/x-www-form-urlencoded"},
    )  # fmt: skip
    link.getresponse().read()
    link.request("GET", "/cham-soc/", headers={"Cookie": f"sessionid={session}"})
    page = link.getresponse().read().decode()
    took = time.perf_counter() - started
    first = page.split('<ul class="worklist">')[1].split("</li>")[0]
    assert f"nguoi={phone.person}" in first, "the emergency does not stand first"
    what = f"from an emergency sent to the top of the list, {connection.vendor}"
    return Line(what, "s", round(took, 2), ASKED["top"])


if __name__ == "__main__":
    throughput.alone(__doc__, SIZE, here)
