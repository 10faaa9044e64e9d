"""Writing the audit row of an action."""

from __future__ import annotations

from typing import Any

from giaoban.kernel import clock, prepared
from giaoban.kernel.models import AuditEvent


def record(by: Any, action: str, subject: str, **data: Any) -> AuditEvent:
    """`subject` is "<model>:<id>"; `by` is a user or None for a command of the operator."""
    event = AuditEvent(domain_at=clock.now(), by=by, action=action, subject=subject, data=data)
    prepared.insert(event)
    return event
