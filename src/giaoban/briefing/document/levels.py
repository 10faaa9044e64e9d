"""Chapter 2: announced levels, how communes moved between them, where the proposal differs."""

from __future__ import annotations

from typing import Any

from giaoban.briefing.document import drawings
from giaoban.briefing.document.facts import Facts
from giaoban.briefing.document.stated import stated
from giaoban.briefing.document.telling import NO_DATA, bullets, listed, paragraph
from giaoban.documents.model import Block, Cell, Column, Heading, Table
from giaoban.kernel.vietnamese import number
from giaoban.policy.status import STATUS_VI, STATUSES

TITLE = "Cấp độ dịch"
LEVEL_VI = {
    4: "nguy cơ rất cao",
    3: "nguy cơ cao",
    2: "nguy cơ trung bình",
    1: "nguy cơ thấp, bình thường mới",
}
_NAMED = 12  # communes named in the text; all stand in the annex


def blocks(f: Facts) -> list[Block]:
    found: list[Block] = [Heading(TITLE)]
    if f.place.level == "commune":
        return found + _of_commune(f)
    if f.value("levels_announced") is None:
        found.append(paragraph(f, f"{NO_DATA.capitalize()} về cấp độ dịch đã công bố."))
        return found + _proposed(f)
    found.append(
        paragraph(
            f,
            f"Theo các văn bản công bố có hiệu lực {f.until}, {{levels_announced}} "
            f"{f.commune_word}{_called(f)} đã công bố "
            "cấp độ dịch, gồm:",
        )
    )
    found.append(
        bullets(
            f,
            *(
                f"Cấp độ {n} ({LEVEL_VI[n]}): {{level{n}}} xã[, {{level{n}.change}}]"
                + (";" if n > 1 else ".")
                for n in (4, 3, 2, 1)
            ),
        )
    )
    found += _moves(f)
    found += _proposed(f)
    level_map = drawings.level_map(f)
    return found + ([level_map] if level_map else [])


def _called(f: Facts) -> str:
    return " (sau đây gọi chung là xã)" if f.commune_word != "xã" else ""


def _moves(f: Facts) -> list[Block]:
    matrix = f.tables["transitions"]
    told = sum(map(sum, matrix))
    if not told:
        return [paragraph(f, f"Chưa có cấp độ dịch đã công bố của {f.period} trước để so sánh.")]
    down = sum(matrix[a][b] for a in range(4) for b in range(a))
    up = sum(matrix[a][b] for a in range(4) for b in range(a + 1, 4))
    text = (
        f"So với cuối {f.period} trước, {number(down + up)} xã chuyển cấp độ: {number(down)} xã giảm cấp, "
        f"{number(up)} xã tăng cấp; {number(told - down - up)} xã giữ nguyên. Số tăng, giảm nêu trên là số "
        "thuần; số "
        "xã chuyển giữa từng cấp như sau:"
    )
    return [paragraph(f, text), _matrix(f, matrix)]


def _matrix(f: Facts, matrix: list[list[int]]) -> Table:
    columns = (
        Column(f"Cấp độ cuối {f.period} trước", "left", 2.2),
        *(Column(f"Cấp {n}", group=f"Cấp độ cuối {f.period} này") for n in (1, 2, 3, 4)),
        Column("Cộng"),
    )
    rows: list[tuple[Cell, ...]] = [(f"Cấp {n + 1}", *row, sum(row)) for n, row in enumerate(matrix)]
    sums = [stated(float(sum(row[n] for row in matrix)), f"level{n + 1}") for n in range(4)]
    total = ("Cộng", *sums, float(sum(map(sum, matrix))))
    return Table(columns, tuple(rows), total, title="Số xã chuyển cấp độ dịch (theo công bố)")


def _proposed(f: Facts) -> list[Block]:
    communes = [row for row in f.briefing.levels if row["scale"] == "commune"]
    ruled = [row for row in communes if row["outcome"] != "no_rule"]
    if not ruled:
        text = (
            f"{f.until.capitalize()} chưa có quy định về cấp độ dịch có hiệu lực; không tính cấp độ đề xuất."
        )
        return [paragraph(f, text)]
    higher = [r for r in ruled if differs(r) and r["proposed"] > r["announced"]]
    lower = [r for r in ruled if differs(r) and r["proposed"] < r["announced"]]
    unsure = sum(r["proposed"] is None for r in ruled)
    text = (
        f"Cấp độ đề xuất (kết quả tính toán theo {rules_words(ruled)}; không thay thế công bố của cấp có "
        "thẩm quyền) "
        f"khác cấp độ đã công bố tại {number(len(higher) + len(lower))} xã: {number(len(higher))} xã đề xuất "
        "cao hơn, "
        f"{number(len(lower))} xã đề xuất thấp hơn"
    )
    text += f"; {number(unsure)} xã chưa đủ căn cứ xác định" if unsure else ""
    told: list[Block] = [paragraph(f, text + ". Danh sách tại phụ lục.")]
    rising = [r["name"] for r in higher if r["proposed"] == 4]
    if rising:
        told.append(paragraph(f, f"Các xã đề xuất lên cấp 4: {listed(rising, _NAMED)}."))
    return told


def differs(row: dict[str, Any]) -> bool:
    return bool(row["announced"] and row["proposed"] and row["announced"] != row["proposed"])


def rules_words(rows: list[dict[str, Any]]) -> str:
    """The rules that decided, and the least sure status among the values they used."""
    names = sorted({row["rule"] for row in rows if row["rule"]})
    statuses = [row["status"] for row in rows if row["status"] in STATUSES]
    least = max(statuses, key=STATUSES.index, default="unverified")
    quantity = "các giá trị" if least == STATUSES[0] else "có giá trị"
    return f"{', '.join(names)}, {quantity} {STATUS_VI[least]}"


def _of_commune(f: Facts) -> list[Block]:
    row = f.levels.get(f.place.code)
    if row is None:
        return [paragraph(f, f"{NO_DATA.capitalize()} về cấp độ dịch.")]
    held = f"cấp độ {row['announced']}" if row["announced"] else "chưa công bố"
    before = f" (cuối {f.period} trước: cấp độ {row['previous']})" if row["previous"] else ""
    told: list[Block] = [paragraph(f, f"Cấp độ dịch đã công bố có hiệu lực {f.until}: {held}{before}.")]
    if row["outcome"] == "no_rule":
        return [
            *told,
            paragraph(f, "Chưa có quy định về cấp độ dịch có hiệu lực; không tính cấp độ đề xuất."),
        ]
    proposed = (
        f"cấp độ {row['proposed']}" if row["proposed"] else f"từ cấp {row['low']} đến cấp {row['high']}"
    )
    told.append(paragraph(f, f"Cấp độ đề xuất theo {rules_words([row])}: {proposed}. Căn cứ:"))
    return [*told, bullets(f, *row["reasons"])]
