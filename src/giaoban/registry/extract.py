"""What an extract reads of the registry: a table each, no joins, no names; people under their random `ref`.

Rows known later than `at` come along where another row must be told apart from them; the caller leaves them
out. `at` is text that SQLite and PostgreSQL compare with a stored time alike.
"""

from __future__ import annotations

# Whose records a row of a table belongs to: what an extract must read anew when the row is written.
# table: (kind, the column that says whose)
WATCHED = {
    "registry_case": ("case", "ref"),
    "registry_caserevision": ("case", "case_id"),
    "registry_casestate": ("case", "case_id"),
    "registry_sameepisode": ("case", "case_id"),
    "registry_person": ("person", "ref"),
    "registry_dose": ("dose", "person_id"),
}
# that column → the ref of the record; {} stands for OLD, NEW or another name of the row
REF = {
    "ref": "{}.ref",
    "case_id": "(SELECT ref FROM registry_case WHERE id = {}.case_id)",
    "person_id": "(SELECT ref FROM registry_person WHERE id = {}.person_id)",
}
# Columns of whole numbers: an empty one does not say so itself.
NUMBERS = frozenset(
    (
        "id", "ref", "case_id", "person_id", "unit_id", "unit_residence_id", "unit_detected_id", "birth_year",
        "flags", "resident", "late", "age", "seq", "packed",
    )
)  # fmt: skip
FLAGS = ("underlying", "pregnant", "minority", "poor", "unvaccinable")
_FACTS = (
    "unit_id, {0}.unit_residence_id, {0}.unit_detected_id, {0}.onset, {0}.sampled, {0}.result, "
    "{0}.announced, {0}.ministry_announced, {0}.test, {0}.found, {0}.age, {0}.outcome, {0}.outcome_date, "
    "{0}.recorded_at AS known_from"
)
# A dose in one whole number, for a column costs more to read than the row: person, late, dose 1–3, day.
DOSE_BITS = {"person": 32, "late": 31, "number": 24}


def queries(at: str, vendor: str, disease: str, cases: str = "", persons: str = "") -> dict[str, str]:
    """{people, cases, uncounted, states, doses: SELECT}; of cases only those of one disease.

    `cases` and `persons`, a SELECT of refs each, leave out what belongs to none of them; the people of those
    cases stay.
    """
    if vendor == "postgresql":
        flag, day = "CAST({} AS integer)", "({} - DATE '1970-01-01')"
        year = "CAST(extract(year FROM birth) AS integer)"
    else:
        flag, day = "{}", "CAST(julianday({}) - 2440587.5 AS integer)"
        year = "CAST(birth AS integer)"
    late = f"CASE WHEN recorded_at > '{at}' THEN 1 ELSE 0 END"
    packed = " + ".join(f"{2**n} * {flag.format(name)}" for n, name in enumerate(FLAGS))
    number = "CASE WHEN number > 3 THEN 3 ELSE number END"
    of_cases = f" WHERE c.disease = '{disease}'" + (f" AND c.ref IN ({cases})" if cases else "")
    of_people = (
        f" WHERE ref IN ({persons}) OR id IN (SELECT person_id FROM registry_case WHERE ref IN ({cases}))"
        if cases
        else ""
    )
    of_states = of_doses = ""
    if cases:
        of_states = f" WHERE case_id IN (SELECT id FROM registry_case WHERE ref IN ({cases}))"
        of_doses = f" WHERE person_id IN (SELECT id FROM registry_person WHERE ref IN ({persons}))"
    return {
        "people": "SELECT id, ref, unit_id, sex, occupation, "
        f"{year} AS birth_year, {packed} AS flags, {flag.format('resident')} AS resident, {late} AS late "
        f"FROM registry_person{of_people}",
        "cases": f"SELECT c.id, c.ref, c.person_id, c.{_FACTS.format('c')}, NULL AS known_to "
        f"FROM registry_case c{of_cases} UNION ALL "
        f"SELECT c.id, c.ref, c.person_id, r.{_FACTS.format('r')}, r.replaced_at AS known_to "
        f"FROM registry_caserevision r JOIN registry_case c ON c.id = r.case_id{of_cases}",
        # Cases that tell an episode another case tells.
        "uncounted": "SELECT case_id, since, until FROM registry_sameepisode" + of_states,
        "states": "SELECT case_id, kind, value, happened_on, id AS seq, "
        f"{late} AS late FROM registry_casestate{of_states}",
        "doses": f"SELECT ((CAST(person_id AS bigint) << {DOSE_BITS['person']}) "
        f"+ (CAST({late} AS bigint) << {DOSE_BITS['late']}) + ({number} << {DOSE_BITS['number']}) "
        f"+ {day.format('date')}) AS packed FROM registry_dose{of_doses}",
    }


def read_whole(at: str) -> dict[str, str]:
    """{samples: SELECT}: read anew every time; parts that did not change keep their name."""
    return {
        "samples": "SELECT id, unit_id, day, assay, result FROM registry_labsample "
        f"WHERE recorded_at <= '{at}' AND (superseded_at IS NULL OR superseded_at > '{at}') "
        "AND assay IN ('pcr', 'rapid') AND result <> ''"
    }
