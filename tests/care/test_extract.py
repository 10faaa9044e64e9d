"""Care's extract tables tell of people under their random `ref` only."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.care.conftest import Answer, MakeEpisode

TABLES = ("extract_episodes", "extract_checks", "extract_contacts", "extract_alarms")


@pytest.mark.parametrize("table", TABLES)
def test_no_column_tells_who_somebody_is(make_episode: MakeEpisode, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        columns = {column[0] for column in cursor.description}
    assert not columns & {"name", "phone", "cid", "address", "sealed", "person_id", "note", "advice"}


def test_a_check_and_its_alarm_are_rows(make_episode: MakeEpisode, answer: Answer) -> None:
    episode = make_episode()
    answer(episode, "cyanosis", spo2=97)
    with connection.cursor() as cursor:
        cursor.execute("SELECT person, unit, answered_by, spo2, rank FROM extract_checks")
        assert cursor.fetchall() == [(episode.person.ref, episode.unit.code, "patient", 97, "emergency")]
        cursor.execute("SELECT unit, rank, owner_role FROM extract_alarms")
        assert cursor.fetchall() == [(episode.unit.code, "emergency", "station")]
