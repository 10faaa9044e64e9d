"""Visits: findings become repairs, and none is closed while one is left without."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from giaoban.accounts.models import User
from giaoban.directives import actions as directives
from giaoban.directives.lines import TaskLine
from giaoban.directives.programmes.actions import inspections as actions
from giaoban.directives.programmes.models import Finding, Visit
from giaoban.directives.programmes.paper import protocol
from giaoban.directives.programmes.queries import inspections as queries
from giaoban.kernel.errors import UserError
from giaoban.places.models import Unit

Tree = dict[str, Unit]
Line = Callable[..., TaskLine]
SignIn = Callable[[str, str], Client]
TODAY = date(2022, 3, 7)


def planned(tree: Tree, on: date = TODAY, theme: str = "quản lý F0 tại nhà", code: str = "06778") -> Visit:
    return actions.plan_visit(
        by=None, place=tree["22"], unit=tree[code], on=on, team="Đoàn số 1", theme=theme
    )


@pytest.fixture
def visit(tree: Tree) -> Visit:
    return planned(tree)


def refused(code: str, act: Callable[..., object], **given: object) -> None:
    with pytest.raises(UserError) as error:
        act(by=None, **given)
    assert error.value.code == code


class TestPlanning:
    def test_nobody_inspects_outside_or_themselves(self, tree: Tree) -> None:
        for code in ("07000", "22"):
            refused("unit_outside", actions.plan_visit, place=tree["22"], unit=tree[code], on=TODAY,
                    team="x", theme="y")  # fmt: skip

    def test_a_second_tap_plans_it_once(self, tree: Tree, visit: Visit) -> None:
        refused("visit_planned_already", actions.plan_visit, place=tree["22"], unit=tree["06778"], on=TODAY,
                team="Đoàn số 2", theme="quản lý F0 tại nhà")  # fmt: skip

    def test_a_district_plans_in_its_own_communes(self, tree: Tree, person: Callable[..., User]) -> None:
        by = person("district", "195")
        own = {"on": TODAY, "team": "x", "theme": "y"}
        assert actions.plan_visit(by=by, place=tree["195"], unit=tree["06778"], **own).pk
        with pytest.raises(UserError, match="không làm được"):
            actions.plan_visit(by=by, place=tree["22"], unit=tree["06790"], **own)


class TestFindings:
    def test_a_finding_with_its_repair_is_a_task_of_the_commune(self, visit: Visit, repair: Line) -> None:
        one = actions.record_finding(
            by=None, visit=visit, text="Sổ ghi thiếu", severity="serious", repair=repair()
        )
        one.refresh_from_db()
        assert one.task is not None
        assert (one.task.unit.code, one.task.state, one.task.giver.code) == ("06778", "given", "22")
        assert one.task.conclusion == Visit.objects.get().conclusion

    def test_all_repairs_of_a_visit_stand_in_one_conclusion(self, visit: Visit, repair: Line) -> None:
        for text in ("một", "hai"):
            actions.record_finding(by=None, visit=visit, text=text, severity="minor", repair=repair())
        conclusion = Visit.objects.get().conclusion
        assert conclusion is not None and conclusion.tasks.count() == 2

    def test_nothing_is_found_before_the_day(self, tree: Tree) -> None:
        later = planned(tree, date(2022, 3, 8))
        refused("visit_not_yet", actions.record_finding, visit=later, text="x", severity="minor")

    def test_a_finding_has_one_repair_until_it_is_taken_back(self, visit: Visit, repair: Line) -> None:
        one = actions.record_finding(by=None, visit=visit, text="x", severity="minor", repair=repair())
        refused("repair_given", actions.give_repair, finding=one, repair=repair())
        assert one.task is not None
        directives.withdraw(by=None, task=one.task, note="giao nhầm")
        again = actions.give_repair(by=None, finding=one, repair=repair(text="Làm lại sổ"))
        assert again.task is not None and again.task.text == "Làm lại sổ"


class TestClosing:
    def test_not_while_a_finding_has_no_repair(self, visit: Visit, repair: Line) -> None:
        one = actions.record_finding(by=None, visit=visit, text="x", severity="grave")
        refused("finding_without_repair", actions.close_visit, visit=visit, summary="xong")
        given = actions.give_repair(by=None, finding=one, repair=repair())
        assert given.task is not None
        directives.withdraw(by=None, task=given.task, note="giao nhầm")  # a repair taken back repairs nothing
        refused("finding_without_repair", actions.close_visit, visit=visit, summary="xong")
        actions.give_repair(by=None, finding=one, repair=repair())
        assert actions.close_visit(by=None, visit=visit, summary="Đã kiểm tra").state == "closed"

    def test_closed_nothing_is_added(self, visit: Visit) -> None:
        actions.close_visit(by=None, visit=visit, summary="Không có phát hiện")
        refused("visit_ended", actions.record_finding, visit=visit, text="x", severity="minor")
        refused("visit_ended", actions.close_visit, visit=visit, summary="lần nữa")

    def test_what_was_found_cannot_be_cancelled_away(self, visit: Visit) -> None:
        actions.record_finding(by=None, visit=visit, text="x", severity="minor")
        refused("visit_has_findings", actions.cancel_visit, visit=visit, why="thôi")


class TestStillOpen:
    def test_the_next_visit_sees_what_earlier_ones_left(self, tree: Tree, repair: Line) -> None:
        first = planned(tree, date(2022, 3, 1))
        for text in ("chưa xong", "đã xong"):
            actions.record_finding(by=None, visit=first, text=text, severity="minor", repair=repair())
        done = Finding.objects.get(text="đã xong").task
        assert done is not None
        directives.answer(by=None, task=done, note="Đã làm")
        directives.sign_off(by=None, task=done)
        following = planned(tree, date(2022, 3, 9))
        assert [one.text for one in queries.open_before(following)] == ["chưa xong"]
        assert queries.open_before(first) == []
        assert queries.open_before(planned(tree, date(2022, 3, 9), code="06781")) == []


class TestTheProtocol:
    def test_it_tells_each_finding_with_its_repair_and_leaves_the_number_blank(
        self, visit: Visit, repair: Line
    ) -> None:
        actions.record_finding(by=None, visit=visit, text="Sổ thiếu", severity="serious", repair=repair())
        paper = protocol(Visit.objects.get())
        assert (paper.title, paper.number, paper.signer.name) == ("BIÊN BẢN", None, None)
        table = next(block for block in paper.blocks if hasattr(block, "rows"))
        assert table.rows == (
            (1, "Sổ thiếu", "đáng kể", "Bổ sung sổ theo dõi", "UBND phường Một", "09/3/2022"),
        )

    @pytest.mark.slow
    @pytest.mark.parametrize("kind", ["docx", "pdf"])
    def test_it_is_set_as_a_file(self, visit: Visit, sign_in: SignIn, kind: str) -> None:
        answer = sign_in("office", "22").get(f"/nhiem-vu/kiem-tra/{visit.pk}/bien-ban.{kind}")
        assert answer.content[:2] == (b"PK" if kind == "docx" else b"%P")


class TestPages:
    def test_from_plan_to_closed_on_the_page(self, tree: Tree, sign_in: SignIn) -> None:
        client = sign_in("office", "22")
        client.post("/nhiem-vu/kiem-tra/moi/", {"unit": "06778", "facility": "", "on": "07/3/2022",
                                                "team": "Đoàn số 1", "theme": "tiêm chủng"})  # fmt: skip
        visit = Visit.objects.get()
        url = f"/nhiem-vu/kiem-tra/{visit.pk}/"
        typed = {"finding": "Tủ lạnh hỏng", "severity": "grave", "text": "", "role": "station", "due": ""}
        client.post(f"{url}phat-hien/", typed)
        page = client.get(url).text
        assert "Còn 1 phát hiện chưa có việc khắc phục" in page and "nghiêm trọng" in page
        one = Finding.objects.get()
        client.post(
            f"{url}khac-phuc/{one.pk}/", {"text": "Thay tủ", "role": "station", "due": "trong 3 ngày"}
        )
        one.refresh_from_db()
        assert one.task is not None and one.task.role == "station"
        client.post(f"{url}ket-thuc/", {"said": "Đã xem kho"})
        visit.refresh_from_db()
        assert visit.state == "closed"

    def test_half_a_repair_is_shown_again(self, visit: Visit, sign_in: SignIn) -> None:
        typed = {"finding": "x", "severity": "grave", "text": "Thay tủ", "role": "station", "due": ""}
        page = sign_in("office", "22").post(f"/nhiem-vu/kiem-tra/{visit.pk}/phat-hien/", typed)
        assert page.status_code == 422 and "cả nội dung và thời hạn" in page.text
        assert not Finding.objects.exists()

    def test_the_visited_commune_reads_and_writes_nothing(self, visit: Visit, sign_in: SignIn) -> None:
        client = sign_in("commune", "06778")
        page = client.get(f"/nhiem-vu/kiem-tra/{visit.pk}/").text
        assert "Đoàn số 1" in page and "Ghi một phát hiện" not in page
        typed = {"finding": "x", "severity": "grave", "text": "", "role": "station", "due": ""}
        client.post(f"/nhiem-vu/kiem-tra/{visit.pk}/phat-hien/", typed)
        assert not Finding.objects.exists()

    @pytest.mark.parametrize(("role", "code", "status"), [("office", "24", 404), ("commune", "06781", 404),
                                                          ("partner", "22", 403)])  # fmt: skip
    def test_from_the_wrong_place_it_does_not_exist(
        self, visit: Visit, sign_in: SignIn, role: str, code: str, status: int
    ) -> None:
        client = sign_in(role, code)
        for path in ("", "bien-ban.pdf"):
            assert client.get(f"/nhiem-vu/kiem-tra/{visit.pk}/{path}").status_code == status
