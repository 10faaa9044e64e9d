"""All rules of a `policy/` directory, and which of them is in force."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from giaoban.kernel.errors import UserError
from giaoban.kernel.text import fold
from giaoban.policy import files, parse
from giaoban.policy.diseases import Disease, disease
from giaoban.policy.rule import Rule
from giaoban.policy.schema import check

Place = Sequence[str] | str


class Rules:
    """Rules by subject, disease and place. Immutable; made by `load`."""

    def __init__(self, rules: Iterable[Rule], diseases: Iterable[Disease], fingerprint: str, root: Path):
        self._rules = {rule.id: rule for rule in rules}
        self.diseases = {found.id: found for found in diseases}
        self._fingerprint = fingerprint
        self.root = root
        self._chains: dict[tuple[str, str, str], list[Rule]] = {}
        for rule in self.all():
            self._chains.setdefault((rule.subject, rule.disease, rule.at), []).append(rule)

    def fingerprint(self) -> str:
        """SHA-256 of every rule and profile: the same words give the same rules."""
        return self._fingerprint

    def all(self, subject: str | None = None) -> list[Rule]:
        found = [r for r in self._rules.values() if subject in (None, r.subject)]
        return sorted(found, key=lambda r: (r.subject, r.disease, r.at, r.valid_from))

    @property
    def default_disease(self) -> str:
        return next(found.id for found in self.diseases.values() if found.default)

    def disease_named(self, words: str) -> str | None:
        """The profile somebody means by its id or one of its names, however the marks are typed."""
        said = fold(words).replace("-", " ").strip()
        for found in self.diseases.values():
            if said in {fold(name).replace("-", " ") for name in (found.id, found.name, found.name_en)}:
                return found.id
        return None

    def get(self, rule_id: str) -> Rule:
        """The rule of this id."""
        if rule_id not in self._rules:
            raise self._unknown(rule_id, self._rules)
        return self._rules[rule_id]

    def find(self, name: str, subject: str | None = None) -> Rule:
        """The rule by id, by number (4800/QĐ-BYT) or by the start of it (4800)."""
        if name in self._rules:
            return self._rules[name]
        wanted = name.strip().casefold()
        found = [rule for rule in self.all(subject) if wanted in _names(rule)]
        if len(found) == 1:
            return found[0]
        raise self._unknown(name, [r.id for r in found or self.all(subject)])

    def in_force(
        self,
        subject: str,
        on: date,
        at: Place = (parse.ROOT_PLACE,),
        applied: bool = False,
        disease: str | None = None,
    ) -> Rule | None:
        """The rule of the nearest place on the path; `applied`: as the place really used it."""
        wanted = disease or self.default_disease
        path = nearest_first(at)
        for place in path:
            chain = self._chains.get((subject, wanted, place), [])
            for rule, start, end in reversed(_periods(chain, path, applied)):
                if start <= on and (end is None or on <= end):
                    return rule
        return None

    def timeline(
        self, subject: str, at: Place = (parse.ROOT_PLACE,), disease: str | None = None
    ) -> list[tuple[date, Rule]]:
        """Every day on which the rule of a subject changed for a place: the breaks of a series."""
        days: set[date] = set()
        for rule in self.all(subject):
            days.add(rule.valid_from)
            days.update(start for steps in rule.steps.values() for start, _ in steps)
            if rule.valid_to:
                days.add(rule.valid_to + timedelta(days=1))
        found = [(day, self.in_force(subject, day, at, disease=disease)) for day in sorted(days)]
        return [(day, rule) for day, rule in found if rule is not None]

    def _unknown(self, name: str, known: Iterable[str]) -> UserError:
        return UserError(
            "rule_unknown",
            f"Không xác định được quy định “{name}”.",
            "Chọn một trong: " + ", ".join(sorted(known)) + ".",
        )


def nearest_first(at: Place) -> tuple[str, ...]:
    """A path written from the country down, or codes from the unit up, as (unit … country)."""
    codes = tuple(at.split("/")) if isinstance(at, str) else tuple(at)
    if codes and codes[-1] == parse.ROOT_PLACE:
        return codes
    if not codes or codes[0] != parse.ROOT_PLACE:
        codes = (parse.ROOT_PLACE, *codes)
    return tuple(reversed(codes))


def _periods(chain: list[Rule], path: tuple[str, ...], applied: bool) -> list[tuple[Rule, date, date | None]]:
    """Start and end of each rule of one place; the old one lasts until the new one is used."""
    starts = [_start(rule, path, applied) for rule in chain]
    found = []
    for index, rule in enumerate(chain):
        end = rule.valid_to
        if end is not None and index + 1 < len(chain):
            adjoining = chain[index + 1].valid_from == end + timedelta(days=1)
            end = starts[index + 1] - timedelta(days=1) if adjoining else end
        found.append((rule, starts[index], end))
    return found


def _start(rule: Rule, path: tuple[str, ...], applied: bool) -> date:
    """A first use known only as "at the latest" moves nothing: the legal date stands."""
    if applied:
        for place in path:
            for use in rule.first_applied:
                if use.at == place and use.exact:
                    return use.day
    return rule.valid_from


def _names(rule: Rule) -> set[str]:
    number = (rule.number or "").casefold()
    return {number, number.split("/")[0], rule.id.split("/")[1]} - {""}


def load(path: str | Path | None = None) -> Rules:
    """The rules of a directory; read again only when a file has changed."""
    folder = files.root(path)
    return _load(folder, tuple(sorted(files.stamps(str(folder)))))


@lru_cache(maxsize=4)
def _load(folder: Path, stamps: tuple[tuple[str, int, int], ...]) -> Rules:
    digest = hashlib.sha256()
    raws: dict[str, dict[str, Any]] = {}
    profiles: list[Disease] = []
    for path in files.rule_files(folder):
        name = path.relative_to(folder).as_posix()
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
        content = files.read(path, folder)
        if name.startswith("diseases/"):
            profiles.append(disease(content, name))
            continue
        check("rule", content, name)
        if content["id"] != name.removesuffix(".yaml"):
            raise _misnamed(name, content["id"])
        raws[content["id"]] = content
    default = next((p.id for p in profiles if p.default), "")
    rules = [parse.rule(_resolved(raw, raws), default) for raw in raws.values()]
    _refuse_overlaps(rules)
    return Rules(rules, profiles, digest.hexdigest(), folder)


def _resolved(raw: dict[str, Any], raws: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The file with everything it extends merged in; a circle or a missing base is refused."""
    seen, result = [raw["id"]], raw
    while base_id := raws[seen[-1]].get("extends"):
        if base_id not in raws or base_id in seen:
            raise UserError(
                "policy_invalid",
                f"Tệp quy định {raw['id']} kế thừa “{base_id}” không có hoặc kế thừa vòng.",
                "Sửa mục extends rồi thử lại.",
            )
        result = parse.merged(raws[base_id], result)
        seen.append(base_id)
    return result


def _refuse_overlaps(rules: list[Rule]) -> None:
    """Two rules of one subject, disease and place on one day: the answer would be luck."""
    ordered = sorted(rules, key=lambda r: (r.subject, r.disease, r.at, r.valid_from))
    for before, after in pairwise(ordered):
        same = (before.subject, before.disease, before.at) == (
            after.subject,
            after.disease,
            after.at,
        )
        if same and (before.valid_to is None or before.valid_to >= after.valid_from):
            raise UserError(
                "policy_overlap",
                f"Hai quy định cùng có hiệu lực ngày {after.valid_from}: {before.id}, {after.id}.",
                "Ghi ngày hết hiệu lực của quy định trước rồi thử lại.",
            )


def _misnamed(name: str, rule_id: str) -> UserError:
    return UserError(
        "policy_invalid",
        f"Tệp quy định {name} mang mã “{rule_id}” khác tên tệp.",
        "Đặt id trùng với <chủ đề>/<tên tệp>.",
    )
