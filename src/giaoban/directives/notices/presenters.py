"""The words and marks of a notice on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.directives.notices.marks import FIGURE, PLACE, TASK, Mark, Piece, pieces
from giaoban.directives.notices.models import Notice, NoticeLine
from giaoban.directives.notices.reading import Read
from giaoban.directives.notices.recorded import CATALOGUE
from giaoban.kernel import wording
from giaoban.kernel.tables import Column

KIND_WORDS = {
    "conclusion_notice": gettext_lazy("Thông báo kết luận"),
    "notice": gettext_lazy("Thông báo"),
    "dispatch": gettext_lazy("Công điện"),
    "directive": gettext_lazy("Chỉ thị"),
    "report": gettext_lazy("Báo cáo"),
    "plan": gettext_lazy("Kế hoạch"),
    "decision": gettext_lazy("Quyết định"),
    "official_letter": gettext_lazy("Công văn"),
    "press_report": gettext_lazy("Tin báo chí"),
}
_VERDICTS = {
    "holds": gettext_lazy("khớp"),
    "fails": gettext_lazy("khác"),
    "undecided": gettext_lazy("chưa kết luận"),
}
_RELATIONS = {
    "sum": gettext_lazy("Tổng"),
    "share": gettext_lazy("Tỷ lệ"),
    "change": gettext_lazy("Tăng, giảm"),
    "window": gettext_lazy("Kỳ số liệu"),
    "cumulative": gettext_lazy("Lũy kế"),
    "bound": gettext_lazy("Hơn, gần"),
}


def kind_word(kind: str) -> str:
    return str(KIND_WORDS.get(kind, _("Văn bản")))


def _label(indicator: str | None) -> str:
    known = CATALOGUE.get(indicator or "")
    if known is None:
        return ""
    return known.label_en if wording.in_english() else known.label_vi


def title(notice: Notice) -> str:
    """ "Thông báo kết luận số 12-TB/TU ngày 23/02/2022 của Tỉnh ủy …"; what is not known is left out."""
    words = kind_word(notice.kind)
    if notice.number:
        words += " " + _("số %(number)s") % {"number": notice.number}
    if notice.date:
        words += " " + _("ngày %(day)s") % {"day": wording.day(notice.date)}
    if notice.body:
        words += " " + _("của %(body)s") % {"body": " ".join(notice.body.split())}
    return words


def marked(read: Read) -> list[Piece]:
    """The whole text in pieces; wrong arithmetic and unknown places in their tone."""
    failing = [s for r in read.check["relations"] if r["verdict"] == "fails" for s in r["spans"]]
    marks = [
        Mark(FIGURE, n, f.start, f.end, _tone(read, n, failing), _label(f.indicator))
        for n, f in enumerate(read.reading.figures)
    ]
    marks += [
        Mark(PLACE, n, p["start"], p["end"], "" if p["verdict"] == "holds" else "caution")
        for n, p in enumerate(read.check["places"])
    ]
    marks += [
        Mark(TASK, n, t.start, t.end, "caution" if t.doubt else "") for n, t in enumerate(read.reading.tasks)
    ]
    return list(pieces(read.text, marks))


def _tone(read: Read, n: int, failing: Sequence[dict[str, int]]) -> str:
    figure = read.reading.figures[n]
    if any(s["start"] < figure.end and figure.start < s["end"] for s in failing):
        return "danger"
    known = read.records.get(n)
    return "danger" if known and known.verdict == "fails" else ""


FIGURE_COLUMNS = [
    Column("text", gettext_lazy("Trong văn bản"), head=True, link="url"),
    Column("indicator", gettext_lazy("Chỉ số")),
    Column("period", gettext_lazy("Kỳ")),
    Column("recorded", gettext_lazy("Theo số liệu"), "number"),
    Column("verdict", gettext_lazy("So sánh")),
]


def figure_rows(read: Read) -> list[dict[str, Any]]:
    rows = []
    for n, figure in enumerate(read.reading.figures):
        known = read.records.get(n)
        rows.append(
            {
                "text": figure.text,
                "url": f"#at-figure-{n}",
                "indicator": _label(figure.indicator),
                "period": figure.period or "",
                "recorded": known.value if known else None,
                "verdict": _VERDICTS[known.verdict] if known else "",
                "_class": "warn" if known and known.verdict == "fails" else "",
            }
        )
    return rows


def failing(read: Read) -> list[dict[str, Any]]:
    """Every relation that does not hold, with its arithmetic and where it stands."""
    found = []
    for relation in read.check["relations"]:
        if relation["verdict"] == "fails":
            at = [_figure_at(read, s) for s in relation["spans"]]
            found.append(
                {
                    "kind": _RELATIONS.get(relation["kind"], relation["kind"]),
                    "explanation": relation["explanation"],
                    "at": [{"n": n, "text": read.reading.figures[n].text} for n in at if n is not None],
                }
            )
    return found


def _figure_at(read: Read, span: dict[str, int]) -> int | None:
    return next(
        (n for n, f in enumerate(read.reading.figures) if f.start < span["end"] and span["start"] < f.end),
        None,
    )


def unknown_places(read: Read) -> list[dict[str, Any]]:
    return [{**p, "n": n} for n, p in enumerate(read.check["places"]) if p["verdict"] != "holds"]


NOTICE_COLUMNS = [
    Column("title", gettext_lazy("Thông báo"), head=True, link="url"),
    Column("place", gettext_lazy("Địa bàn")),
    Column("state", gettext_lazy("Tình trạng")),
    Column("at", gettext_lazy("Lúc"), "moment"),
]


def notice_row(notice: Notice, n_conclusions: int) -> dict[str, Any]:
    if notice.origin == Notice.WRITTEN:
        state = _("đã ban hành") if notice.number else _("chờ văn thư cấp số")
    else:
        state = _("đã giao việc") if n_conclusions else _("chờ xác nhận")
    return {
        "title": title(notice), "url": reverse("notice", args=[notice.pk]),
        "place": notice.place.full_name, "state": state, "at": notice.created_at,
    }  # fmt: skip


def kept_marks(text: str, lines: Sequence[NoticeLine]) -> list[Piece]:
    """A confirmed notice: the stretches that became tasks, as they were confirmed."""
    return list(pieces(text, [Mark(TASK, line.seq, line.start, line.end) for line in lines]))
