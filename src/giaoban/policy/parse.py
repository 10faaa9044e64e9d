"""Checked YAML of one rule → `Rule`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from giaoban.kernel.errors import UserError
from giaoban.policy.rule import FirstApplied, Param, Rule, Source

ROOT_PLACE = "VN"
Raw = dict[str, Any]


def rule(raw: Raw, default_disease: str) -> Rule:
    """The rule of one file whose `extends` has been merged in already."""
    sources = {key: Source(s["title"], s["url"]) for key, s in raw["sources"].items()}
    period, document = raw["in_force"], raw["document"]
    start, end = date.fromisoformat(period["from"]), period["to"]
    if end is not None and date.fromisoformat(end) < start:
        raise _fault(raw, "in_force", "ngày hết hiệu lực trước ngày có hiệu lực")
    steps, labels = _flatten(raw, sources, start)
    return Rule(
        id=raw["id"],
        subject=raw["subject"],
        disease=raw.get("disease", default_disease),
        form=raw["form"],
        title=raw["title_vi"],
        number=document["number"],
        issuer=document["issuer"],
        signed=date.fromisoformat(document["signed"]) if document["signed"] else None,
        at=raw.get("at", ROOT_PLACE),
        valid_from=start,
        valid_to=date.fromisoformat(end) if end else None,
        period_status=period["status"],
        replaces=tuple(raw.get("replaces", ())),
        first_applied=tuple(_applied(raw, use, sources) for use in raw.get("first_applied", ())),
        note=raw.get("note", ""),
        steps=steps,
        labels=labels,
    )


def merged(base: Raw, over: Raw) -> Raw:
    """`over` with what it does not say taken from the rule it extends."""
    result = dict(over)
    result["sources"] = {**base["sources"], **over["sources"]}
    result["values"] = _overlay(base["values"], over["values"])
    return result


def _overlay(base: Mapping[str, Any], over: Mapping[str, Any]) -> Raw:
    result = dict(base)
    for key, node in over.items():
        both = isinstance(node, dict) and isinstance(base.get(key), dict)
        branches = both and "unit" not in node and "unit" not in base[key]
        result[key] = _overlay(base[key], node) if branches else node
    return result


def _flatten(
    raw: Raw, sources: dict[str, Source], start: date
) -> tuple[dict[str, tuple[tuple[date, Param], ...]], dict[str, str]]:
    """Values by dotted key in the order of the file, and what keys and groups are called."""
    steps: dict[str, tuple[tuple[date, Param], ...]] = {}
    names: dict[str, str] = {}

    def walk(node: Raw, path: tuple[str, ...], labels: tuple[str, ...], told: bool) -> None:
        told = told or node.get("use") == "descriptive"
        if "label" in node:
            labels = (*labels, node["label"])
            names[".".join(path)] = node["label"]
        if "unit" in node:
            key = ".".join(path)
            plain = _param(raw, key, " – ".join(labels), node, told)
            dated = node.get("dated") or [{"from": start.isoformat(), **node}]
            steps[key] = tuple(
                (date.fromisoformat(step["from"]), _at_step(raw, plain, step, sources)) for step in dated
            )
            return
        for key, child in node.items():
            if isinstance(child, dict):
                walk(child, (*path, key), labels, told)

    walk(raw["values"], (), (), False)
    return steps, names


def _param(raw: Raw, key: str, label: str, node: Raw, descriptive: bool) -> Param:
    if not label:
        raise _fault(raw, key, "thiếu tên gọi (label)")
    cmp = node.get("cmp", ())
    return Param(
        key=key,
        label=label,
        value=None,
        unit=node["unit"],
        status="unverified",
        cmp=(cmp,) if isinstance(cmp, str) else tuple(cmp),
        candidates=tuple(node.get("candidates", ())),
        note=node.get("note", ""),
        descriptive=descriptive,
        fact=node.get("fact", ""),
        age_months=(node.get("age_from_months"), node.get("age_below_months")),
    )


def _at_step(raw: Raw, plain: Param, step: Raw, sources: dict[str, Source]) -> Param:
    value, status = step["value"], step["status"]
    if value is None and status != "unverified":
        raise _fault(raw, plain.key, "giá trị để trống chỉ được ghi mức tin cậy “unverified”")
    return replace(
        plain,
        value=tuple(value) if isinstance(value, list) else value,
        status=status,
        sources=_sources(raw, plain.key, step["source"], sources),
        note=step.get("note", plain.note),
    )


def _applied(raw: Raw, entry: Raw, sources: dict[str, Source]) -> FirstApplied:
    found = _sources(raw, "first_applied", entry["source"], sources)
    day = date.fromisoformat(entry["day"])
    return FirstApplied(entry["at"], day, entry["exact"], entry["status"], found)


def _sources(raw: Raw, key: str, names: list[str], known: dict[str, Source]) -> tuple[Source, ...]:
    for name in names:
        if name not in known:
            raise _fault(raw, key, f"nguồn “{name}” không có trong mục sources")
    return tuple(known[name] for name in names)


def _fault(raw: Raw, key: str, what: str) -> UserError:
    return UserError(
        "policy_invalid",
        f"Tệp quy định {raw['id']} sai tại “{key}”: {what}.",
        "Sửa tệp quy định rồi thử lại.",
    )
