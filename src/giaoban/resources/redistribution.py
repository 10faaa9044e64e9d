"""Who gives how much to whom, so that the worst off get what can be spared and nobody is worse off.

No Django. A transport problem solved by HiGHS: what each giver can spare and each taker lacks is settled
first, then the way with the fewest kilometres. Its corners are whole numbers; they are asked for all the
same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from giaoban.resources.rules import Point, kilometres

_UNKNOWN_KM = 500.0  # a site without a centre is served last
_NEIGHBOURS = 12  # ways tried first from and to each site: a tenth of all, and nearly always enough
_SECONDS = 5.0  # HiGHS stops there; the proposal is then left out, never half made


@dataclass(frozen=True)
class Need:
    """A site: what it has, what it should keep, where it lies."""

    key: int
    have: int
    keep: int
    at: Point = (None, None)
    never: bool = False  # takes part in nothing: its figures are not known


@dataclass(frozen=True)
class Move:
    giver: int
    taker: int
    quantity: int
    km: float | None


def propose(sites: Sequence[Need], tolerance: float = 0.0) -> list[Move]:
    """Moves, the largest first. No site lacks more than before, but for `tolerance` percent of its keep.

    Where there is not enough for all, the lack is shared: everybody is lifted to the same part of their keep.
    """
    taking = [s for s in sites if not s.never and s.have < s.keep]
    giving = [s for s in sites if not s.never and spare(s, tolerance) > 0 and s.have >= s.keep]
    if not taking or not giving:
        return []
    spares = np.array([spare(s, tolerance) for s in giving])
    wants = _lift(taking, int(spares.sum()))
    return _ship(giving, taking, spares, wants)


def spare(site: Need, tolerance: float = 0.0) -> int:
    """What a site can give without lacking anything beyond the tolerance."""
    least = site.keep - int(site.keep * tolerance / 100)
    return max(0, site.have - least)


def lack(site: Need, have: int | None = None) -> int:
    return max(0, site.keep - (site.have if have is None else have))


def _lift(taking: Sequence[Need], there: int) -> np.ndarray:
    """How much each taker gets of what is there: all they lack, or the same share of their keep for all."""
    have = np.array([s.have for s in taking], dtype=float)
    keep = np.array([s.keep for s in taking], dtype=float)
    if (keep - have).sum() <= there:
        return (keep - have).astype(np.int64)
    low, high = 0.0, 1.0
    for _ in range(40):  # halving: far below one unit
        middle = (low + high) / 2
        asked = np.maximum(np.floor(middle * keep) - have, 0).sum()
        low, high = (middle, high) if asked <= there else (low, middle)
    given = np.maximum(np.floor(low * keep) - have, 0)
    rest = there - int(given.sum())
    missing = keep - have - given
    for i in sorted(range(len(taking)), key=lambda i: (-(missing[i] / keep[i]), taking[i].key))[:rest]:
        given[i] += 1 if missing[i] > 0 else 0
    return given.astype(np.int64)


def _ship(
    giving: Sequence[Need], taking: Sequence[Need], spares: np.ndarray, wants: np.ndarray
) -> list[Move]:
    """First between neighbours only; if that way does not reach everybody, between all."""
    km = [[kilometres(a.at, b.at) for b in taking] for a in giving]
    cost = np.array([[_UNKNOWN_KM if x is None else x for x in row] for row in km]) + 1.0
    near = (cost.argsort(0).argsort(0) < _NEIGHBOURS) | (cost.argsort(1).argsort(1) < _NEIGHBOURS)
    for allowed in (near, np.ones_like(near)):
        amounts = _solve(cost, allowed, spares, wants)
        if amounts is not None:
            break
    else:
        return []
    moves = [
        Move(giving[i].key, taking[j].key, int(amounts[i, j]), km[i][j]) for i, j in np.argwhere(amounts)
    ]
    return sorted(moves, key=lambda m: (-m.quantity, m.giver, m.taker))


def _solve(cost: np.ndarray, allowed: np.ndarray, spares: np.ndarray, wants: np.ndarray) -> np.ndarray | None:
    """The cheapest amounts on the allowed ways; None where they do not reach everybody."""
    # 37 MB: only where something is really proposed, for every worker knows this module
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    giver, taker = np.nonzero(allowed)
    n, g = len(giver), len(spares)
    where = (np.concatenate([giver, g + taker]), np.tile(np.arange(n), 2))
    a = coo_array((np.ones(2 * n), where), shape=(g + len(wants), n)).tocsr()
    low, high = np.concatenate([np.zeros(g), wants]), np.concatenate([spares, wants])
    found = milp(
        cost[giver, taker], integrality=np.ones(n), bounds=Bounds(0, np.inf),
        constraints=LinearConstraint(a, low, high), options={"time_limit": _SECONDS},
    )  # fmt: skip
    if found.x is None:
        return None
    amounts = np.zeros(cost.shape, dtype=np.int64)
    amounts[giver, taker] = np.rint(found.x)
    return amounts


def after(sites: Sequence[Need], moves: Sequence[Move]) -> dict[int, int]:
    """What each site would have."""
    have = {site.key: site.have for site in sites}
    for move in moves:
        have[move.giver] -= move.quantity
        have[move.taker] += move.quantity
    return have


def keep_for(used: int, days: int, cover: float) -> int:
    """What a site should keep to last so many days at the pace of the last ones."""
    return ceil(used * cover / days)
