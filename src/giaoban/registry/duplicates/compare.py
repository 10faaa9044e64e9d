"""Comparing persons by Fellegi and Sunter's sum of weights, as DuckDB SQL in memory.

Knows no Django and no database: a table of persons in, pairs of ids out with their score and how they agree.
A weight is the logarithm to base 2 of how much likelier an agreement is between records of one person than of
two that a block brought together. What is rare says more: a name and a phone weigh by how often they stand.
The weights are guesses, tuned on the made-up register of `bench.duplicates`; ADR 0013 says why they are not
learnt from each register anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

PROPOSED = 5.0  # from here on a pair is proposed: on the bench one in two thousand of them is wrong
CONSTANT = -8.3  # what the blocks leave to be shown
SHARED = 12  # a phone of more persons is a dormitory's or an office's and says nothing; a guess
CROWD = 60  # nobody is compared with everybody of such a phone
MEMORY = "1200MB"


@dataclass(frozen=True, slots=True)
class Compared:
    """Two persons, a before b, and how each thing about them agrees; no word about who they are."""

    a: int
    b: int
    score: float
    levels: dict[str, str]


# What stands in the table handed in: id, name, birth (date), precision, sex, cid, phone, unit, district, new;
# name_n and phone_n where the register is larger than the table.
_SPELT = """
CREATE TABLE spelt AS
WITH marks AS (
  SELECT name, regexp_replace(trim(replace(nfc_normalize(lower(name)), 'đ', 'd')), '\\s+', ' ', 'g') AS marked
  FROM (SELECT DISTINCT name FROM given)),
forms AS (SELECT *, strip_accents(marked) AS folded FROM marks)
SELECT name, folded, CASE WHEN folded <> marked THEN marked END AS marked,
  split_part(folded, ' ', -1) AS last, regexp_replace(folded, ' [^ ]*$', '') AS head,
  regexp_replace(folded, '^[^ ]* ', '') AS rest, len(string_split(folded, ' ')) AS words
FROM forms WHERE folded <> ''
"""
# A number of twelve digits tells century and sex by its fourth (20th century: 0 a man, 1 a woman;
# 21st: 2 and 3), the year of birth by the next two (Circular 59/2021/TT-BCA): it bears out what agrees.
BORNE_OUT = (
    "coalesce(regexp_full_match(cid, '[0-9]{12}') AND sex <> '' AND birth IS NOT NULL "
    "AND substr(cid, 5, 2) = lpad((year(birth) % 100)::VARCHAR, 2, '0') "
    "AND substr(cid, 4, 1) = ((year(birth) // 100 - 19) * 2 + (sex = 'f')::INT)::VARCHAR, false)"
)
_PERSONS = f"""
CREATE TABLE p AS
SELECT id, unit, district, new, sex, nullif(cid, '') AS cid, nullif(phone, '') AS phone, s.* EXCLUDE (name),
  name_n, phone_n, year(birth)::SMALLINT AS y, {BORNE_OUT} AS borne_out,
  CASE WHEN precision IN ('day', 'month') THEN month(birth)::UTINYINT END AS m,
  CASE WHEN precision = 'day' THEN day(birth)::UTINYINT END AS d
FROM given JOIN spelt s USING (name)
"""
_OFTEN = (
    "CREATE TABLE names AS SELECT folded, greatest(count(*), coalesce(max(name_n), 0)) AS n FROM p "
    "GROUP BY 1",
    "CREATE TABLE phones AS SELECT phone, greatest(count(*), coalesce(max(phone_n), 0)) AS n FROM p "
    "WHERE phone IS NOT NULL GROUP BY 1",
)  # fmt: skip
# Two records are compared where one of these is the same. (keys, what must hold besides)
BLOCKS = (
    ("cid", ""),
    ("phone", "AND (a.last = b.last OR a.y = b.y OR a.words = 1 OR b.words = 1)"),
    ("folded, y", "AND (a.unit = b.unit OR a.m IS NULL OR b.m IS NULL OR a.m IN (b.m, b.d) OR a.d = b.d)"),
    ("folded, unit", "AND (a.y IS NULL OR b.y IS NULL OR abs(a.y - b.y) = 1 OR a.y % 10 = b.y % 10)"),
    ("y, m, d, last", ""),
    ("y, m, d, head", ""),
    ("y, m, d, unit", "AND a.sex = b.sex"),
    ("unit, y, last", "AND levenshtein(a.head, b.head) <= 2"),
    ("unit, y, head", "AND levenshtein(a.last, b.last) <= 1"),
)
_ONCE = (
    "a.id < b.id AND (a.new OR b.new) AND (a.folded = b.folded OR a.cid IS NULL OR b.cid IS NULL "
    "OR len(a.cid) <> len(b.cid) OR damerau_levenshtein(a.cid, b.cid) <= 1)"
)
_LEVELS = """
CREATE TABLE compared AS
WITH level AS (
  SELECT c.a, c.b, a.folded AS name_a, b.folded AS name_b, a.phone,
    CASE WHEN a.folded = b.folded THEN
           CASE WHEN a.marked <> b.marked THEN 'marks' ELSE 'same' END
         WHEN damerau_levenshtein(a.folded, b.folded) <= 1 THEN 'typo'
         WHEN list_sort(string_split(a.folded, ' ')) = list_sort(string_split(b.folded, ' ')) THEN 'order'
         WHEN a.last = b.last AND (list_has_all(string_split(a.folded, ' '), string_split(b.folded, ' '))
           OR list_has_all(string_split(b.folded, ' '), string_split(a.folded, ' '))) THEN 'part'
         WHEN damerau_levenshtein(a.folded, b.folded) = 2 AND len(a.folded) > 9 THEN 'typos'
         WHEN a.rest = b.rest AND a.words > 1 THEN 'surname'
         WHEN least(a.words, b.words) = 1 THEN 'pet'
         WHEN a.last = b.last THEN 'given'
         ELSE 'other' END AS name,
    CASE WHEN a.y IS NULL OR b.y IS NULL THEN 'unknown'
         WHEN a.y = b.y AND a.m = b.m AND a.d = b.d THEN 'same'
         WHEN a.y = b.y AND a.m = b.d AND a.d = b.m THEN 'swapped'
         WHEN a.y = b.y AND (a.m IS NULL OR b.m IS NULL OR (a.m = b.m AND (a.d IS NULL OR b.d IS NULL)))
           THEN 'year'
         WHEN a.y = b.y AND (a.m = b.m OR a.d = b.d) THEN 'near'
         WHEN a.m = b.m AND a.d = b.d AND (abs(a.y - b.y) = 1 OR a.y % 10 = b.y % 10) THEN 'near'
         WHEN abs(a.y - b.y) <= 1 AND (a.m IS NULL OR b.m IS NULL) THEN 'about'
         ELSE 'other' END AS birth,
    CASE WHEN a.sex = '' OR b.sex = '' THEN 'unknown' WHEN a.sex = b.sex THEN 'same' ELSE 'other' END AS sex,
    CASE WHEN a.cid IS NULL OR b.cid IS NULL THEN 'unknown'
         WHEN a.cid = b.cid THEN CASE WHEN a.borne_out AND b.borne_out THEN 'verified' ELSE 'same' END
         WHEN len(a.cid) <> len(b.cid) THEN 'unknown'  -- an old card (CMND) and a new one (CCCD)
         WHEN damerau_levenshtein(a.cid, b.cid) = 1 THEN 'near' ELSE 'other' END AS cid,
    CASE WHEN a.phone IS NULL OR b.phone IS NULL THEN 'unknown' WHEN a.phone <> b.phone THEN 'other'
         ELSE 'same' END AS phone_level,
    CASE WHEN a.unit = b.unit THEN 'same' WHEN a.district = b.district THEN 'district'
         ELSE 'other' END AS place
  FROM candidates c JOIN p a ON a.id = c.a JOIN p b ON b.id = c.b)
SELECT l.a, l.b, l.name, l.birth, l.sex, l.cid, l.place,
  CASE WHEN l.phone_level = 'same' AND coalesce(f.n, 1) > {shared} THEN 'shared'
       ELSE l.phone_level END AS phone,
  greatest(coalesce(na.n, 1), coalesce(nb.n, 1)) AS often, coalesce(f.n, 1) AS phones
FROM level l LEFT JOIN names na ON na.folded = l.name_a LEFT JOIN names nb ON nb.folded = l.name_b
  LEFT JOIN phones f ON f.phone = l.phone
"""
# bits of a name. As if its register held 20,000 more: in a small one every name is rare
_RARE = "least(16, log2(({total} + 20000) / (often + 2)))"
WEIGHTS: dict[str, dict[str, str]] = {
    "name": {
        "same": f"6.6 + {_RARE}", "marks": f"2.6 + {_RARE}", "typo": f"5.6 + {_RARE}",
        "order": f"2 + {_RARE}", "part": f"least(12, {_RARE}) - 1", "typos": f"least(10, {_RARE}) - 2",
        "surname": "4", "pet": "5.5", "given": "-5", "other": "-9",
    },
    "birth": {
        "same": "8.2", "swapped": "5", "year": "2", "near": "-0.4", "unknown": "0", "about": "-6",
        "other": "-17",
    },
    "sex": {"same": "-2.8", "unknown": "-2.8", "other": "-7"},
    "cid": {"verified": "9.4", "same": "9.4", "near": "-2.6", "unknown": "-2.4", "other": "-12.6"},
    "phone": {"same": "5.6 - log2(phones)", "shared": "-4", "unknown": "-6", "other": "-8.9"},
    "place": {"same": "3.6", "district": "-5", "other": "-5.8"},
}  # fmt: skip


def pairs(persons: Any, *, total: int = 0, threads: int = 2) -> list[Compared]:
    """The pairs worth proposing among `persons` (an Arrow table), each with at least one `new`.

    `total` is of the whole register where the table is a part of it.
    """
    import duckdb

    # nothing is ever written: without a directory DuckDB cannot spill
    db = duckdb.connect(":memory:", config={"temp_directory": "", "memory_limit": MEMORY, "threads": threads})
    try:
        db.register("given", persons)
        for statement in (_SPELT, _PERSONS, *_OFTEN, _candidates()):
            db.execute(statement)
        db.execute(_LEVELS.format(shared=SHARED))
        return _scored(db, total)
    finally:
        db.close()


def _candidates() -> str:
    some = []
    for keys, more in BLOCKS:
        crowd = f"AND a.phone NOT IN (SELECT phone FROM phones WHERE n > {CROWD})" if keys == "phone" else ""
        same = " AND ".join(f"a.{k} = b.{k}" for k in keys.split(", "))
        some.append(f"SELECT a.id AS a, b.id AS b FROM p a JOIN p b ON {same} WHERE {_ONCE} {more} {crowd}")
    return "CREATE TABLE candidates AS " + " UNION ".join(some)


def _scored(db: Any, total: int) -> list[Compared]:
    held = db.execute("SELECT count(*) FROM p").fetchone()[0]
    number = float(max(total, held))
    score = str(CONSTANT)
    for what, of in WEIGHTS.items():
        steps = " ".join(f"WHEN '{level}' THEN {bits.format(total=number)}" for level, bits in of.items())
        score += f" + (CASE {what} {steps} END)"
    columns = ", ".join(WEIGHTS)
    found = db.execute(
        f"SELECT * FROM (SELECT a, b, round({score}, 1) AS score, {columns} FROM compared) "
        f"WHERE score >= {PROPOSED} OR cid IN ('same', 'verified') ORDER BY a, b"
    ).fetchall()
    return [Compared(a, b, score, dict(zip(WEIGHTS, levels, strict=True))) for a, b, score, *levels in found]
