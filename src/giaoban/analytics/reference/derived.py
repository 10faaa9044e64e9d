"""Shares, rates and changes, once more by hand."""

from __future__ import annotations

from collections.abc import Callable

# (numerator, denominator), from the defining sentences.
SHARES = {
    "community_share": ("new_community", "new"), "quarantine_share": ("new_quarantine", "new"),
    "home_share": ("care_home", "active"), "mild_share": ("mild", "active"),
    "tier_1_share": ("tier_1", "active"), "tier_2_share": ("tier_2", "active"),
    "tier_3_share": ("tier_3", "active"), "deaths_per_new": ("deaths", "new"),
    "positivity": ("tests_positive", "tests_done"),
    "positivity_listed": ("tests_listed_positive", "tests_listed"),
    "positivity_returned": ("tests_returned_positive", "tests_returned"),
    "home_contacted_share": ("home_contacted", "home_followed"),
    "alarms_confirmed_share": ("alarms_confirmed", "alarms_judged"),
    "reporting_completeness": ("communes_reporting", "communes"),
    **{f"coverage_adults_dose{d}": (f"adults_dose{d}", "adults") for d in (1, 2, 3)},
    **{f"coverage_children_dose{d}": (f"children_dose{d}", "children") for d in (1, 2)},
    "coverage_elderly50_dose2": ("elderly50_dose2", "elderly50"),
    "coverage_elderly65_dose2": ("elderly65_dose2", "elderly65"),
    "coverage_high_risk_dose2": ("high_risk_dose2", "high_risk"),
    "coverage_aged12_dose2": ("aged12_dose2", "aged12"),
    **{f"coverage_age_{b}_dose{d}": (f"age_{b}_dose{d}", f"age_{b}_residents")
       for b in ("5_11", "12_17", "18_49", "50_64", "65_plus") for d in (1, 2, 3)}}
# (numerator, denominator, its window, times)
RATIOS = {
    "checks_per_person_day": ("checks", "home_person_days", "current", 1),
    "home_per_staff": ("care_home", "station_staff", "current", 1),
    "alarms_per_station_day": ("alarms", "station_days", "current", 1),
    **{f"{item}_cover": (f"{item}_stock", f"{item}_dispensed", "d7", 7)
       for item in ("pack_a", "pack_b", "pack_c", "molnupiravir", "favipiravir")}}
CHANGES = {"new_change": "new", **{f"level{k}_change": f"level{k}" for k in (1, 2, 3, 4)}}
INCIDENCE = {"incidence_7d": ("d7", 1), "incidence_14d": ("d14", 2)}
OF_TWO_WEEKS_BEFORE = ("deaths_per_new_two_weeks", "mild_later_oxygen_share")

Ask = Callable[[str, str], float | None]


def derived_ids() -> set[str]:
    return {*SHARES, *RATIOS, *CHANGES, *INCIDENCE, *OF_TWO_WEEKS_BEFORE}


def derived(indicator_id: str, ask: Ask) -> float | None:
    """The value of the current window; `ask(id, window)` answers for the counts."""
    if indicator_id in SHARES:
        above, below = SHARES[indicator_id]
        kinds = two_sources(indicator_id)
        if kinds and not same_sources(above, below, kinds, ask):
            return None
        return divided(ask(above, "current"), ask(below, "current"), 100)
    if indicator_id in RATIOS:
        above, below, window, times = RATIOS[indicator_id]
        return divided(ask(above, "current"), ask(below, window), times)
    if indicator_id in CHANGES:
        now, before = (ask(CHANGES[indicator_id], name) for name in ("current", "base"))
        return None if now is None or before is None else now - before
    if indicator_id in INCIDENCE:
        window, weeks = INCIDENCE[indicator_id]
        return divided(ask("new", window), ask("population", "current"), 100_000 / weeks)
    if indicator_id == "deaths_per_new_two_weeks":
        return divided(ask("deaths", "current"), ask("new", "two_weeks_before"), 100)
    return divided(ask("mild_later_oxygen", "two_weeks_before"),
                   ask("mild_at_first", "two_weeks_before"), 100)


def two_sources(indicator_id: str) -> tuple[str, ...]:
    if indicator_id == "positivity":
        return "listed", "returns"
    of_doses = indicator_id.startswith("coverage_") and not indicator_id.startswith("coverage_age_")
    return ("registered", "returned") if of_doses else ()


def same_sources(above: str, below: str, kinds: tuple[str, ...], ask: Ask) -> bool:
    """The lists and the returns each tell both the numerator and the denominator, or neither."""
    return all((ask(f"{above}_{source}", "current") is None)
               == (ask(f"{below}_{source}", "current") is None)
               for source in kinds)


def divided(above: float | None, below: float | None, times: float) -> float | None:
    if above is None or below is None or below == 0:
        return None
    return above * times / below
