"""The registry's extract tables: no names, no numbers, people under their random `ref`.

`known_from`/`known_to` say when the registry knew a row, so that an extract can be taken as of any time.
"""

from django.db import migrations

_FACTS = """
    u.code AS unit, ur.code AS unit_residence, ud.code AS unit_detected,
    f.onset, f.sampled, f.result, f.announced, f.ministry_announced,
    f.test, f.found, f.age, p.sex, p.occupation, p.underlying, p.pregnant, p.minority, p.poor,
    p.unvaccinable, f.outcome, f.outcome_date, f.recorded_at AS known_from,
"""
_JOINS = """
    JOIN registry_person p ON p.id = c.person_id
    JOIN places_unit u ON u.id = f.unit_id
    LEFT JOIN places_unit ur ON ur.id = f.unit_residence_id
    LEFT JOIN places_unit ud ON ud.id = f.unit_detected_id
"""
CASES = f"""
CREATE VIEW extract_cases AS
SELECT c.ref AS "case", p.ref AS person, {_FACTS} NULL AS known_to
FROM registry_case f JOIN registry_case c ON c.id = f.id {_JOINS}
UNION ALL
SELECT c.ref AS "case", p.ref AS person, {_FACTS} f.replaced_at AS known_to
FROM registry_caserevision f JOIN registry_case c ON c.id = f.case_id {_JOINS}
"""
STATES = """
CREATE VIEW extract_states AS
SELECT c.ref AS "case", s.kind, s.value, s.happened_on, s.id AS seq, s.recorded_at AS known_from
FROM registry_casestate s JOIN registry_case c ON c.id = s.case_id
"""
PERSONS = """
CREATE VIEW extract_persons AS
SELECT p.ref AS person, u.code AS unit, p.birth, p.sex, p.occupation, p.underlying, p.pregnant,
       p.minority, p.poor, p.unvaccinable, p.recorded_at AS known_from
FROM registry_person p JOIN places_unit u ON u.id = p.unit_id WHERE p.resident
"""
DOSES = """
CREATE VIEW extract_doses AS
SELECT p.ref AS person, u.code AS unit, d.number AS dose_no, d.kind, d.date,
       d.recorded_at AS known_from
FROM registry_dose d JOIN registry_person p ON p.id = d.person_id
JOIN places_unit u ON u.id = p.unit_id
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial"), ("places", "0001_initial")]
    operations = [
        migrations.RunSQL(sql, f"DROP VIEW {sql.split()[2]}")
        for sql in (CASES, STATES, PERSONS, DOSES)
    ]
