"""The place page's own words: what is sent, what stands there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.desk.queries.unit import Sent, Site
from giaoban.places.models import Unit

SHEETS = {
    "linelist": gettext_lazy("Danh sách ca bệnh"),
    "residents": gettext_lazy("Danh sách người dân và mũi tiêm"),
    "cases": gettext_lazy("Ca mắc, khỏi bệnh, tử vong"),
    "tests": gettext_lazy("Xét nghiệm"),
    "beds": gettext_lazy("Giường bệnh"),
    "vaccination": gettext_lazy("Tiêm chủng"),
}
KINDS = {
    "station": gettext_lazy("Trạm Y tế"),
    "mobile_station": gettext_lazy("Trạm Y tế lưu động"),
    "hospital": gettext_lazy("Bệnh viện"),
    "collection": gettext_lazy("Khu thu dung, điều trị"),
    "central": gettext_lazy("Cơ sở cách ly tập trung"),
}
_LATE = 7  # days after which a weekly return is late: the week it is for is over


def sheets(found: Iterable[Sent], today: date) -> list[dict[str, Any]]:
    return [
        {
            "name": SHEETS[sent.kind],
            "until": sent.until,
            "recorded_at": sent.recorded_at,
            "late": sent.until is None or (today - sent.until).days > _LATE,
        }
        for sent in found
    ]


def sites(found: Iterable[Site], counts: Mapping[str, int]) -> dict[str, Any]:
    return {
        "named": [{"name": f.name, "kind": KINDS.get(f.kind, f.kind), "phone": f.phone} for f in found],
        "counts": [{"kind": KINDS.get(kind, kind), "n": n} for kind, n in sorted(counts.items()) if n],
    }


def tree_name(unit: Unit) -> str:
    return _("địa giới {year}").format(year=unit.valid_from.year)
