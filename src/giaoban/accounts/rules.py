"""Who may do what: one table, pure. Place and time are the scope's and the posting's matter."""

from __future__ import annotations


def _(words: str) -> str:
    """Marks words for the catalogue; the page translates them (rules know no Django)."""
    return words


# Act → what it opens, in the words of the account page.
ACTS: dict[str, str] = {
    "see_cases": _("xem danh sách ca bệnh trong địa bàn (không hiện danh tính)"),
    "see_identities": _("xem họ tên, số giấy tờ, số điện thoại; mỗi lần xem đều ghi nhật ký"),
    "import": _("nhập danh sách và báo cáo số liệu"),
    "export": _("tải bảng số liệu và danh sách"),
    "close_cases": _("kết thúc cách ly cho ca quá hạn"),
    "merge": _("gộp hoặc tách hồ sơ trùng"),
    "move": _("chuyển, tiếp nhận ca giữa các địa bàn; báo ca vắng mặt"),
    "freeze": _("chốt số liệu"),
    "brief": _("lập báo cáo tình hình"),
    "sign": _("ký báo cáo"),
    "conclude": _("ghi kết luận giao ban"),
    "assign": _("giao nhiệm vụ"),
    "answer": _("báo cáo kết quả nhiệm vụ được giao"),
    "sign_off": _("xác nhận hoặc trả lại kết quả nhiệm vụ"),
    "refer": _("yêu cầu chuyển viện, gọi xe"),
    "receive": _("nhận người bệnh của bệnh viện mình, khai giường; xem họ tên người được chuyển đến"),
    "coordinate": _("điều phối chuyển viện, giường, xe, người trực"),
    "stock": _("nhập, xuất, kiểm kê thuốc và vật tư"),
    "roster": _("khai nhân lực, lịch trực, xe, địa bàn phụ trách của cơ sở trong địa bàn"),
    "redistribute": _("lập và duyệt đề xuất điều chuyển nhân lực, thuốc"),
    "care": _("chăm sóc người bệnh tại nhà: gọi, ghi nhận, tư vấn, xử trí báo động"),
    "hotline": _("nhận và gọi đường dây nóng, mở và trả lời phiếu tư vấn"),
    "review": _("xem và ghi kiểm thảo ca chuyển nặng, tử vong"),
    "admin": _("quản lý tài khoản"),
}

# Each line with the reason for what stands in it and for what does not.
ROLE_ACTS: dict[str, frozenset[str]] = {
    # Weighs, signs and concludes. Needs figures and their rows, never a patient's name.
    "leader": frozenset({"see_cases", "export", "sign", "conclude", "assign", "sign_off"}),
    # Keeps the line list and makes the briefing; does not sign what it made.
    "analyst": frozenset(
        {
            "see_cases", "see_identities", "import", "export", "close_cases", "freeze", "brief",
            "merge", "move",
            "care", "hotline", "review",
        }
    ),
    # Answers to the province; meets, concludes and gives out work to its communes in its own documents.
    "district": frozenset(
        {
            "see_cases", "see_identities", "import", "export", "close_cases",
            "conclude", "assign", "answer", "sign_off",
            "refer", "coordinate", "stock", "roster", "redistribute", "care", "hotline", "review",
            "merge", "move",
        }
    ),
    # Confirms, calls and visits people of its own commune: cannot work without names. Makes what it was
    # given concrete for its own station, as the level below the province since 2025.
    "commune": frozenset(
        {
            "see_cases", "see_identities", "import", "export", "close_cases",
            "conclude", "assign", "answer", "sign_off", "refer", "care",
            "merge", "move",
        }
    ),
    # As the commune, without taking lists out of the house; keeps its own shelf and roster.
    "station": frozenset(
        {
            "see_cases", "see_identities", "import", "close_cases", "answer", "refer", "stock",
            "roster", "care", "hotline", "review", "merge", "move",
        }
    ),
    # States its beds, takes patients: those sent to it and its own, by its posting at a facility; keeps
    # its own roster and vehicles.
    "hospital": frozenset({"import", "answer", "receive", "refer", "stock", "roster"}),
    # Prepares the meeting and follows its tasks; types the conclusion, does not sign.
    "office": frozenset({"see_cases", "export", "brief", "conclude", "assign", "sign_off"}),
    # A department, the police, the Front: answers the tasks of its own body, reads figures, no rows.
    "agency": frozenset({"answer"}),
    # Finds the bed, the vehicle, the hands and the packs of a province; needs no patient's name for it.
    "coordinator": frozenset({"answer", "coordinate", "stock", "roster", "redistribute"}),
    # A doctor of the Companion network: calls, advises and writes down for the areas paired with them, by the
    # dates of their postings; orders and referrals stay with the station.
    "companion": frozenset({"see_cases", "see_identities", "care"}),
    # Takes calls of a whole area: opens the household by the caller's number, writes down, opens tickets.
    "hotline": frozenset({"see_cases", "see_identities", "care", "hotline"}),
    # Press, guests: figures only, read-only.
    "partner": frozenset(),
    # Mends data and accounts; neither signs nor concludes nor answers for others.
    "admin": frozenset(
        {
            "see_cases", "see_identities", "import", "export", "close_cases",
            "freeze", "brief", "admin", "merge",
        }
    ),
}  # fmt: skip

# Acts that a password alone does not open beyond one commune: a stolen password must not open a province.
GUARDED = frozenset({"see_identities", "admin"})


def acts_of(role: str) -> frozenset[str]:
    """An unknown role may nothing."""
    return ROLE_ACTS.get(role, frozenset())


def needs_second_factor(role: str, level: str) -> bool:
    """Whoever sees the identities of a whole province, or gives accounts there, shows a second factor."""
    return level in ("province", "country") and bool(GUARDED & acts_of(role))


def acts_in_force(role: str, level: str, second_factor: bool) -> frozenset[str]:
    """The acts of a posting; the guarded ones wait for the second factor."""
    acts = acts_of(role)
    return acts - GUARDED if needs_second_factor(role, level) and not second_factor else acts


def lies_in(path: str, place: str) -> bool:
    """A place at `path` is that place or lies in it."""
    return path == place or path.startswith(place + "/")
