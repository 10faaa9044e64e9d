"""`giaoban level`: the level of one place on one day."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Any

import typer

from giaoban.kernel.vietnamese import date_vi
from giaoban.kernel.weeks import day_of
from giaoban.policy.status import STATUS_VI


def level(
    place: Annotated[str, typer.Option("--place", help="Mã địa bàn, có hiệu lực vào ngày đó")],
    on: Annotated[str, typer.Option("--on", help="Ngày, năm-tháng-ngày; kỳ tính kết thúc hết ngày này")],
    rule: Annotated[
        str | None, typer.Option("--rule", help="Tính giả định theo quy định này, ví dụ 4800")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON")] = False,
) -> None:
    """Cấp độ dịch của một nơi vào một ngày, lý do, và điều gì làm giảm cấp."""
    from giaoban.places import queries as places
    from giaoban.situation import asking

    day = day_of(on)
    answer = asking.level(places.resolve(place, day), day, rule)
    if as_json:
        typer.echo(json.dumps(answer, ensure_ascii=False, indent=1))
        return
    for line in lines(answer):
        typer.echo(line)


def lines(answer: dict[str, Any]) -> list[str]:
    """The answer in words."""
    day = date_vi(date.fromisoformat(answer["on"]))
    found = [f"{answer['name']} ({answer['place']}), ngày {day}: {_result(answer)}"]
    if answer["announced"]:
        found.append(f"Cấp độ đã công bố: {answer['announced']}")
    if answer["rule"]:
        label = "Tính GIẢ ĐỊNH theo" if answer["hypothetical"] else "Đề xuất theo"
        found.append(f"{label} {answer['rule']} (giá trị kém chắc chắn nhất: {STATUS_VI[answer['status']]})")
    found += [f"  - {reason}" for reason in answer["reasons"]]
    if answer["lowered_by"]:
        found += ["Để giảm cấp:", *(f"  - {way}" for way in answer["lowered_by"])]
    return found


def _result(answer: dict[str, Any]) -> str:
    if answer["outcome"] == "no_rule":
        return "chưa có quy định về cấp độ dịch (no_rule)"
    if answer["level"]:
        return f"cấp độ {answer['level']}"
    if answer["low"]:
        return f"chưa xác định, từ cấp {answer['low']} đến cấp {answer['high']}"
    return "không có số liệu"
