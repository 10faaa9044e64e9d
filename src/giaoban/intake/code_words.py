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
    "care": {
        "home": "Tại nhà", "central": "Cách ly tập trung", "collection": "Khu thu dung",
        "hospital": "Bệnh viện",
    },
    "support": {
        "none": "Không", "oxygen": "Thở ô xy", "hfnc": "HFNC", "niv": "Thở máy không xâm lấn",
        "imv": "Thở máy xâm lấn", "ecmo": "ECMO",
    },
    "outcome": {"recovered": "Khỏi bệnh", "dead": "Tử vong"},
    "assay": {"pcr": "PCR", "rapid": "Test nhanh", "sequence": "Giải trình tự"},
    "test_result": {"positive": "Dương tính", "negative": "Âm tính", "unclear": "Chưa rõ"},
    "sampled_for": {
        "symptoms": "Triệu chứng", "contact": "Tiếp xúc", "screening": "Sàng lọc", "facility": "Nhập viện",
        "entry": "Nhập cảnh", "end": "Kết thúc cách ly", "surveillance": "Giám sát", "other": "Khác",
    },
    "presence": {"met": "Có mặt", "absent": "Vắng mặt", "moved": "Đã chuyển"},
    "missing_reason": {
        "contraindicated": "Chống chỉ định", "deferred": "Hoãn tiêm", "refused": "Từ chối",
        "absent": "Vắng mặt", "not_invited": "Chưa được mời", "no_reason": "Không có lý do",
    },
    "tier": {"1": "Tầng 1", "2": "Tầng 2", "3": "Tầng 3"},
    "occupation": {
        "pupil": "Học sinh", "teacher": "Giáo viên", "worker": "Công nhân", "health": "Nhân viên y tế",
        "other": "Khác",
    },
}  # fmt: skip
