"""Shared tables: the few intermediate tables that every indicator is a filter of.

A declared list, so that the engine makes each pass over the cases once for all indicators. Four
kinds differ in how a row meets a window:

flow      a row happened on a day (`at`; returns span `since` to `at`): counted where the window
          holds it, or up to the window's last day
stock     a row stands on a window's last day (`end`)
standing  a stock with one row per person and day, far more rows than distinct ones: the engine
          groups them by `grain` before it meets the days
window    a row belongs to a window already
"""

from __future__ import annotations

from giaoban.analytics.shared import (
    active,
    alarms,
    alarms_open,
    announced,
    announced_by_ministry,
    checks,
    closed,
    cohort,
    communes,
    episodes,
    followed,
    held,
    levels,
    patient_days,
    referral_events,
    referrals_open,
    reporting,
    residents,
    returned,
    station_days,
    station_staff,
    stock_moves,
    tested,
    tests_told,
    tier_beds,
    tier_moves,
)
from giaoban.analytics.shared.kinds import SharedTable

SHARED: dict[str, SharedTable] = {module.SHARED.name: module.SHARED for module in (
    announced, announced_by_ministry, cohort, closed, active, episodes, residents, returned, tested,
    tests_told, held, levels, communes, reporting, tier_moves, followed, patient_days, station_days,
    checks, alarms, alarms_open, referral_events, referrals_open, stock_moves, tier_beds,
    station_staff)}
