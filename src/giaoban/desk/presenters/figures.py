"""Key figures as parts: label, value, change, and the companion without which a figure misleads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from giaoban.desk import links
from giaoban.desk.queries import Told
from giaoban.kernel import wording

# id and which direction is good news; without one a change has no colour
BOARD = (
    ("new", "down"), ("active", "down"), ("home_share", ""),
    ("deaths", "down"), ("deteriorations", "down"), ("hospital", "down"),
    ("beds_free", "up"), ("overdue", "down"), ("mild_share", ""),
)  # fmt: skip
# R55: what the epidemic costs at work and at school, beside the figures of the disease
LIFE = (
    ("new_workers", "down"), ("new_pupils", "down"), ("new_teachers", "down"),
    ("new_health_workers", "down"), ("coverage_adults_dose3", "up"), ("positivity", ""),
)  # fmt: skip
PLACE = (
    ("new", "down"), ("active", "down"), ("incidence_7d", "down"), ("deaths", "down"),
    ("home_share", ""), ("hospital", "down"), ("deteriorations", "down"), ("overdue", "down"),
    ("recovered", "up"), ("beds_free", "up"), ("positivity", ""), ("coverage_adults_dose3", "up"),
)  # fmt: skip


def cards(told: Told, slug: str | None, which: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """Those of the figures that are known."""
    found = []
    for name, good in which:
        figure = told.figures.get(name)
        if figure is None or figure["value"] is None:
            continue
        more = COMPANIONS.get(name)
        found.append(
            {
                **figure,
                **_written(figure),
                "label": label(figure),
                "good": good,
                "companion": more(told) if more else "",
                "url": links.figure(slug, name),
                "spark": _spark(told) if name == "new" else None,
            }
        )
    return found


def _written(figure: dict[str, Any]) -> dict[str, Any]:
    """The label says what is counted; the unit's word after it would say it twice."""
    if figure["unit"] == "percent":
        return {}
    return {"value": wording.in_unit(figure["value"], figure["unit"]), "unit": ""}


def label(figure: dict[str, Any]) -> str:
    words = (figure.get("label_en") if wording.in_english() else "") or figure["label"]
    return SHORT[figure["id"]]() if figure["id"] in SHORT else str(words)


# where the briefing's full words are too long for a card
SHORT: dict[str, Callable[[], str]] = {
    "active": lambda: _("Ca đang quản lý"),
    "positivity": lambda: _("Xét nghiệm dương tính"),
    "coverage_adults_dose3": lambda: _("Đã tiêm mũi 3, từ 18 tuổi"),
    "home_share": lambda: _("Điều trị tại nhà"),
    "mild_share": lambda: _("Không triệu chứng, nhẹ"),
    "hospital": lambda: _("Tại bệnh viện"),
    "overdue": lambda: _("Quá hạn cách ly"),
    "incidence_7d": lambda: _("Tỷ lệ mắc mới"),
    "new_workers": lambda: _("Công nhân mắc mới"),
    "new_pupils": lambda: _("Học sinh mắc mới"),
    "new_teachers": lambda: _("Giáo viên mắc mới"),
    "new_health_workers": lambda: _("Nhân viên y tế mắc mới"),
}


def _spark(told: Told) -> list[float]:
    """Four weeks of days; a place without a briefing has none at hand."""
    return [n for _day, n in told.tables.get("curve", [])[-28:]]


def _deaths(told: Told) -> str:
    share = told.value("deaths_per_new_two_weeks")
    if share is None:
        return ""
    return _("{share} số ca mắc mới của hai tuần trước").format(share=wording.percent(share, 3))


def _hospital(told: Told) -> str:
    children, supported = told.value("hospital_under_12"), told.value("on_support")
    if children is None or supported is None:
        return ""
    return _("{n} trẻ dưới 12 tuổi · {m} hỗ trợ hô hấp").format(
        n=wording.number(children), m=wording.number(supported)
    )


def _beds(told: Told) -> str:
    """Five numbers, never one."""
    planned, placed, staffed = (told.value(f"beds_{kind}") for kind in ("planned", "set_up", "staffed"))
    if placed is None or staffed is None or planned is None:
        return ""
    return _("kế hoạch {p} · thực kê {s} · đủ nhân lực {n}").format(
        p=wording.number(planned), s=wording.number(placed), n=wording.number(staffed)
    )


def _mild(told: Told) -> str:
    share = told.value("mild_later_oxygen_share")
    return "" if share is None else _("{share} số đó sau phải thở ô xy").format(share=wording.percent(share))


def _home(told: Told) -> str:
    figure = told.figures["home_share"]
    if figure["numerator"] is None or figure["denominator"] is None:
        return ""
    return _("{n} trên {of} ca").format(
        n=wording.number(figure["numerator"]), of=wording.number(figure["denominator"])
    )


def _coverage(told: Told) -> str:
    figure = told.figures["coverage_adults_dose3"]
    if figure["denominator"] is None:
        return ""
    text = _("mẫu số {n} người").format(n=wording.number(figure["denominator"]))
    return text + _(" · mẫu số sai: vượt 100%") if figure["status"] == "denominator_fault" else text


def _positivity(told: Told) -> str:
    done = told.value("tests_done")
    return "" if done is None else _("{n} lượt xét nghiệm").format(n=wording.number(done))


def _incidence(told: Told) -> str:
    return wording.unit_word("per_100k_week")


def _new(told: Told) -> str:
    """The ministry counts later and less; both counts stand side by side."""
    theirs = told.value("new_ministry")
    return "" if not theirs else _("Bộ Y tế công bố {n}").format(n=wording.number(theirs))


def _active(told: Told) -> str:
    overdue = told.value("overdue")
    return "" if not overdue else _("gồm {n} ca quá hạn").format(n=wording.number(overdue))


COMPANIONS: dict[str, Callable[[Told], str]] = {
    "new": _new, "active": _active, "home_share": _home, "mild_share": _mild, "deaths": _deaths,
    "hospital": _hospital, "beds_free": _beds, "coverage_adults_dose3": _coverage, "positivity": _positivity,
    "incidence_7d": _incidence,
}  # fmt: skip
