"""Wording of the call-backs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.kernel.tables import Column
from giaoban.registry.callbacks.rules import Agreement
from giaoban.registry.models import CallbackItem, CallbackSample

PURPOSE = "gọi lại kiểm tra việc trạm báo đã làm"
OUTCOMES = {
    "agrees": gettext_lazy("đúng như báo cáo"),
    "differs": gettext_lazy("không đúng"),
    "unreachable": gettext_lazy("không gọi được"),
    "declined": gettext_lazy("không muốn trả lời"),
}
_QUESTIONS = {
    "declared": gettext_lazy(
        "Trạm báo đã gọi và xác nhận ca bệnh. Hỏi: Trạm có gọi không, có đúng là đã dương tính không?"
    ),
    "swept": gettext_lazy("Trạm báo đã gặp khi rà soát. Hỏi: có ai đến nhà không, có làm xét nghiệm không?"),
    "closed": gettext_lazy("Trạm báo đã kết thúc cách ly. Hỏi: có ai xác nhận khỏi bệnh không, từ ngày nào?"),
}
COLUMNS = [
    Column("unit", gettext_lazy("Trạm của"), link="url", head=True),
    Column("week", gettext_lazy("Tuần từ"), "date"),
    Column("reported", gettext_lazy("Việc báo đã làm"), "number"),
    Column("drawn", gettext_lazy("Gọi lại"), "number"),
    Column("answered", gettext_lazy("Đã trả lời"), "number"),
    Column("agrees", gettext_lazy("Đúng"), "number"),
    Column("share", gettext_lazy("Tỷ lệ đúng"), "percent"),
    Column("open", gettext_lazy("Chưa gọi"), "number"),
]


def row(sample: CallbackSample, told: Agreement) -> dict[str, Any]:
    return {
        "unit": sample.unit.full_name,
        "url": reverse("callback_sample", args=[sample.pk]),
        "week": sample.week_from,
        "reported": sample.reported,
        "drawn": told.drawn,
        "answered": told.answered,
        "agrees": told.agrees,
        "share": told.share,
        "open": told.open,
    }


def figures(told: Agreement) -> list[dict[str, Any]]:
    return [
        {"label": _("Chọn gọi lại tuần trước"), "value": told.drawn},
        {"label": _("Đã trả lời"), "value": told.answered},
        {"label": _("Đúng như báo cáo"), "value": told.share, "unit": "percent"},
        {"label": _("Chưa gọi"), "value": told.open},
    ]


def item(item: CallbackItem, identity: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": item.pk,
        "name": identity.get("name", ""),
        "phone": identity.get("phone", ""),
        "question": _QUESTIONS[item.kind],
        "outcome": OUTCOMES.get(item.outcome, ""),
        "good": item.outcome == "agrees",
        "bad": item.outcome == "differs",
        "note": item.note,
        "by": str(item.by or ""),
        "at": item.answered_at,
    }
