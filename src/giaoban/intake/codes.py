"""Coded fields: what officials write and the code it becomes."""

from __future__ import annotations

from functools import lru_cache

from giaoban.intake.code_words import WORDS
from giaoban.kernel.text import fold

_WORDS = {
    "sex": {"m": "m|nam|male|1|trai", "f": "f|nu|female|0|2|gai"},
    "test": {
        "pcr": "pcr|rt-pcr|realtime pcr|rt pcr|realtime rt-pcr",
        "rapid": "rapid|test nhanh|nhanh|khang nguyen|test nhanh khang nguyen|ag|antigen|tn|kn",
    },
    "assay": {
        "pcr": "pcr|rt-pcr|realtime pcr|rt pcr|realtime rt-pcr|rrt-pcr|khang dinh",
        "rapid": "rapid|test nhanh|nhanh|khang nguyen|test nhanh khang nguyen|ag|antigen",
        "sequence": "sequence|sequencing|giai trinh tu|giai trinh tu gen|gtt|gtt gen|ngs|wgs",
    },
    "test_result": {
        "positive": "positive|duong tinh|duong|pos|+|(+)|duong tinh (+)|1|phat hien|co phat hien|f0",
        "negative": "negative|am tinh|am|neg|(-)|am tinh (-)|0|khong phat hien",
        "unclear": "unclear|chua ro|nghi ngo|khong xac dinh|chua xac dinh|khong dat|invalid|mau hong",
    },
    "sampled_for": {
        "symptoms": "symptoms|trieu chung|co trieu chung|ca nghi ngo|nghi ngo mac",
        "contact": "contact|f1|tiep xuc|truy vet|tiep xuc gan|f2",
        "screening": "screening|sang loc|tam soat|dinh ky|xet nghiem dinh ky",
        "facility": "facility|nhap vien|nguoi benh|benh vien|co so y te",
        "entry": "entry|nhap canh",
        "end": "end|ket thuc cach ly|xet nghiem lai|ra vien|khoi benh",
        "surveillance": "surveillance|giam sat|giam sat trong diem|giam sat bien the",
        "other": "other|khac",
    },
    "presence": {
        "met": "met|gap|co|co mat|da gap|da den|x|visited|1",
        "absent": "absent|vang|vang mat|khong gap|di vang|0|khong",
        "moved": "moved|da di|chuyen di|da chuyen|chuyen noi khac|di khoi dia ban",
    },
    "missing_reason": {
        "contraindicated": "contraindicated|chong chi dinh",
        "deferred": "deferred|hoan|hoan tiem|tam hoan",
        "refused": "refused|tu choi|khong dong y|khong dong y tiem",
        "absent": "absent|vang|vang mat|vang khi tiem",
        "not_invited": "not_invited|not invited|chua duoc moi|chua moi|chua co giay moi",
        "no_reason": "no_reason|no reason|khong co ly do|khong ro ly do",
    },
    "found": {
        "community": "community|cong dong|ca cong dong|ngoai cong dong|cd",
        "quarantine": "quarantine|cach ly|khu cach ly|da quan ly, cach ly|da cach ly|f1|cach ly tap trung",
        "screening": "screening|sang loc|tam soat",
        "zone": "zone|phong toa|khu phong toa|vung phong toa",
        "facility": "facility|co so y te|benh vien",
        "entry": "entry|nhap canh",
        "sweep": "sweep|ra soat",
        "declared": "declared|khai bao|tu khai bao",
    },
    "severity": {
        "asymptomatic": "asymptomatic|khong trieu chung|khong tc",
        "mild": "mild|nhe",
        "moderate": "moderate|trung binh|vua",
        "severe": "severe|nang",
        "critical": "critical|nguy kich|rat nang",
    },
    "care": {
        "home": "home|tai nha|o nha|cach ly tai nha|dieu tri tai nha|nha",
        "central": "central|cach ly tap trung|tap trung|khu cach ly tap trung",
        "collection": "collection|khu thu dung|co so thu dung|thu dung|benh vien da chien",
        "hospital": "hospital|benh vien|bv|co so y te|trung tam y te",
    },
    "tier": {"1": "1|tang 1|t1|1.0", "2": "2|tang 2|t2|2.0", "3": "3|tang 3|t3|3.0"},
    "support": {
        "none": "none|khong|khong ho tro",
        "oxygen": "oxygen|tho o xy|tho oxy|oxy|o xy|mask|tho oxy mask|oxy mask|oxy kinh",
        "hfnc": "hfnc|oxy dong cao|tho oxy dong cao",
        "niv": "niv|tho may khong xam lan|cpap",
        "imv": "imv|tho may|tho may xam lan",
        "ecmo": "ecmo",
    },
    "outcome": {
        "recovered": (
            "recovered|khoi|khoi benh|ra vien|ket thuc cach ly|hoan thanh cach ly|released|discharged|cured"
        ),
        "dead": "dead|tu vong|chet|death|deceased|died",
        "": "active|dang dieu tri|dang quan ly|isolated|con dieu tri",
    },
    "occupation": {
        "pupil": "pupil|hoc sinh|hs|tre em|sinh vien|student",
        "teacher": "teacher|giao vien|gv",
        "worker": "worker|cong nhan|cn",
        "health": "health|nhan vien y te|nvyt|can bo y te|bac si|dieu duong",
        "other": "other|khac",
    },
}  # fmt: skip
_CODE = {
    kind: {word: code for code, words in table.items() for word in words.split("|")}
    for kind, table in _WORDS.items()
}
# What aggregate returns may state; the analytics contract has the same list (a test holds them together).
_INDICATORS = {
    "new_cases": "ca mac moi|so ca mac moi|ca mac|so ca mac|f0 moi",
    "new_community": "ca mac moi tai cong dong|ca cong dong",
    "deaths": "tu vong|ca tu vong|so tu vong",
    "recovered": "khoi benh|so khoi benh|ca khoi benh",
    "tests_done": "so xet nghiem|so mau xet nghiem|xet nghiem",
    "tests_positive": "so mau duong tinh|duong tinh|xet nghiem duong tinh",
    "beds_planned": "giuong ke hoach",
    "beds_set_up": "giuong thuc ke",
    "beds_staffed": "giuong co du nhan luc",
    "beds_oxygen": "giuong co o xy|giuong co oxy",
    "beds_free": "giuong trong",
    "doses1": "mui 1|so mui 1",
    "doses2": "mui 2|so mui 2",
    "doses3": "mui 3|so mui 3",
}
INDICATORS = (
    *_INDICATORS, "adults", "adults_dose1", "adults_dose2", "adults_dose3", "children", "children_dose1",
    "children_dose2", "residents_full", "residents_12plus", "elderly", "elderly_full", "elderly50",
    "elderly50_full", "high_risk", "high_risk_full",
)  # fmt: skip
# Of what happened in a span of days; the others are states, which are never added up.
FLOWS = ("new_cases", "new_community", "deaths", "recovered", "tests_done", "tests_positive")
_INDICATOR = {
    **{name: name for name in INDICATORS},
    **{word: name for name, words in _INDICATORS.items() for word in words.split("|")},
}
_TRUE = {"1", "true", "co", "x", "yes", "y", "dung", "1.0"}
_FALSE = {"0", "false", "khong", "no", "n", "sai", "0.0", ""}


@lru_cache(maxsize=20_000)
def code(kind: str, text: str) -> str:
    """The code of a coded field; ValueError when the word is not known."""
    folded = fold(text)
    if folded not in _CODE[kind]:
        raise ValueError(text)
    return _CODE[kind][folded]


def is_code(kind: str, text: str) -> bool:
    return fold(text) in _CODE[kind]


def allowed(kind: str) -> list[str]:
    return [c for c in _WORDS[kind] if c]


def said(kind: str) -> str:
    """What may stand in a cell, as officials write it."""
    return ", ".join(WORDS[kind][c] for c in allowed(kind))


def indicator(text: str) -> str:
    """The id of a return's indicator; ValueError for what no page would ever show."""
    found = _INDICATOR.get(text) or _INDICATOR.get(fold(text))
    if found is None:
        raise ValueError(text)
    return found


_PERHAPS = ("co le", "co the", "nghi", "chua ro", "khong ro", "khong biet")
_NO_DISEASE = ("khong", "ko ", "k co", "chua ", "binh thuong", "khoe")


@lru_cache(maxsize=10_000)
def has_disease(text: str) -> bool:
    """Yes and no as in any flag; lists name the disease itself as well: "tăng huyết áp"."""
    try:
        return flag(text)
    except ValueError:
        folded = fold(text)
        if folded.startswith(_PERHAPS) or not any(letter.isalpha() for letter in folded):
            raise
        return not folded.startswith(_NO_DISEASE)


@lru_cache(maxsize=1_000)
def flag(text: str) -> bool:
    folded = fold(text)
    if folded in _TRUE:
        return True
    if folded in _FALSE:
        return False
    raise ValueError(text)
