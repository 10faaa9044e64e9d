"""The trail is closed over: what is changed, removed or cut off afterwards is named."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from giaoban.accounts import actions as accounts
from giaoban.accounts.models import AccessLog, Seal, User
from giaoban.accounts.trail import actions, cli, queries
from giaoban.kernel.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def written() -> list[AccessLog]:
    user = accounts.create_user(by=None, username="lan", password="mot-mat-khau-dai-2022")
    return [accounts.log_access(by=user, subject=f"case:{n}", purpose="gọi hỏi thăm") for n in range(5)]


class TestSealing:
    def test_it_covers_both_logs_and_its_own_act(self, written: list[AccessLog]) -> None:
        sealed = actions.seal_logs(by=None)
        assert sealed == {"audit": AuditEvent.objects.count(), "access": 5}

    def test_run_twice_it_seals_nothing_twice(self, written: list[AccessLog]) -> None:
        actions.seal_logs(by=None)
        head = queries.last_seal()
        assert actions.seal_logs(by=None) == {"audit": 0, "access": 0}
        assert queries.last_seal() == head

    def test_what_comes_later_joins_the_same_chain(self, written: list[AccessLog]) -> None:
        actions.seal_logs(by=None)
        accounts.log_access(by=written[0].user, subject="case:9", purpose="gọi hỏi thăm")
        assert queries.verify().unsealed["access"] == 1
        assert actions.seal_logs(by=None)["access"] == 1
        assert queries.verify().whole

    def test_a_row_that_comes_late_is_sealed_too(self, written: list[AccessLog]) -> None:
        late = written[2]
        AccessLog.objects.filter(pk=late.pk).delete()
        actions.seal_logs(by=None)
        late.save(force_insert=True)
        assert queries.unsealed("access") == [late.pk]

    def test_many_rows_are_several_seals_of_one_chain(
        self, written: list[AccessLog], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(actions, "ROWS_OF_A_SEAL", 2)
        actions.seal_logs(by=None)
        assert Seal.objects.filter(log="access").count() == 3
        assert queries.verify().whole


class TestVerifying:
    @pytest.fixture(autouse=True)
    def _sealed(self, written: list[AccessLog]) -> None:
        self.rows = written
        actions.seal_logs(by=None)

    def test_an_untouched_trail_is_whole(self) -> None:
        found = queries.verify()
        assert found.whole and found.sealed == 5 + AuditEvent.objects.count()

    def test_a_changed_row_is_named(self) -> None:
        AccessLog.objects.filter(pk=self.rows[3].pk).update(purpose="khác")
        assert queries.verify().changed == [("access", self.rows[3].pk)]

    def test_a_removed_row_is_named(self) -> None:
        AccessLog.objects.filter(pk=self.rows[1].pk).delete()
        assert queries.verify().missing == [("access", self.rows[1].pk)]

    def test_a_change_with_its_mark_mended_breaks_the_seal(self) -> None:
        seal = Seal.objects.filter(log="access").get()
        Seal.objects.filter(pk=seal.pk).update(marks=bytes(len(bytes(seal.marks))))
        assert queries.verify().broken_seals == [seal.pk]

    def test_a_seal_taken_out_of_the_middle_breaks_the_next(self) -> None:
        accounts.log_access(by=self.rows[0].user, subject="case:9", purpose="gọi hỏi thăm")
        actions.seal_logs(by=None)
        first, second, *_ = Seal.objects.order_by("id")
        first.delete()
        assert queries.verify().broken_seals == [second.pk]

    def test_an_end_cut_off_is_seen_with_the_head_kept_elsewhere(self) -> None:
        head = queries.verify().head
        Seal.objects.order_by("-id")[:1].get().delete()
        assert queries.verify().whole  # nothing inside the machine can tell
        assert queries.verify(head).head_found is False
        assert not queries.verify(head).whole


class TestCommand:
    def test_it_exits_1_and_names_the_row(self, written: list[AccessLog]) -> None:
        CliRunner().invoke(cli.app, ["seal"])
        AccessLog.objects.filter(pk=written[0].pk).update(rows=99)
        answer = CliRunner().invoke(cli.app, ["verify"])
        assert answer.exit_code == 1 and f"access số {written[0].pk}" in answer.output

    def test_its_json_says_what_was_found(self, written: list[AccessLog]) -> None:
        CliRunner().invoke(cli.app, ["seal"])
        answer = CliRunner().invoke(cli.app, ["verify", "--json"])
        assert answer.exit_code == 0 and json.loads(answer.output)["whole"] is True
        assert "lan" not in answer.output and User.objects.filter(username="lan").exists()
