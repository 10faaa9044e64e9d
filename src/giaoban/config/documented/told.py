"""What a command promises beside its options: its exit codes and its JSON."""

from __future__ import annotations

# The same for every command.
COMMON = {
    0: "done",
    1: "a fault of the program, with its traceback",
    2: "not understood, or refused: one sentence and the next step on stderr, nothing half-written",
}
EXITS: dict[str, dict[int, str]] = {
    "check": {0: "the document was read, whatever its figures"},
    "check-install": {0: "everything required is there", 1: "something required is missing"},
    "docs": {0: "the pages are current", 1: "with `--check`: a committed page is stale"},
    "import": {
        0: "every row taken",
        3: "some rows refused or held, or a list in another sheet left unread",
        2: "unreadable, nothing written",
    },
    "places announcements": {0: "every row taken", 3: "some rows refused"},
    "places boundaries": {0: "every feature taken", 3: "some left with the reason"},
    "test": {0: "all passed", 1: "something failed, or no test was chosen"},
    "verify": {0: "every figure is equal", 1: "different, the figures are named"},
}

ERROR = "{error: {code, message, next}}"
_IMPORT = """{file, rows, accepted, unchanged, corrected, refused[{row, column, value, code, reason, next}],
 held[{row, reason, suggestions[{code, name, score}]}], batch,
 passed_over[{row, what, sheet, rows, font}], left[{what, column}]}"""
JSON: dict[str, str] = {
    "demo": "{accounts[{role, place, user, password, totp_secret}], briefing, state, url}",
    "check-install": "{ready, findings[{id, name, status, detail, next}]}",
    "places load": "{units, successions, populations}",
    "places find": "{code, full_name, sure, score, level, reason, outside, within, suggestions[]}",
    "places announcements": """{file, rows, accepted, unchanged,
 refused[{row, column, value, code, reason, next}]}""",
    "places boundaries": """{file, features, accepted, unchanged, corrected, points_before, points, tolerance,
 by, unmatched[{feature, said, reason, suggestions[]}], flawed[{feature, code, reason, next}]}""",
    "import linelist": _IMPORT,
    "import lab": _IMPORT.removesuffix("}") + ", linked, waiting}",
    "import sweep": _IMPORT.removesuffix("}") + ", found}",
    "import returns": _IMPORT,
    "import residents": _IMPORT,
    "import announcements": _IMPORT,
    "import facilities": _IMPORT,
    "import sms": _IMPORT,
    "audit seal": "{sealed{audit, access}, head}",
    "audit verify": """{whole, sealed, changed[[log, id]], missing[[log, id]], broken_seals[],
 unsealed{audit, access}, head, head_found}""",
    "care pass": "{seconds, episodes, opened, moved, ended, reviews, climbed, alarms_unheard, …}",
    "call-backs draw": "{week_from, samples[{unit, reported, size}]}",
    "duplicates find": "{compared, proposed, known, merged}",
    "duplicates list": "[{pair, score, levels, places[]}]",
    "decide": "{result, reasons[], rules[], status}",
    "level": """{place, name, on, window{from, to}, announced, rule, hypothetical, outcome, level, low, high,
 reasons[], status, lowered_by[], snapshot}""",
    "brief": """{id, snapshot, place, from, to, as_of, known_at, policy,
 figures[{id, label, value, unit, base, change, numerator, denominator, window{name, from, to}, stated_before,
  status, records}],
 levels[{place, name, announced, proposed, previous, reasons[], status}],
 checks[{kind, figures[], verdict, stated, computed, explanation, repairs[]}]}""",
    "records": "{briefing, figure, window{name, from, to}, value, rows, records[]}",
    "verify": "{id, verdict, figures[{figure, what, stated, computed}], parts[], error, code_changed}",
    "read": """{kind, number, date, place, body, chair, legal_bases[],
 figures[{text, indicator, value, unit, period, approx, compare, start, end}],
 tasks[{assignee, partners[], text, deadline, deadline_text, section, start, end, deadline_resolved,
  deadline_rule}],
 recipients[], signer, signer_title, date_resolved, date_rule}""",
    "check": "{relations[{kind, verdict, stated, computed, explanation, spans[]}], repairs[], places[]}",
    "write": "{notice, form, conclusions[], number, date}",
}
# Where a value is not what its name says at first sight.
_RECORDS = (
    "With `--state`, `records` stands beside a figure the registry knows (same indicator, place and window): "
    "`{value, briefing, figure, as_of, place, from, to, verdict}`, else `null`"
)
NOTES: dict[str, str] = {
    "read": f"{_RECORDS}. Places are those of the installation's tree on the text's date.",
    "check": f"{_RECORDS}. `relations[].records` are those of its figures; `figures[]` are all the registry "
    "knows. Without `--state` neither is there.",
    "write": "`number` and `date` are null until the document clerk has recorded them.",
    "brief": "`percent` is 96.72 for 96,72 %; `change` = value − base in the same unit, of this snapshot; "
    "`records` is the number of rows; values are exact, paper rounds. The same arguments give the same "
    "frozen briefing.",
    "decide": "`result` has the form of the rule; `null` in it is *not determined*. "
    "Fact names: [rules.md](rules.md#facts).",
    "level": "`outcome` is `level`, `undetermined`, `no_data` or `no_rule`; `no_rule` has no `snapshot`.",
    "records": "The sum of `weight` over `records` is `value`; of a share the rows are its numerator's. "
    "The other columns are those of the records form.",
    "test": "Words it does not know go to pytest; put them after `--`.",
}
