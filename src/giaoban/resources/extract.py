"""What an extract reads of goods, beds and people at work: no names."""

from __future__ import annotations

from giaoban.resources.models.staff import StationKind


def queries(at: str, vendor: str) -> dict[str, str]:
    """{moves, shelves, bed_states, posted: SELECT} as known at `at`.

    A lot past its last good day leaves its shelf on the day after, whether somebody has discarded it or not.
    """
    stations = ", ".join(f"'{kind}'" for kind in StationKind.values)
    return {
        "moves": "SELECT item, source_id, target_id, quantity, cause, "
        f"CASE WHEN cause = 'expired' THEN {_day_after(vendor, 'expires_on')} ELSE at END AS moved_at "
        f"FROM resources_movement WHERE recorded_at <= '{at}' UNION ALL {_ended(at, vendor)}",
        "shelves": "SELECT a.id, a.facility_id, f.unit_id FROM resources_account a "
        "JOIN places_facility f ON f.id = a.facility_id WHERE a.kind = 'site'",
        "bed_states": "SELECT c.id AS seq, g.id, f.unit_id, g.tier, c.at AS stated_at, c.planned, "
        "c.set_up, c.staffed, c.oxygen, c.free FROM resources_bedcount c "
        "JOIN resources_bedgroup g ON g.id = c.group_id "
        f"JOIN places_facility f ON f.id = g.facility_id WHERE c.at <= '{at}'",
        "posted": "SELECT s.ref, f.unit_id, p.valid_from, p.valid_to FROM resources_staffposting p "
        "JOIN resources_staff s ON s.id = p.staff_id JOIN places_facility f ON f.id = p.facility_id "
        f"WHERE f.kind IN ({stations}) AND s.recorded_at <= '{at}'",
    }


def _ended(at: str, vendor: str) -> str:
    """What is left of each lot that has ended, as moves off its shelf to nowhere."""
    since = f"recorded_at <= '{at}' AND expires_on < '{at[:10]}'"
    return (
        "SELECT l.item, l.account_id AS source_id, 0 AS target_id, CAST(sum(l.n) AS integer) AS quantity, "
        f"'expired' AS cause, {_day_after(vendor, 'l.expires_on')} AS moved_at FROM ("
        "SELECT item, target_id AS account_id, quantity AS n, expires_on FROM resources_movement "
        f"WHERE {since} UNION ALL SELECT item, source_id, -quantity, expires_on FROM resources_movement "
        f"WHERE {since}) l JOIN resources_account a ON a.id = l.account_id AND a.kind = 'site' "
        "GROUP BY l.item, l.account_id, l.expires_on HAVING sum(l.n) > 0"
    )


def _day_after(vendor: str, day: str) -> str:
    """Its first minute, as the vendor keeps a moment."""
    if vendor == "postgresql":
        return f"CAST({day} + 1 AS timestamp)"
    return f"date({day}, '+1 day') || ' 00:00:00'"
