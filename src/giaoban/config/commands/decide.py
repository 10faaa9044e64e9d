"""`giaoban decide`: what a rule of the law says of these facts, on a day, at a place. Nothing is stored."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from giaoban import policy
from giaoban.config.commands import common
from giaoban.kernel.errors import UserError
from giaoban.kernel.vietnamese import date_vi
from giaoban.kernel.weeks import day_of
from giaoban.policy import facts as policy_facts
from giaoban.policy.decide import decide as ask
from giaoban.policy.rule import Rule
from giaoban.policy.status import STATUS_VI


@dataclass(frozen=True)
class Question:
    """`rule` None: none of the subject is in force there on that day. `hypothetical`: another one is."""

    rule: Rule | None
    hypothetical: bool


def decide(
    rule: Annotated[
        str, typer.Argument(metavar="RULE", help="Chủ đề (quy định đang có hiệu lực), mã hoặc số quy định.")
    ],
    on: Annotated[str, typer.Option("--on", help="Ngày, năm-tháng-ngày.")],
    at: Annotated[str, typer.Option("--at", help="Mã địa bàn vào ngày đó, hoặc đường dẫn VN/22/195.")],
    facts: Annotated[str, typer.Option("--facts", help="Tệp JSON các dữ kiện; - là đầu vào chuẩn.")] = "",
    disease: Annotated[
        str, typer.Option("--disease", help="Bệnh, theo policy/diseases; mặc định là bệnh của hồ sơ chính.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả bằng JSON.")] = False,
) -> None:
    """Một quy định nói gì về các dữ kiện này, vào ngày này, ở nơi này."""
    rules = policy.load(common.ROOT / "policy")
    day = day_of(on)
    given = _facts(facts)
    question = _question(rules, rule, day, path_of(at, day), disease)
    answer = _answer(rules, question, day, given)
    if as_json:
        print(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        print("\n".join(lines(answer)))


def path_of(at: str, day: date) -> str:
    """A path as it is; the bare code of a unit is looked up in the installation's places."""
    code = at.strip()
    if "/" in code or code == "VN":
        return code
    common.setup()
    from giaoban.places import queries as places

    return str(places.resolve(code, day).path)


def _question(rules: policy.Rules, name: str, day: date, path: str, disease: str) -> Question:
    wanted = disease or rules.default_disease
    if wanted not in rules.diseases:
        raise UserError(
            "disease_unknown",
            f"Không có hồ sơ bệnh “{wanted}”.",
            f"Chọn một trong: {', '.join(rules.diseases)}.",
        )
    if name in {found.subject for found in rules.all()}:
        return Question(rules.in_force(name, day, path, disease=wanted), hypothetical=False)
    rule = rules.find(name)
    in_force = rules.in_force(rule.subject, day, path, disease=rule.disease)
    return Question(rule, hypothetical=rule != in_force)


def _answer(rules: policy.Rules, question: Question, day: date, given: dict[str, Any]) -> dict[str, Any]:
    """{result, reasons, rules, status}; reasons are sentences, as those of `giaoban level`."""
    rule = question.rule
    if rule is None:
        text = f"Ngày {date_vi(day)} ở nơi này không có quy định nào đang có hiệu lực."
        return {"result": None, "reasons": [text], "rules": [], "status": "no_rule"}
    decision = ask(rule, day, policy_facts.checked(rules, rule, given))
    reasons = [reason.text_vi for reason in decision.reasons]
    if question.hypothetical:
        reasons.insert(0, f"Tính giả định: ngày {date_vi(day)} ở nơi này {rule.id} không có hiệu lực.")
    return {
        "result": decision.result,
        "reasons": reasons,
        "rules": list(decision.rules),
        "status": decision.status,
    }


def lines(answer: dict[str, Any]) -> list[str]:
    """The answer for a reader."""
    result = json.dumps(answer["result"], ensure_ascii=False)
    status = STATUS_VI.get(answer["status"], "chưa có quy định")
    head = [f"Kết quả: {result}", f"Quy định: {', '.join(answer['rules']) or '–'} ({status})"]
    return head + [f"  - {reason}" for reason in answer["reasons"]]


def _facts(source: str) -> dict[str, Any]:
    """One JSON object; without a file no fact is known."""
    if not source:
        return {}
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
        content = json.loads(text)
    except ValueError as error:
        raise _unreadable(source, "không phải JSON (UTF-8)") from error
    if not isinstance(content, dict):
        raise _unreadable(source, "không phải một đối tượng JSON")
    return content


def _unreadable(source: str, why: str) -> UserError:
    return UserError(
        "facts_unreadable",
        f"Không đọc được dữ kiện từ {source}: {why}.",
        'Ghi một đối tượng như {"rr": 24, "spo2": 95}.',
    )
