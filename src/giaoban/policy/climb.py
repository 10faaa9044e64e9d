"""How an alarm climbs the professional chain: a step for every time gone by unanswered."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, time

from giaoban.policy.decision import Decision, Facts
from giaoban.policy.levels.proposal import Reason
from giaoban.policy.rule import Rule


@dataclass(frozen=True)
class Climb:
    """The times of a rule, read once for a whole pass."""

    minutes: dict[str, tuple[int, ...]]
    roles: dict[str, str]
    """Level of the unit → the role that answers there."""
    night: tuple[time, time]

    def step(self, rank: str, minutes: float) -> int:
        """0 = the station. The times of each rank are rising."""
        return max(bisect_right(self.minutes[rank], minutes) - 1, 0)

    def next_minutes(self, rank: str, step: int) -> int | None:
        times = self.minutes[rank]
        return times[step + 1] if step + 1 < len(times) else None

    def at_night(self, moment: datetime) -> bool:
        """From the first hour (inclusive) to the second (exclusive), over midnight or not."""
        start, end = self.night
        hour = moment.time()
        return start <= hour < end if start <= end else hour >= start or hour < end


def times(rule: Rule, on: date | None = None) -> Climb:
    """The rule's times on a date."""
    return Climb(
        minutes={
            rank: tuple(int(m) for m in rule.param(f"minutes.{rank}", on).value)
            for rank in rule.children("minutes")
        },
        roles={level: str(rule.text(f"roles.{level}", on)) for level in rule.children("roles")},
        night=(
            time.fromisoformat(rule.text("night.from", on) or ""),
            time.fromisoformat(rule.text("night.to", on) or ""),
        ),
    )


def decide(rule: Rule, on: date, facts: Facts) -> Decision:
    """`step` of an alarm of this rank after these minutes, and whether the roster takes it at that hour."""
    read = times(rule, on)
    step = read.step(facts["rank"], float(facts["minutes"]))
    result = {
        "step": step,
        "next_minutes": read.next_minutes(facts["rank"], step),
        "roster": read.at_night(datetime.fromisoformat(facts["moment"])),
        "roles": read.roles,
    }
    param = rule.param(f"minutes.{facts['rank']}", on)
    reason = Reason(param.key, f"{param.label}: {', '.join(map(str, param.value))} phút", status=param.status)
    return Decision(result, (reason,), (rule.id,), rule.status)
