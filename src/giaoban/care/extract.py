"""What an extract reads of care: few columns, no names; people under their random `ref`.

`at` is text that SQLite and PostgreSQL compare with a stored time alike. What is written once (checks,
contacts) is left out by when it was received; what ends later than `at` is told as not ended.
"""

from __future__ import annotations


def queries(at: str, vendor: str) -> dict[str, str]:
    """{stays, moved, heard, met, rings, requests, refusals: SELECT}."""
    if vendor == "postgresql":
        day, staff = "CAST({} AS date)", "CAST(answered_by = 'staff' AS integer)"
    else:
        day, staff = "substr({}, 1, 10)", "answered_by = 'staff'"
    return {
        "stays": "SELECT e.id, c.ref, e.unit_id, e.station_id, f.unit_id AS station_unit_id, e.opened_at, "
        "e.closed_at, e.closed_reason FROM care_episode e JOIN registry_case c ON c.id = e.case_id "
        f"JOIN places_facility f ON f.id = e.station_id WHERE e.opened_at <= '{at}'",
        # Who answered when, of those for whom more than one place did.
        "moved": "SELECT r.episode_id, r.unit_id, r.station_id, f.unit_id AS station_unit_id, r.since "
        "FROM care_responsibility r JOIN places_facility f ON f.id = r.station_id WHERE r.episode_id IN "
        "(SELECT episode_id FROM care_responsibility GROUP BY episode_id HAVING count(*) > 1) "
        f"AND r.since <= '{at}'",
        "heard": f"SELECT episode_id, {day.format('happened_at')} AS day, {staff} AS by_staff "
        f"FROM care_check WHERE received_at <= '{at}'",
        "met": f"SELECT episode_id, {day.format('at')} AS day FROM care_contact "
        f"WHERE reached AND recorded_at <= '{at}'",
        "rings": "SELECT id, episode_id, unit_id, rank, raised_at, rings_at, answered_at, answer "
        f"FROM care_alarm WHERE episode_id IS NOT NULL AND rings_at <= '{at}' "
        "AND (answered_at IS NULL OR answered_at >= rings_at)",  # a second reading settled it in silence
        "requests": "SELECT r.id, r.ref, c.ref AS case_ref, r.episode_id, r.unit_id, r.tier, r.asked_at, "
        "r.closed_at, r.state FROM care_referral r JOIN registry_case c ON c.id = r.case_id "
        f"WHERE r.asked_at <= '{at}'",
        "refusals": "SELECT referral_id, count(*) AS refusals FROM care_referralask "
        f"WHERE answer = 'refused' AND answered_at <= '{at}' GROUP BY referral_id",
    }
