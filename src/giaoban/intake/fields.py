"""The fields a file may carry and the column headings under which officials write them."""

from __future__ import annotations

import re

from giaoban.kernel.text import fold

LINELIST = [
    "case_id", "name", "birth", "age", "sex", "cid", "phone", "place", "province", "district", "commune",
    "hamlet", "address", "residence", "detected", "onset", "sampled", "result_at", "announced",
    "ministry_announced", "test", "found", "severity", "care_place", "tier", "support", "status_date",
    "outcome", "outcome_date", "occupation", "underlying", "pregnant", "poor", "minority",
    "unvaccinable", "source", "disease", "test_result",
]  # fmt: skip
RETURNS = [
    "publisher", "place", "province", "district", "commune", "date", "from", "to", "indicator", "value",
    "source",
]  # fmt: skip
RESIDENTS = [
    "name", "birth", "sex", "cid", "phone", "place", "province", "district", "commune", "hamlet",
    "address", "household", "occupation", "underlying", "pregnant", "poor", "minority", "unvaccinable",
    "dose1_date", "dose1_vaccine", "dose2_date", "dose2_vaccine", "dose3_date", "dose3_vaccine",
    "dose4_date", "dose4_vaccine", "dose1_kind", "dose2_kind", "dose3_kind", "dose4_kind",
]  # fmt: skip
LAB = [
    "sample_id", "name", "birth", "sex", "cid", "phone", "place", "province", "district", "commune",
    "address", "case_id", "sampled", "result_at", "test", "test_result", "ct", "lab", "sampled_for",
    "variant",
]  # fmt: skip
SWEEP = [
    "household", "hamlet", "address", "name", "birth", "cid", "presence", "test_result", "test", "doses",
    "missing_reason",
]  # fmt: skip
FACILITIES = [
    "code", "name", "kind", "place", "province", "district", "commune", "valid_from", "valid_to",
    "phone",
]  # fmt: skip

_ALIASES = {
    "case_id": (
        "ma so benh nhan|ma benh nhan|ma bn|ma ca|ma ca benh|so benh nhan|case number|id|patient id|"
        "case no|so ca benh|ma so ca benh|ma f0"
    ),
    "name": (
        "ho ten|ho va ten|ten benh nhan|ten|full name|patient name|ho ten benh nhan|"
        "ho va ten benh nhan|ho ten f0|ho va ten f0|ten nguoi benh|ho ten nguoi benh|"
        "ho va ten nguoi benh|ho va ten nguoi mac|hoten|ho va ten nguoi nhiem|name of patient"
    ),
    "birth": (
        "ngay sinh|nam sinh|ngay thang nam sinh|date of birth|dob|birth date|birth year|ntns|"
        "ngay, thang, nam sinh|ngay/thang/nam sinh|sinh nam|ns|nam sinh/tuoi"
    ),
    "age": "tuoi|so tuoi|age years",
    "sex": "gioi tinh|gioi|gender|gt",
    "cid": (
        "cccd|cmnd|cmnd/cccd|so cccd|so cmnd|can cuoc cong dan|so dinh danh|dinh danh ca nhan|"
        "so cccd/cmnd|cccd/cmnd|so cmnd/cccd|so dinh danh ca nhan|cmt|so cmt|id card|id card number|"
        "identity card|national id|citizen id|so cmnd/cccd/ho chieu|cmnd/cccd/ho chieu|cccd/ho chieu"
    ),
    "phone": (
        "dien thoai|so dien thoai|sdt|so dt|phone number|mobile|so dien thoai lien he|"
        "dien thoai lien he|sdt lien he|dtdd|so dien thoai lien lac"
    ),
    "place": (
        "dia ban|noi o|noi o hien tai|don vi|ma don vi|unit|place code|noi o hien nay|cho o hien nay|"
        "dia chi hien tai|dia chi noi o|dia chi noi o hien nay|dia chi noi o hien tai|noi cu tru|"
        "noi cu tru hien tai|dia chi cu tru"
    ),
    "province": "tinh|tinh/thanh pho|tinh thanh|tinh/tp|thanh pho",
    "district": "huyen|quan huyen|quan/huyen|huyen/tx/tp|huyen/thi xa/thanh pho|huyen/quan",
    "commune": "xa|phuong|xa/phuong|phuong/xa|xa phuong|xa/phuong/thi tran|phuong xa thi tran|ward",
    "hamlet": "thon|to|khu|thon/to|to dan pho|thon/khu pho|khu pho|xom|ban|thon/xom/to",
    "address": "dia chi|so nha|dia chi chi tiet",
    "residence": (
        "noi thuong tru|thuong tru|noi dang ky thuong tru|ho khau thuong tru|hktt|dia chi thuong tru"
    ),
    "detected": "noi phat hien",
    "onset": (
        "ngay khoi phat|khoi phat|date onset|onset date|date of onset|symptom onset date|"
        "date symptom onset|date of symptom onset|symptom onset|ngay khoi phat trieu chung|"
        "ngay co trieu chung"
    ),
    "sampled": (
        "ngay lay mau|lay mau|sample date|date of sample|ngay xet nghiem|ngay xn|ngay lay mau xn|"
        "ngay lay mau xet nghiem|date of sampling|sampling date|collection date|date of collection|"
        "specimen date"
    ),
    "result_at": (
        "ngay tra ket qua|ngay co ket qua|ngay ket qua|ngay duong tinh|result date|ngay kq|"
        "ngay co kq|ngay co kq duong tinh|ngay co ket qua duong tinh|ngay xn (+)|ngay (+)|"
        "ngay tra kq"
    ),
    "announced": (
        "ngay cong bo|cong bo|ngay bao cao|ngay ghi nhan|confirmed date|date report|date confirmed|"
        "confirmation date|date of confirmation|report date|date of report|date reported|"
        "reporting date|notification date"
    ),
    "ministry_announced": "ngay bo y te cong bo|bo y te cong bo|ngay byt cong bo",
    "test": (
        "loai xet nghiem|phuong phap xet nghiem|xet nghiem|ky thuat xet nghiem|ky thuat|loai xn|"
        "pp xn|pp xet nghiem|phuong phap xn|hinh thuc xn|hinh thuc xet nghiem|phuong phap|method|"
        "test method|test type|type of test"
    ),
    "found": "noi phat hien ca|hinh thuc phat hien|nguon phat hien|phan loai ca|loai ca",
    "severity": "muc do|muc do benh|tinh trang|phan loai muc do",
    "care_place": "noi dieu tri|noi cach ly|hinh thuc dieu tri|noi cach ly dieu tri|noi quan ly",
    "tier": "tang|tang dieu tri",
    "support": "ho tro ho hap|tho o xy",
    "status_date": "ngay cap nhat|ngay dien bien|ngay tinh trang",
    "outcome": "ket qua dieu tri|ket cuc|ket thuc",
    "outcome_date": (
        "ngay ra vien|ngay khoi|ngay khoi benh|ngay ket thuc|ngay tu vong|ngay ket cuc|date outcome|"
        "date of outcome|date of recovery|recovery date|date of death|death date|discharge date|"
        "date of discharge"
    ),
    "occupation": "nghe nghiep|doi tuong",
    "underlying": "benh nen",
    "pregnant": "mang thai|phu nu mang thai|co thai",
    "poor": "ho ngheo|ngheo|ho ngheo, can ngheo",
    "minority": "dan toc thieu so",
    "unvaccinable": "khong the tiem|chong chi dinh tiem",
    "household": "ma ho|so ho khau|ho gia dinh",
    "dose1_date": "ngay tiem mui 1|mui 1",
    "dose2_date": "ngay tiem mui 2|mui 2",
    "dose3_date": "ngay tiem mui 3|mui 3",
    "dose4_date": "ngay tiem mui 4|mui 4",
    "dose1_vaccine": "loai vac xin mui 1|vac xin mui 1",
    "dose2_vaccine": "loai vac xin mui 2|vac xin mui 2",
    "dose3_vaccine": "loai vac xin mui 3|vac xin mui 3",
    "dose4_vaccine": "loai vac xin mui 4|vac xin mui 4",
    "publisher": "don vi cong bo|noi cong bo|tinh cong bo|don vi bao cao",
    "date": "ngay",
    "from": "tu ngay",
    "to": "den ngay",
    "indicator": "chi so|chi tieu",
    "value": "gia tri|so luong|so ca|so lieu|cases|count",
    "code": "ma|ma co so|ma don vi y te",
    "kind": "loai|loai hinh|loai co so",
    "valid_from": "hieu luc tu|hoat dong tu",
    "valid_to": "hieu luc den|hoat dong den",
    "sample_id": "ma mau|ma so mau|so mau|ma benh pham|ma xet nghiem|ma phieu xet nghiem|sample|sample no",
    "test_result": "ket qua xet nghiem|ket qua xn|ket qua|ket luan|result|ket qua test|ket qua test nhanh",
    "ct": "gia tri ct|chi so ct|ct value",
    "lab": "phong xet nghiem|don vi xet nghiem|co so xet nghiem|noi xet nghiem|laboratory",
    "sampled_for": "ly do lay mau|muc dich lay mau|ly do xet nghiem|sampling reason",
    "variant": "bien the|bien chung|dong|dong virus|lineage|pango|pango lineage",
    "presence": "gap|gap/vang|co mat|tinh trang co mat|da den|trang thai|presence",
    "doses": "so mui|so mui da tiem|so mui tiem|da tiem",
    "missing_reason": "ly do thieu mui|ly do chua tiem|ly do|reason",
    "source": "nguon",
    "disease": "benh|ten benh",
}
_BY_HEADING: dict[str, str] = {}
for _field, _names in _ALIASES.items():
    for _heading in [*_names.split("|"), _field.replace("_", " "), _field]:
        _BY_HEADING.setdefault(_heading, _field)
for _field in (*LINELIST, *RETURNS, *RESIDENTS, *LAB, *SWEEP, *FACILITIES):
    _BY_HEADING.setdefault(_field, _field)


# Words of which a heading names any number at once: "Xã/phường/TT", "Quận, huyện, thị xã"
_PARTS = {
    "commune": frozenset(("xa", "phuong", "thi tran", "tt", "px", "dac khu")),
    "district": frozenset(("quan", "huyen", "thi xa", "tx", "tp", "thanh pho")),
    "province": frozenset(("tinh", "tp", "thanh pho")),
    "hamlet": frozenset(("thon", "to", "khu", "khu pho", "xom", "ban", "to dan pho", "ap", "tdp", "buon")),
}
# A year beside a day of birth: it counts where the day is blank, and never hides one.
_YEARS = frozenset(("nam sinh", "sinh nam", "birth year", "year of birth"))
_CUT = re.compile(r"\s*[/,\-–]\s*|\s+hoac\s+")
_ASIDE = re.compile(r"\s*[(\[].*?[)\]]\s*")
_LONGEST = 60  # letters of a heading; longer cells are text


def recognised(heading: str) -> str | None:
    """The field a column heading stands for, or None. What stands in brackets matters only if it is known."""
    if len(heading) > _LONGEST:
        return None
    folded = fold(heading).replace(" / ", "/").replace("_", " ").strip(" .:*")
    return (
        _BY_HEADING.get(folded) or _BY_HEADING.get(_ASIDE.sub(" ", folded).strip(" .:*")) or _of_parts(folded)
    )


def _of_parts(folded: str) -> str | None:
    parts = _CUT.split(_ASIDE.sub(" ", folded).strip())
    if len(parts) < 2:
        return None
    return next((name for name, words in _PARTS.items() if words.issuperset(parts)), None)


def says_less(heading: str) -> bool:
    """Whether a column of births holds no more than years."""
    return fold(heading).replace("_", " ").strip(" .:*") in _YEARS


def goes_with(heading: str, others: list[str]) -> bool:
    """Whether a second column of one field adds to it: days of birth and years of birth."""
    return len(others) == 1 and says_less(heading) != says_less(others[0])
