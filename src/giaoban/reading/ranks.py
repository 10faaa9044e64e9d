"""Which of two bodies stands above the other, as far as their names tell."""

from __future__ import annotations

import re

from giaoban.kernel.text import fold

_RANKS = (
    (
        0,
        r"(?:thu tuong|chinh phu|quoc hoi|bo chinh tri|ban bi thu|trung uong(?! )"
        r"|ban chap hanh trung uong|bo truong"
        r"|ban chi dao quoc gia|\bbo (?:y te|nong nghiep|tai chinh|noi vu|cong an|quoc phong|giao duc"
        r"|cong thuong|giao thong|thong tin|ke hoach|lao dong)"
        r"|cuc (?:thu y|y te du phong|quan ly|phong benh|chan nuoi)|vien (?:pasteur|ve sinh))",
    ),
    (5, r"\b(?:cap xa|cac xa|xa|phuong|thi tran|thon|to dan pho)\b"),
    (4, r"\b(?:huyen uy|thi uy|quan uy|cap huyen|huyen|quan|thi xa|trung tam y te|phong(?= (?!chong)))\b"),
    (3, r"\b(?:so|chi cuc|trung tam kiem soat|cdc|benh vien|cong an tinh|doan the|mttq|mat tran)\b"),
    (1, r"\b(?:tinh uy|thanh uy|hdnd tinh|hoi dong nhan dan tinh)"),
    (2, r"\b(?:ubnd tinh|ubnd thanh pho|uy ban nhan dan tinh|uy ban nhan dan thanh pho|tinh|ban chi dao)"),
)
_COMPILED = [(rank, re.compile(pattern)) for rank, pattern in _RANKS]


_COLLECTIVE = re.compile(r"(?:các|mỗi|từng|toàn|những|tất cả)\s")


def rank_of(name: str) -> int | None:
    """0 the State's centre, 1 province's Party, 2 its People's Committee, 3 branch, 4 district, 5 commune."""
    folded = fold(name).removeprefix("van phong ").replace("truc thuoc trung uong", "")
    for rank, pattern in _COMPILED:
        if pattern.search(folded):
            return rank
    return None


def is_upward(addressee: str, issuer: str | None) -> bool:
    """Whether asking `addressee` is asking upward; without an issuer only the centre is above."""
    asked = rank_of(addressee)
    own = rank_of(issuer) if issuer else None
    if asked is None or (asked >= 3 and _COLLECTIVE.match(addressee.lower())):
        return False
    if own is None:
        return asked == 0
    return asked < own and not (own == 2 and asked == 1 and "ban " in fold(addressee))
