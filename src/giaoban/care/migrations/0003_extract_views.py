"""Care's extract tables: no names, people under their random `ref`; who was seen by whom, and what rang."""

from django.db import migrations

_CASE = 'c.ref AS "case", p.ref AS person, u.code AS unit'
_JOINS = """
    JOIN registry_case c ON c.id = e.case_id
    JOIN registry_person p ON p.id = e.person_id
    JOIN places_unit u ON u.id = e.unit_id
"""
EPISODES = f"""
CREATE VIEW extract_episodes AS
SELECT e.id AS episode, {_CASE}, e.day0, e.risk, e.assessed_at, e.opened_at AS known_from,
       e.closed_at AS known_to, e.closed_reason
FROM care_episode e {_JOINS}
"""
CHECKS = f"""
CREATE VIEW extract_checks AS
SELECT k.id AS "check", k.episode_id AS episode, {_CASE}, k.answered_by, k.channel, k.happened_at,
       k.spo2, k.temperature, k.rr, k.pulse, k.systolic, k.diastolic, k.rank, k.flags,
       k.second_of_id AS second_of, k.received_at AS known_from
FROM care_check k JOIN care_episode e ON e.id = k.episode_id {_JOINS}
"""
CONTACTS = f"""
CREATE VIEW extract_contacts AS
SELECT t.id AS contact, t.episode_id AS episode, {_CASE}, t.kind, t.reached, t.at AS happened_at,
       t.recorded_at AS known_from
FROM care_contact t JOIN care_episode e ON e.id = t.episode_id {_JOINS}
"""
ALARMS = """
CREATE VIEW extract_alarms AS
SELECT a.id AS alarm, a.episode_id AS episode, c.ref AS "case", u.code AS unit, a.kind, a.rank, a.rule,
       a.rings_at, a.step, a.owner_role, o.code AS owner_unit, a.answered_at, a.answer, a.count,
       a.raised_at AS known_from
FROM care_alarm a
JOIN places_unit u ON u.id = a.unit_id
JOIN places_unit o ON o.id = a.owner_unit_id
LEFT JOIN care_episode e ON e.id = a.episode_id
LEFT JOIN registry_case c ON c.id = e.case_id
"""


class Migration(migrations.Migration):
    dependencies = [("care", "0002_referrals"), ("registry", "0002_extract_views"), ("places", "0001_initial")]
    operations = [
        migrations.RunSQL(sql, f"DROP VIEW {sql.split()[2]}") for sql in (EPISODES, CHECKS, CONTACTS, ALARMS)
    ]
