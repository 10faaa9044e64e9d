"""Our codes in the words officials write; every one of them is read back by an import (a test says so)."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "sex": {"m": "Nam", "f": "Nữ"},
    "test": {"pcr": "PCR", "rapid": "Test nhanh"},
    "found": {
        "community": "Cộng đồng", "quarantine": "Cách ly", "screening": "Sàng lọc",
        "zone": "Khu phong tỏa", "facility": "Cơ sở y tế", "entry": "Nhập cảnh", "sweep": "Rà soát",
        "declared": "Tự khai báo",
    },
    "severity": {
        "asymptomatic": "Không triệu chứng", "mild": "Nhẹ", "moderate": "Trung bình", "severe": "Nặng",
        "critical": "Nguy kịch",
    },
    "care_place": {
        "home": "Tại nhà", "central": "Cách ly tập trung", "collection": "Khu thu dung",
        "hospital": "Bệnh viện",
    },
    "support": {
        "none": "Không", "oxygen": "Thở ô xy", "hfnc": "HFNC", "niv": "Thở máy không xâm lấn",
        "imv": "Thở máy xâm lấn", "ecmo": "ECMO",
    },
    "outcome": {"recovered": "Khỏi bệnh", "dead": "Tử vong"},
    "occupation": {
        "pupil": "Học sinh", "teacher": "Giáo viên", "worker": "Công nhân", "health": "Nhân viên y tế",
        "other": "Khác",
    },
}  # fmt: skip
