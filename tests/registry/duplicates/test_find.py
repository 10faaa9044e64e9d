"""Searching the register in a process of its own: nightly among all, on import among the new."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from giaoban.kernel.models import AuditEvent
from giaoban.registry.duplicates import actions, find, queries
from giaoban.registry.models import Case, Merge, Pair, Person
from tests.registry.duplicates.conftest import Make
from tests.registry.taking import HEADER, ROW, Take

# each test starts a process
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NUMBER = "000188000001"


class TestNightly:
    def test_doubtful_pairs_wait_and_certain_ones_are_merged(self, person: Make) -> None:
        person(phone="0100000001")
        person("Nguyen Thi Thu Huong", phone="0100000001")
        sure = person("Lê Thị Mai", cid=NUMBER), person("Le Thi Mai", cid=NUMBER)
        person("Trần Văn Hai", sex="m")
        found = find.among_all(by=None)
        assert (found.compared, found.proposed, found.merged) == (5, 2, 1)
        assert Merge.objects.get().kept == sure[0]
        assert Pair.objects.filter(state="waiting").count() == 1

    def test_a_second_night_does_nothing(self, person: Make) -> None:
        person(phone="0100000001"), person(phone="0100000001")
        person("Lê Thị Mai", cid=NUMBER), person("Le Thi Mai", cid=NUMBER)
        find.among_all(by=None)
        events = AuditEvent.objects.count()
        again = find.among_all(by=None)
        assert (again.proposed, again.merged) == (0, 0)
        assert AuditEvent.objects.count() == events

    def test_two_told_apart_are_not_asked_about_again(self, person: Make, province: Any) -> None:
        person(phone="0100000001"), person(phone="0100000001")
        find.among_all(by=None)
        pair = Pair.objects.get()
        actions.decide(by=None, scope=province, pair_id=pair.id, state="different", seen="waiting")
        assert find.among_all(by=None).proposed == 0
        assert not queries.queue(province)

    def test_what_was_told_apart_from_one_is_told_apart_from_who_kept_it(
        self, person: Make, province: Any
    ) -> None:
        kept, gone, other = (person(phone="0100000001") for _ in range(3))
        find.among_all(by=None)
        pairs = {(p.first_id, p.second_id): p.id for p in Pair.objects.all()}
        decide = {(gone.id, other.id): "different", (kept.id, gone.id): "merged"}
        for key, state in decide.items():
            actions.decide(by=None, scope=province, pair_id=pairs[key], state=state, seen="waiting")
        Pair.objects.filter(id=pairs[(kept.id, other.id)]).delete()
        assert find.among_all(by=None).proposed == 0

    def test_two_active_episodes_of_one_number_wait_for_a_person(self, person: Make, case: Any) -> None:
        for who in (person(cid=NUMBER), person(cid=NUMBER)):
            case(who)
        assert find.among_all(by=None).merged == 0
        assert Pair.objects.get().state == "waiting"

    def test_an_empty_register_is_searched_in_peace(self, places: Any) -> None:
        assert find.among_all(by=None).compared == 0


class TestOnImport:
    def test_a_new_row_is_compared_with_who_is_known_and_the_import_is_whole(self, take: Take) -> None:
        take(HEADER, ROW)
        since = find.newest_person()
        again = ROW
        for was, now in (("QN1", "QN9"), ("Nguyễn Văn Bình", "Nguyen Van Binh"), ("03/03", "01/03")):
            again = again.replace(was, now)
        assert take(HEADER, again.replace("000175000001", "")).accepted == 1
        found = find.among_new(by=None, since=since)
        assert (found.compared, found.proposed) == (2, 1)
        assert Case.objects.count() == 2

    def test_who_was_there_before_is_not_compared_among_each_other(self, person: Make) -> None:
        person(phone="0100000001"), person(phone="0100000001")
        since = find.newest_person()
        person("Trần Văn Hai", sex="m")
        assert find.among_new(by=None, since=since).proposed == 0

    def test_nothing_new_asks_nobody(self, person: Make) -> None:
        person()
        assert find.among_new(by=None, since=find.newest_person()).compared == 0


class TestNothingPlain:
    def test_no_name_is_written_to_the_state_directory(self, person: Make) -> None:
        name, phone = "Đặng Thùy Chưa Từng Có", "0100009999"
        for _ in range(2):
            person(name, phone=phone)
        state = Path(settings.STATE)
        state.mkdir(parents=True, exist_ok=True)
        assert find.among_all(by=None).proposed == 1
        words = [w.encode() for w in (name, name.lower(), "dang thuy chua tung co", phone)]
        for path in state.rglob("*"):
            assert not path.is_file() or not any(word in path.read_bytes() for word in words)

    def test_pairs_and_the_audit_say_how_things_agree_and_never_what_they_are(self, person: Make) -> None:
        person("Đặng Thùy Chưa Có", phone="0100009999"), person("Đặng Thùy Chưa Có", phone="0100009999")
        find.among_all(by=None)
        told = str(list(Pair.objects.values())) + str(list(AuditEvent.objects.values("data", "subject")))
        assert "Thùy" not in told
        assert "9999" not in told


def test_everything_that_belongs_to_a_person_is_known_to_the_merge() -> None:
    """A relation that is the person's key cannot go over; nobody but the identity may have one."""
    for relation in Person._meta.related_objects:
        assert not relation.field.primary_key or relation.related_model._meta.model_name == "identity"
