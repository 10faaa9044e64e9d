"""From the tables of care and resources as they are read to the tables of the contract, as SQL of DuckDB."""

from __future__ import annotations

_ENDED = "cast({0} AS timestamp) <= $at"
_MINUTES = "cast(date_diff('minute', cast({0} AS timestamp), cast({1} AS timestamp)) AS integer)"

HOME_CARE = f"""
    WITH last AS (
      SELECT episode_id, arg_max(unit_id, cast(since AS timestamp)) AS unit_id,
        arg_max(station_id, cast(since AS timestamp)) AS station_id,
        arg_max(station_unit_id, cast(since AS timestamp)) AS station_unit_id
      FROM moved GROUP BY ALL)
    SELECT s.id AS episode, s.ref AS "case", u.code AS unit, coalesce(l.station_id, s.station_id) AS station,
      su.code AS station_unit, cast(s.opened_at AS date) AS opened,
      CASE WHEN {_ENDED.format("s.closed_at")} THEN cast(s.closed_at AS date) END AS closed,
      CASE WHEN {_ENDED.format("s.closed_at")} THEN nullif(s.closed_reason, '') END AS reason
    FROM stays s LEFT JOIN last l ON l.episode_id = s.id
    JOIN unit_codes u ON u.id = coalesce(l.unit_id, s.unit_id)
    JOIN unit_codes su ON su.id = coalesce(l.station_unit_id, s.station_unit_id)"""
CARE_DAYS = """
    WITH said AS (
      SELECT episode_id, day, 1 AS checks, by_staff, 0 AS reached FROM heard
      UNION ALL SELECT episode_id, day, 0, 0, 1 FROM met),
    daily AS (
      SELECT episode_id, cast(day AS date) AS day, cast(sum(checks) AS integer) AS checks,
        cast(sum(by_staff) AS integer) AS by_staff, cast(sum(reached) AS integer) AS reached
      FROM said GROUP BY ALL),
    answered AS (SELECT episode_id, unit_id, cast(since AS timestamp) AS since FROM moved)
    SELECT s.id AS episode, s.ref AS "case", u.code AS unit, d.day, d.checks, d.by_staff, d.reached,
      strftime(d.day, '%G-W%V') AS partition_key
    FROM daily d ASOF LEFT JOIN answered a
      ON a.episode_id = d.episode_id AND cast(d.day + 1 AS timestamp) >= a.since
    JOIN stays s ON s.id = d.episode_id JOIN unit_codes u ON u.id = coalesce(a.unit_id, s.unit_id)"""
CARE_ALARMS = f"""
    SELECT r.id AS alarm, s.ref AS "case", u.code AS unit, r.rank, cast(r.rings_at AS date) AS raised,
      CASE WHEN {_ENDED.format("r.answered_at")} THEN cast(r.answered_at AS date) END AS answered,
      CASE WHEN {_ENDED.format("r.answered_at")} THEN {_MINUTES.format("r.rings_at", "r.answered_at")}
        END AS minutes,
      CASE WHEN {_ENDED.format("r.answered_at")} THEN nullif(r.answer, '') END AS answer
    FROM rings r JOIN stays s ON s.id = r.episode_id JOIN unit_codes u ON u.id = r.unit_id"""
REFERRALS = f"""
    WITH first_sign AS (
      SELECT episode_id, min(cast(raised_at AS timestamp)) AS sign_at FROM rings GROUP BY ALL),
    known AS (
      SELECT *, {_ENDED.format("closed_at")} AND state IN ('arrived', 'cancelled') AS over FROM requests)
    SELECT k.ref AS referral, k.case_ref AS "case", u.code AS unit, k.tier,
      cast(k.asked_at AS date) AS asked, CASE WHEN k.over THEN cast(k.closed_at AS date) END AS ended,
      CASE WHEN k.over THEN k.state END AS outcome, cast(coalesce(f.refusals, 0) AS integer) AS refusals,
      CASE WHEN k.over AND k.state = 'arrived' AND f1.sign_at <= cast(k.closed_at AS timestamp)
        THEN {_MINUTES.format("f1.sign_at", "k.closed_at")} END AS minutes
    FROM known k JOIN unit_codes u ON u.id = k.unit_id
    LEFT JOIN refusals f ON f.referral_id = k.id LEFT JOIN first_sign f1 ON f1.episode_id = k.episode_id"""
STOCK_DAYS = """
    WITH both_sides AS (
      SELECT target_id AS account_id, item, moved_at, quantity AS change, 0 AS dispensed FROM moves
      UNION ALL SELECT source_id, item, moved_at, -quantity,
        CASE WHEN cause = 'dispense' THEN quantity ELSE 0 END FROM moves)
    SELECT s.facility_id AS facility, u.code AS unit, b.item, cast(b.moved_at AS date) AS day,
      cast(sum(b.change) AS double) AS change, cast(sum(b.dispensed) AS double) AS dispensed
    FROM both_sides b JOIN shelves s ON s.id = b.account_id JOIN unit_codes u ON u.id = s.unit_id
    GROUP BY ALL"""
BED_COUNTS = """
    SELECT b.id AS "group", u.code AS unit, b.tier, cast(b.stated_at AS date) AS day,
      cast(b.planned AS integer) AS planned, cast(b.set_up AS integer) AS set_up,
      cast(b.staffed AS integer) AS staffed, cast(b.oxygen AS integer) AS oxygen,
      cast(b.free AS integer) AS free
    FROM bed_states b JOIN unit_codes u ON u.id = b.unit_id
    QUALIFY row_number() OVER (PARTITION BY b.id, cast(b.stated_at AS date)
      ORDER BY cast(b.stated_at AS timestamp) DESC, b.seq DESC) = 1"""
POSTINGS = """
    SELECT p.ref AS staff, u.code AS unit, cast(p.valid_from AS date) AS from_date,
      cast(p.valid_to AS date) AS to_date
    FROM posted p JOIN unit_codes u ON u.id = p.unit_id"""

# table of the contract → what makes it, and what is read for it
MADE = {
    "home_care": (HOME_CARE, ("stays", "moved")),
    "care_days": (CARE_DAYS, ("heard", "met")),
    "care_alarms": (CARE_ALARMS, ("rings",)),
    "referrals": (REFERRALS, ("requests", "refusals")),
    "stock_days": (STOCK_DAYS, ("moves", "shelves")),
    "bed_counts": (BED_COUNTS, ("bed_states",)),
    "postings": (POSTINGS, ("posted",)),
}
NUMBERS = frozenset(
    (
        "station_id", "station_unit_id", "episode_id", "by_staff", "case_ref", "referral_id", "refusals",
        "source_id", "target_id", "quantity", "facility_id", "planned", "set_up", "staffed", "oxygen", "free",
    )
)  # fmt: skip
