"""The lines of a notice that tell the situation, as far as the briefing states their figures."""

from __future__ import annotations

import re

from giaoban.briefing.document.facts import Facts

_ID = re.compile(r"\{([a-z0-9_]+)")


def situation(f: Facts) -> list[str]:
    """Paragraphs for `briefing.document.telling`; a sentence whose figures are not stated is left out."""
    paragraphs = [
        [
            f"Trong {f.period} ({f.between}), {f.where} ghi nhận {{new}} ca mắc mới[, {{new.change}}].",
            f"Lũy kế {f.until} ghi nhận {{cumulative}} ca mắc.",
            f"Trong {f.period} có {{deaths}} ca tử vong[, {{deaths.change:ca tử vong}}].",
        ],
        [
            "Hiện đang quản lý, điều trị {active} ca.",
            "Tỷ lệ điều trị tại nhà là {home_share}.",
            "Tỷ lệ không có triệu chứng hoặc triệu chứng nhẹ là {mild_share}.",
        ],
        [
            f"Có {{level3}} {f.commune_word} ở cấp độ 3.",
            f"Có {{level4}} {f.commune_word} ở cấp độ 4.",
        ],
    ]
    told = [" ".join(line for line in lines if _stated(f, line)) for lines in paragraphs]
    return [lines for lines in told if lines]


def _stated(f: Facts, line: str) -> bool:
    return all(name in f.by_id for name in _ID.findall(line)) and f.value(_ID.findall(line)[0]) is not None
