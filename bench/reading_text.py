"""Reading a text of ten pages: the project's own notices, one after another."""

from __future__ import annotations

from pathlib import Path

from bench.lines import Line, p95, timing

ASKED = 200.0  # ms
PAGE = 2_800  # characters of a page of an official text in 14 point, about
PAGES = 10
CORPUS = Path(__file__).parent.parent / "tests" / "reading" / "corpus"


def run(state: Path, runs: int) -> list[Line]:
    try:
        from giaoban.reading import read
    except ImportError as absent:
        return [Line("reading a text of ten pages", "ms", None, ASKED, note=f"absent: {absent}")]
    notices = "\n\n".join(p.read_text("utf-8") for p in sorted(CORPUS.glob("*.txt")))
    text = (notices * (PAGE * PAGES // len(notices) + 1))[: PAGE * PAGES]
    read(text)
    took = []
    for _ in range(max(runs, 5)):
        with timing() as spent:
            read(text)
        took.append(spent)
    walls = sorted(s.wall * 1000 for s in took)
    work = sorted(s.processor * 1000 for s in took)
    middle = len(took) // 2
    return [Line("reading a text of ten pages", "ms", round(walls[middle]), ASKED, runs=len(took),
                 details={"least": round(walls[0]), "p95": round(p95(walls)),
                          "processor_ms": round(work[middle])})]  # fmt: skip
