"""What the fields of a file are called on a page: where columns are told, and where columns are chosen."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

_WORDS: dict[str, Any] = {
    "case_id": _("mã ca bệnh"), "name": _("họ tên"), "birth": _("ngày hoặc năm sinh"), "age": _("tuổi"),
    "sex": _("giới tính"), "cid": _("số CCCD"), "phone": _("số điện thoại"),
    "place": _("địa bàn (một cột)"), "province": _("tỉnh"), "district": _("huyện"),
    "commune": pgettext_lazy("one", "xã"),
    "hamlet": _("thôn, tổ"), "address": _("địa chỉ"), "residence": _("nơi thường trú"),
    "detected": _("nơi phát hiện"), "onset": _("ngày khởi phát"), "sampled": _("ngày lấy mẫu"),
    "result_at": _("ngày trả kết quả"), "announced": _("ngày công bố"),
    "ministry_announced": _("ngày Bộ Y tế công bố"), "test": _("loại xét nghiệm"),
    "found": _("hình thức phát hiện"), "severity": _("mức độ bệnh"), "care_place": _("nơi điều trị"),
    "tier": _("tầng điều trị"), "support": _("hỗ trợ hô hấp"), "status_date": _("ngày cập nhật tình trạng"),
    "outcome": _("kết quả điều trị"), "outcome_date": _("ngày kết thúc"), "occupation": _("nghề nghiệp"),
    "underlying": _("bệnh nền"), "pregnant": _("mang thai"), "poor": _("hộ nghèo"),
    "minority": _("dân tộc thiểu số"), "unvaccinable": _("chống chỉ định tiêm"), "source": _("nguồn"),
    "disease": _("bệnh"), "publisher": _("đơn vị công bố"), "date": _("ngày của số liệu"),
    "from": _("từ ngày"), "to": _("đến hết ngày"), "indicator": _("chỉ số"), "value": _("giá trị"),
    "household": _("mã hộ"), "sample_id": _("mã mẫu"),
    "test_result": _("kết quả xét nghiệm"), "ct": _("giá trị Ct"), "lab": _("phòng xét nghiệm"),
    "sampled_for": _("lý do lấy mẫu"), "variant": _("biến thể, dòng"), "presence": _("gặp hay vắng"),
    "doses": _("số mũi"), "missing_reason": _("lý do thiếu mũi"),
}  # fmt: skip
_DOSE = {
    "date": _("ngày tiêm mũi %(n)s"),
    "vaccine": _("vắc xin mũi %(n)s"),
    "kind": _("loại liều mũi %(n)s"),
}


def column_word(name: str) -> str:
    """A column as its file calls it; what the file has no column for, as we do."""
    return field_word(name) if name in _WORDS else name


def field_word(name: str) -> str:
    """ "dose2_date" → "ngày tiêm mũi 2"."""
    if name in _WORDS:
        return str(_WORDS[name])
    dose, _sep, what = name.partition("_")
    return str(_DOSE[what]) % {"n": dose.removeprefix("dose")}
