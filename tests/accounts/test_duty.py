"""Duties: computed, ordered, marked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from giaoban.accounts import actions
from giaoban.accounts.duty import Duty, Severity, in_order
from giaoban.accounts.models import AccessLog, DutyMark, User
from giaoban.kernel.errors import UserError
from giaoban.kernel.models import AuditEvent

NOW = datetime(2022, 3, 7, 7, 0)
Person = Callable[..., User]


def duty(key: str, severity: Severity = Severity.DUE, hours: int | None = 1) -> Duty:
    due = None if hours is None else NOW + timedelta(hours=hours)
    return Duty("task", key, "VN/22", "commune", due, severity, "/", "Việc")


class TestDuty:
    def test_the_worst_stands_first_then_the_earliest(self) -> None:
        duties = [
            duty("none", hours=None),
            duty("late", hours=9),
            duty("soon", hours=2),
            duty("sign", Severity.SIGN, hours=99),
            duty("emergency", Severity.EMERGENCY, hours=None),
        ]
        assert [d.key for d in in_order(duties)] == ["emergency", "sign", "soon", "late", "none"]

    def test_overdue_is_a_comparison_with_the_clock(self) -> None:
        due = duty("x", hours=1)
        assert not due.overdue(NOW + timedelta(hours=1))
        assert due.overdue(NOW + timedelta(hours=1, seconds=1))
        assert not duty("y", hours=None).overdue(NOW + timedelta(days=999))


class TestMarkDuty:
    def test_it_is_stored_with_its_audit_row(self, person: Person) -> None:
        officer = person("commune", "06778")
        mark = actions.mark_duty(by=officer, kind="task", key="7", act="taken")
        assert DutyMark.objects.get(kind="task", key="7") == mark
        assert AuditEvent.objects.get(subject="duty:task:7").by == officer

    def test_an_act_that_does_not_exist_is_refused(self, person: Person) -> None:
        with pytest.raises(UserError, match="thao tác"):
            actions.mark_duty(by=person("commune", "06778"), kind="task", key="7", act="forgotten")


class TestLogAccess:
    def test_a_look_is_logged_with_its_purpose(self, person: Person) -> None:
        officer = person("commune", "06778")
        actions.log_access(by=officer, subject="case:7", purpose=" gọi điện ", rows=1)
        assert AccessLog.objects.get().purpose == "gọi điện"

    def test_a_look_without_a_purpose_is_refused(self, person: Person) -> None:
        with pytest.raises(UserError, match="mục đích"):
            actions.log_access(by=person("commune", "06778"), subject="case:7", purpose=" ")
