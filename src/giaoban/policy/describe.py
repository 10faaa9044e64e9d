"""The rules as a document: every value with its status and source, as Markdown."""

from __future__ import annotations

from giaoban.kernel.vietnamese import date_vi, number
from giaoban.policy.load import Rules
from giaoban.policy.rule import Param, Rule
from giaoban.policy.status import STATUS_VI

_CMP = {"gt": ">", "gte": "≥", "lt": "<", "lte": "≤"}


def describe(rules: Rules, rule_id: str) -> str:
    """One rule: its document, period and place, and a table of all values on all dates."""
    rule = rules.get(rule_id)
    lines = [f"### {rule.title}", "", f"`{rule.id}` · {_document(rule)}", "", _period(rule), ""]
    lines += [rule.note, ""] if rule.note else []
    lines += ["| Giá trị | Nội dung | Mức tin cậy | Nguồn |", "|---|---|---|---|"]
    for key, steps in rule.steps.items():
        for start, param in steps:
            since = f" (từ {date_vi(start)})" if len(steps) > 1 else ""
            told = " *(mô tả)*" if param.descriptive else ""
            cells = (
                f"{param.label}{since}{told}<br>`{key}`",
                _value(param) + (f"<br>{param.note}" if param.note else ""),
                STATUS_VI[param.status],
                "<br>".join(f"[{s.title}]({s.url})" if s.url else s.title for s in param.sources),
            )
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join([*lines, ""])


def describe_all(rules: Rules) -> str:
    """Every rule by subject, then every disease profile's name."""
    lines: list[str] = []
    subject = ""
    for rule in rules.all():
        if rule.subject != subject:
            subject = rule.subject
            lines += [f"## {subject}", ""]
        lines.append(describe(rules, rule.id))
    return "\n".join(lines)


def _document(rule: Rule) -> str:
    signed = f", ký ngày {date_vi(rule.signed)}" if rule.signed else ""
    return f"{rule.number or 'chưa rõ số văn bản'} – {rule.issuer}{signed}"


def _period(rule: Rule) -> str:
    end = f" đến {date_vi(rule.valid_to)}" if rule.valid_to else ""
    place = "" if rule.at == "VN" else f" · chỉ áp dụng tại mã {rule.at}"
    used = "".join(
        f" · mã {u.at} áp dụng {'từ' if u.exact else 'chậm nhất từ'} {date_vi(u.day)}"
        for u in rule.first_applied
    )
    return f"Hiệu lực từ {date_vi(rule.valid_from)}{end}{place}{used} · {STATUS_VI[rule.status]}"


def _value(param: Param) -> str:
    if not param.known:
        open_to = ", ".join(map(str, param.candidates))
        return f"chưa có{f' (có thể: {open_to})' if open_to else ''} – {param.unit}"
    sign = " hoặc ".join(_CMP[cmp] for cmp in param.cmp)
    value = param.value
    if isinstance(value, bool):
        shown = "có" if value else "không"
    elif isinstance(value, int | float):
        shown = number(value)
    else:
        shown = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return f"{sign} {shown} ({param.unit})".strip()
