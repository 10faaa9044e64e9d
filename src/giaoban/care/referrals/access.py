"""Who may see which name of a request: the sender by its place, a hospital by having been asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from giaoban.accounts import actions as accounts
from giaoban.accounts.scope import Scope
from giaoban.kernel.sealing import unseal
from giaoban.registry import queries as registry
from giaoban.registry.models import Case


def names(*, by: Any, scope: Scope, cases: Iterable[Case], purpose: str) -> dict[int, dict[str, str]]:
    """{person: name, phone …}. The caller gives only cases its own scoped queries found."""
    shown = list(cases)
    asked = bool(scope.facility_id) and scope.allows("receive")
    if not shown or not (asked or scope.allows("see_identities")):
        return {}
    accounts.log_access(by=by, subject="referral", purpose=purpose, rows=len(shown))
    return registry.identities(shown)


def summary(*, by: Any, scope: Scope, referral: Any) -> str:
    """What the sender wrote for the receiving doctor; the desk finds a bed without reading it."""
    asked = bool(scope.facility_id) and scope.allows("receive")
    if not (asked or scope.allows("see_identities")):
        return ""
    accounts.log_access(by=by, subject=f"referral:{referral.ref}", purpose="chuyển viện", rows=1)
    return str(unseal(referral.sealed).get("summary", ""))
