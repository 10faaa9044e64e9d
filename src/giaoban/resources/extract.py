"""What an extract reads of goods, beds and people at work: no names."""

from __future__ import annotations

from giaoban.resources.models.staff import StationKind


def queries(at: str) -> dict[str, str]:
    """{moves, shelves, bed_states, posted: SELECT} as known at `at`."""
    stations = ", ".join(f"'{kind}'" for kind in StationKind.values)
    return {
        "moves": "SELECT item, source_id, target_id, quantity, cause, at AS moved_at FROM resources_movement "
        f"WHERE recorded_at <= '{at}'",
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
