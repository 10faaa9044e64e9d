"""Wording of the pages of results and variants."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.kernel import wording
from giaoban.kernel.tables import Column
from giaoban.kernel.weeks import Window, week_label
from giaoban.places.models import Unit
from giaoban.registry.lab.queries import Appearance, TestedOf, VariantsOf
from giaoban.registry.lab.rules import BOTH, RECORDS, RETURNS, WeekOfTests, shares
from giaoban.registry.models import LabSample

SOURCES = {
    RECORDS: gettext_lazy("mẫu"),
    RETURNS: gettext_lazy("báo cáo tổng hợp"),
    BOTH: gettext_lazy("mẫu và báo cáo tổng hợp"),
    "": "",
}
ASSAYS = {"pcr": "PCR", "rapid": gettext_lazy("test nhanh"), "sequence": gettext_lazy("giải trình tự")}
RESULTS = {
    "positive": gettext_lazy("dương tính"),
    "negative": gettext_lazy("âm tính"),
    "unclear": gettext_lazy("chưa rõ"),
    "": "",
}
LINKS = {
    "case": gettext_lazy("theo mã ca bệnh"),
    "cid": gettext_lazy("theo số CCCD và họ tên"),
    "sample": gettext_lazy("theo mã mẫu trước"),
    "name": gettext_lazy("theo tên, ngày sinh, xã, ngày lấy mẫu"),
    "register": gettext_lazy("theo sổ nhân khẩu"),
    "officer": gettext_lazy("cán bộ xác nhận"),
    "": gettext_lazy("chưa biết là ai"),
}
REASONS = {
    "repeat": gettext_lazy("xét nghiệm lại của ca đã khỏi"),
    "false_positive": gettext_lazy("xét nghiệm lại không dương tính"),
    "unreachable": gettext_lazy("không liên lạc được, không tìm thấy địa chỉ"),
    "elsewhere": gettext_lazy("người của tỉnh khác, đã báo tỉnh ấy"),
    "other": gettext_lazy("lý do khác"),
}
TESTS = [
    Column("name", gettext_lazy("Nơi"), link="url", head=True),
    Column("done", gettext_lazy("Xét nghiệm"), "number", link="done_url"),
    Column("positive", gettext_lazy("Dương tính"), "number", link="positive_url"),
    Column("positivity", gettext_lazy("Tỷ lệ dương tính"), "percent"),
    Column("before", gettext_lazy("Tuần trước"), "percent"),
    Column("source", gettext_lazy("Tính từ")),
]
SAMPLES = [
    Column("number", gettext_lazy("Mã mẫu"), head=True),
    Column("who", gettext_lazy("Người"), link="case_url"),
    Column("place", gettext_lazy("Nơi")),
    Column("day", gettext_lazy("Ngày lấy mẫu"), "date"),
    Column("test", gettext_lazy("Xét nghiệm")),
    Column("variant", gettext_lazy("Biến thể")),
    Column("linked", gettext_lazy("Gắn với người")),
]
RETURNED = [
    Column("name", gettext_lazy("Nơi báo cáo"), head=True),
    Column("start", gettext_lazy("Từ ngày"), "date"),
    Column("end", gettext_lazy("Đến hết ngày"), "date"),
    Column("what", gettext_lazy("Chỉ số")),
    Column("value", gettext_lazy("Giá trị"), "number"),
]
_RETURNED = {"tests_done": gettext_lazy("xét nghiệm"), "tests_positive": gettext_lazy("dương tính")}
_SHOWN = 4  # variants with a column of their own; the rest stand together


def records(place: str, week: Window, what: str, variant: str = "", since: Window | None = None) -> str:
    """The address of the samples behind a figure."""
    said = {"place": place, "week": week_label(week), "what": what, "variant": variant}
    if since:
        said["since"] = week_label(since)
    return f"{reverse('samples')}?{urlencode({k: v for k, v in said.items() if v})}"


def figures(
    told: TestedOf, seen: VariantsOf, of: Sequence[Window], place: Unit, waiting: int
) -> list[dict[str, Any]]:
    now, before = told.whole[-1], told.whole[-2]
    week, sequenced = of[-1], sum(seen.weeks[-1].values())
    every = sum(sum(counts.values()) for counts in seen.weeks)
    said = SOURCES[now.source]
    tests = {
        "label": _("Xét nghiệm trong tuần"),
        "value": now.done if now.source else None,
        "base": before.done if before.source else None,
        "companion": _("tính từ %(source)s") % {"source": said} if said else _("chưa có mẫu hay báo cáo nào"),
        "url": records(place.code, week, "tests") if now.source else "",
    }
    share = {
        "label": _("Tỷ lệ dương tính"),
        "value": _percent(now.positivity),
        "base": _percent(before.positivity),
        "unit": "percent",
        "companion": _("%(n)s dương tính") % {"n": wording.number(now.positive)} if now.source else "",
        "url": records(place.code, week, "positive") if now.source else "",
    }
    sequences = {
        "label": _("Mẫu giải trình tự trong tuần"),
        "value": sequenced,
        "base": sum(seen.weeks[-2].values()),
        "companion": _("%(n)s mẫu trong %(weeks)s tuần") % {"n": wording.number(every), "weeks": len(of)},
        "url": records(place.code, week, "sequenced", since=of[0]) if every else "",
    }
    to_do = {
        "label": _("Dương tính chưa có ca bệnh"),
        "value": waiting,
        "url": reverse("samples_waiting") if waiting else "",
    }
    return [_changed(figure) for figure in (tests, share, sequences, to_do)]


def _changed(figure: dict[str, Any]) -> dict[str, Any]:
    value, base = figure["value"], figure.get("base")
    known = value is not None and base is not None
    return figure | {"change": value - base if known else None, "since": _("tuần trước")}


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def tests(told: TestedOf, units: Mapping[str, Unit], of: Sequence[Window]) -> list[dict[str, Any]]:
    rows = []
    for code, weeks in told.below.items():
        unit, now, before = units.get(code), weeks[-1], weeks[-2]
        if unit is not None and (now.source or before.source):
            rows.append(_tests_row(unit, now, before, of[-1]))
    return sorted(rows, key=lambda row: (-(row["positivity"] or -1), row["name"]))


def _tests_row(unit: Unit, now: WeekOfTests, before: WeekOfTests, week: Window) -> dict[str, Any]:
    return {
        "name": unit.full_name,
        "url": _deeper(unit, week),
        "done": now.done if now.source else None,
        "done_url": records(unit.code, week, "tests"),
        "positive": now.positive if now.source else None,
        "positive_url": records(unit.code, week, "positive"),
        "positivity": _percent(now.positivity),
        "before": _percent(before.positivity),
        "source": SOURCES[now.source],
    }


def _deeper(unit: Unit, week: Window) -> str:
    if unit.level == "commune":
        return ""
    return f"{reverse('laboratory')}?{urlencode({'place': unit.code, 'week': week_label(week)})}"


def total(told: TestedOf) -> dict[str, Any]:
    now, before = told.whole[-1], told.whole[-2]
    return {
        "name": _("Cả địa bàn"), "done": now.done, "positive": now.positive,
        "positivity": _percent(now.positivity), "before": _percent(before.positivity),
        "source": SOURCES[now.source],
    }  # fmt: skip


def variants(
    seen: VariantsOf, units: Mapping[str, Unit], of: Sequence[Window], few: int
) -> tuple[list[Column], list[dict[str, Any]]]:
    """Places and the share of each variant among the samples sequenced there."""
    whole: Counter[str] = sum(seen.weeks, Counter())
    labels = [label for label, _n in whole.most_common(_SHOWN)]
    columns = [
        Column("name", _("Nơi"), link="url", head=True),
        Column("n", _("Mẫu giải trình tự"), "number", link="n_url"),
        *(Column(f"v{k}", label, "mark") for k, label in enumerate(labels)),
    ]
    if len(whole) > _SHOWN:
        columns.append(Column("rest", _("Khác"), "mark"))
    rows = []
    for code, counts in seen.below.items():
        if unit := units.get(code):
            rows.append(_variants_row(unit, counts, labels, of, few))
    return columns, sorted(rows, key=lambda row: (-row["n"], row["name"]))


def _variants_row(
    unit: Unit, counts: Counter[str], labels: list[str], of: Sequence[Window], few: int
) -> dict[str, Any]:
    n = sum(counts.values())
    row = {
        "name": unit.full_name,
        "url": _deeper(unit, of[-1]),
        "n": n,
        "n_url": records(unit.code, of[-1], "sequenced", since=of[0]),
        "rest": sum(counts.values()) - sum(counts[label] for label in labels) or "",
    }
    for k, label in enumerate(labels):
        found = next((s for s in shares(counts, few) if s.variant == label), None)
        url = records(unit.code, of[-1], "sequenced", label, of[0])
        row[f"v{k}"] = _share(found.n, found.share, url) if found else ""
    return row


def _share(n: int, share: float | None, url: str) -> SafeString:
    text = wording.number(n)
    if share is not None:
        text += f" ({wording.percent(100 * share)})"
    return format_html('<a href="{}">{}</a>', url, text)


def by_week(
    seen: VariantsOf, of: Sequence[Window], few: int, place: Unit
) -> tuple[list[Column], list[dict[str, Any]]]:
    whole: Counter[str] = sum(seen.weeks, Counter())
    labels = [label for label, _n in whole.most_common(_SHOWN)]
    columns = [
        Column("week", _("Tuần"), head=True),
        Column("n", _("Mẫu giải trình tự"), "number"),
        *(Column(f"v{k}", label, "mark") for k, label in enumerate(labels)),
    ]
    rows = []
    for week, counts in zip(of, seen.weeks, strict=True):
        row: dict[str, Any] = {
            "week": f"{wording.day(week.start)} – {wording.day(week.end)}",
            "n": sum(counts.values()),
        }
        for k, label in enumerate(labels):
            found = next((s for s in shares(counts, few) if s.variant == label), None)
            url = records(place.code, week, "sequenced", label)
            row[f"v{k}"] = _share(found.n, found.share, url) if found else ""
        rows.append(row)
    return columns, rows


def appearance(each: Appearance) -> dict[str, Any]:
    place = each.unit.full_name
    if each.within:
        place = _("%(place)s (tại %(within)s)") % {"place": place, "within": each.within.full_name}
    return {
        "variant": each.first.variant,
        "place": place,
        "code": each.unit.code,
        "day": each.first.day,
        "alone": each.first.alone,
    }


def quiet(found: Sequence[Appearance]) -> list[str]:
    """ "Delta: Uông Bí, Vân Đồn": places whose first sequence was of a variant known before."""
    names: dict[str, list[str]] = {}
    for each in found:
        names.setdefault(each.first.variant, []).append(each.unit.full_name)
    return [f"{variant}: {', '.join(places)}" for variant, places in names.items()]


def sample(row: LabSample, identity: Mapping[str, str] | None, label: str, may_open: bool) -> dict[str, Any]:
    result = str(RESULTS[row.result])
    test = f"{ASSAYS[row.assay]}: {result}" if result else str(ASSAYS[row.assay])
    if row.ct is not None:
        test += f", Ct {wording.number(row.ct, 1)}"
    return {
        "number": row.number or "–",
        "who": (identity or {}).get("name") or _("không hiện tên"),
        "case_url": reverse("case", args=[row.case.ref]) if row.case and may_open else "",
        "place": row.unit.full_name,
        "day": row.day,
        "test": test,
        "variant": f"{label} ({row.variant})" if label != row.variant else row.variant,
        "linked": LINKS[row.linked_by],
        "_class": "warn" if row.result == "positive" and row.case_id is None else "",
    }


def returned(row: Any) -> dict[str, Any]:
    return {
        "name": row.unit.full_name, "start": row.from_date, "end": row.to_date,
        "what": _RETURNED[row.indicator], "value": row.value,
    }  # fmt: skip
