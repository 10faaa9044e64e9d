"""From the tables of the registry as they are read to the tables of the contract, as SQL of DuckDB.

`people` and the `raw_…` tables are what was read; `$at` is the moment told.
"""

from __future__ import annotations

from giaoban.registry.extract import DOSE_BITS, FLAGS

KNOWN = "cast(known_from AS timestamp) <= $at AND (known_to IS NULL OR cast(known_to AS timestamp) > $at)"
_FLAGS = ", ".join(f"(p.flags & {2**n}) <> 0 AS {name}" for n, name in enumerate(FLAGS))
_ABOUT_A_PERSON = f"nullif(p.sex, '') AS sex, nullif(p.occupation, '') AS occupation, {_FLAGS}"
_NUMBER = f"(packed >> {DOSE_BITS['number']}) & 3"
_DAY = f"DATE '1970-01-01' + cast(packed & {2 ** DOSE_BITS['number'] - 1} AS integer)"
_GIVEN = ", ".join(f"min({_DAY}) FILTER ({_NUMBER} = {n}) AS dose{n}" for n in (1, 2, 3))

CASES = f"""
    SELECT f.ref AS "case", p.ref AS person, u.code AS unit, ur.code AS unit_residence,
      ud.code AS unit_detected, cast(f.onset AS date) AS onset, cast(f.sampled AS date) AS sampled,
      cast(f.result AS date) AS result, cast(f.announced AS date) AS announced,
      cast(f.ministry_announced AS date) AS ministry_announced, nullif(f.test, '') AS test,
      nullif(f.found, '') AS found, cast(f.age AS integer) AS age, {_ABOUT_A_PERSON},
      nullif(f.outcome, '') AS outcome, cast(f.outcome_date AS date) AS outcome_date,
      cast(f.known_from AS timestamp) AS recorded_at, f.id AS case_id,
      strftime(cast(f.announced AS date), '%G-W%V') AS partition_key
    FROM raw_cases f JOIN people p ON p.id = f.person_id JOIN unit_codes u ON u.id = f.unit_id
    LEFT JOIN unit_codes ur ON ur.id = f.unit_residence_id
    LEFT JOIN unit_codes ud ON ud.id = f.unit_detected_id
    WHERE {KNOWN} AND NOT EXISTS (
      SELECT 1 FROM raw_uncounted s WHERE s.case_id = f.id
      AND cast(since AS timestamp) <= $at AND (until IS NULL OR cast(until AS timestamp) > $at))"""
# Partitions (`partition_key`) are few enough to open quickly, fine enough that a new week leaves
# the old ones alone.
# A reader meets the people of a commune together; the random ref keeps the order of the register out.
PERSONS = f"""
    WITH given AS (
      SELECT packed >> {DOSE_BITS["person"]} AS person_id, {_GIVEN}
      FROM raw_doses WHERE (packed >> {DOSE_BITS["late"]}) & 1 = 0 GROUP BY person_id)
    SELECT p.ref AS person, u.code AS unit, cast(p.birth_year AS integer) AS birth_year, {_ABOUT_A_PERSON},
      g.dose1, g.dose2, g.dose3,
      left(u.code, 3) AS partition_key  -- neighbouring communes have neighbouring codes
    FROM people p JOIN unit_codes u ON u.id = p.unit_id LEFT JOIN given g ON g.person_id = p.id
    WHERE p.resident <> 0 AND p.late = 0"""
SPELLS = """
    WITH states AS (
      SELECT case_id, kind, value, cast(happened_on AS date) AS from_date,
        lead(cast(happened_on AS date)) OVER (
          PARTITION BY case_id, kind ORDER BY cast(happened_on AS date), seq) AS next_date
      FROM raw_states WHERE late = 0)
    SELECT c."case", c.unit, s.kind, s.value, s.from_date, least(s.next_date, c.outcome_date) AS to_date,
      c.partition_key
    FROM states s JOIN cases c USING (case_id)
    WHERE s.next_date IS NULL OR s.next_date > s.from_date"""
RETURNS = f"""
    SELECT id, unit, publisher, cast(established AS boolean) AS established,
      nullif(place_text, '') AS place_text, cast(from_date AS date) AS from_date,
      cast(to_date AS date) AS to_date, indicator, cast(value AS double) AS value, source,
      cast(known_from AS timestamp) AS recorded_at
    FROM raw_returns WHERE {KNOWN}"""
# Samples name no disease: they are the default one's, and empty in a snapshot of another.
TESTS = """
    SELECT s.id AS test, u.code AS unit, cast(s.day AS date) AS day, s.assay, s.result,
      strftime(cast(s.day AS date), '%G-W%V') AS partition_key
    FROM raw_samples s JOIN unit_codes u ON u.id = s.unit_id"""
# Whose rows are known at another moment than this: the next extract reads them again.
LATE = """
    SELECT 'case' AS kind, ref FROM raw_cases
    WHERE cast(known_from AS timestamp) > $at OR cast(known_to AS timestamp) > $at
    UNION SELECT 'case', c.ref FROM raw_states s JOIN raw_cases c ON c.id = s.case_id WHERE s.late = 1
    UNION SELECT 'case', c.ref FROM raw_uncounted s JOIN raw_cases c ON c.id = s.case_id
      WHERE cast(since AS timestamp) > $at OR cast(until AS timestamp) > $at
    UNION SELECT 'dose', ref FROM people WHERE late = 1
    UNION SELECT 'dose', p.ref FROM raw_doses d JOIN people p ON p.id = d.packed >> {person}
      WHERE (d.packed >> {late}) & 1 = 1""".format(**DOSE_BITS)
