"""What is said of a row of a line list that cannot be taken, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from giaoban.intake import codes
from giaoban.intake.cells import Stated
from giaoban.intake.faults import Fault
from giaoban.kernel.vietnamese import date_vi

_LABEL = {
    "onset": "ngày khởi phát", "sampled": "ngày lấy mẫu", "result_at": "ngày trả kết quả",
    "announced": "ngày công bố", "ministry_announced": "ngày Bộ Y tế công bố",
    "status_date": "ngày cập nhật tình trạng", "outcome_date": "ngày kết thúc",
}  # fmt: skip


def no_date(name: str) -> Callable[[str, str], Fault]:
    def explain(column: str, value: str) -> Fault:
        return Fault(
            column, value, "date_unreadable", f"Không hiểu {_LABEL[name]} trong ô này.",
            "Viết theo dạng 06/03/2022; nếu cả tệp ghi tháng trước ngày, khai báo dates: mdy ở bảng ánh xạ.",
        )  # fmt: skip

    return explain


def in_future(name: str, day: date) -> Stated:
    return Stated(
        "date_in_future", f"{_LABEL[name].capitalize()} {date_vi(day)} ở tương lai.",
        "Kiểm tra ngày và tháng có bị đổi chỗ không.",
    )  # fmt: skip


def no_code(kind: str) -> Callable[[str, str], Fault]:
    def explain(column: str, value: str) -> Fault:
        return Fault(
            column, value, "code_unknown", f"Không hiểu giá trị ở cột “{column}”.",
            f"Dùng một trong: {codes.said(kind)}; hoặc khai báo ở phần values của bảng ánh xạ.",
        )  # fmt: skip

    return explain


def no_flag(column: str, value: str) -> Fault:
    return Fault(
        column, value, "flag_unknown", f"Không hiểu giá trị ở cột “{column}”.", "Viết Có hoặc Không."
    )


def no_birth(column: str, value: str) -> Fault:
    return Fault(
        column, value, "date_unreadable", "Không hiểu ngày sinh trong ô này.",
        "Viết ngày sinh 06/03/1975, năm sinh 1975, hoặc tuổi như “3 tháng”.",
    )  # fmt: skip


def no_age(column: str, value: str) -> Fault:
    return Fault(
        column, value, "age_unreadable", "Không hiểu tuổi trong ô này.", "Viết số tuổi, hoặc như “3 tháng”."
    )


def unrecognisable(column: str) -> Fault:
    return Fault(
        column, "", "unrecognisable", "Dòng không có mã ca và không có họ tên.",
        "Điền mã ca bệnh, hoặc họ tên, ngày sinh, xã và ngày lấy mẫu.",
    )  # fmt: skip


def out_of_order(column: str, sampled: date, announced: date) -> Fault:
    return Fault(
        column, date_vi(sampled), "dates_out_of_order",
        f"Ngày lấy mẫu {date_vi(sampled)} sau ngày công bố {date_vi(announced)}.",
        "Kiểm tra hai ngày; có thể ngày và tháng đã đổi chỗ.",
    )  # fmt: skip


def no_day(column: str, value: str) -> Fault:
    return Fault(
        column, value, "date_unreadable", "Không hiểu ngày tiêm trong ô này.", "Viết theo dạng 06/03/2022."
    )


def no_dose_kind(column: str, value: str) -> Fault:
    return Fault(
        column, value, "code_unknown", "Không hiểu loại liều trong ô này.",
        "Dùng primary, additional hoặc booster.",
    )  # fmt: skip


def nameless(column: str) -> Fault:
    return Fault(column, "", "name_absent", "Dòng không có họ tên.", "Điền họ tên của nhân khẩu.")


def born_later(column: str) -> Fault:
    return Fault(
        column, "", "birth_impossible", "Ngày sinh sau ngày công bố, hoặc trước đó quá 125 năm.",
        "Kiểm tra ngày sinh và ngày công bố.",
    )  # fmt: skip


def announced_absent() -> Fault:
    return Fault("announced", "", "announced_absent", "Thiếu ngày công bố.", "Điền ngày công bố của ca bệnh.")


def date_without_outcome(column: str, day: date) -> Fault:
    return Fault(
        column, "", "outcome_absent", f"Có ngày kết thúc {date_vi(day)} mà không có kết quả điều trị.",
        "Ghi khỏi bệnh hoặc tử vong, hoặc bỏ ngày đó.",
    )  # fmt: skip


def outcome_without_date() -> Fault:
    return Fault(
        "outcome_date", "", "outcome_date_absent", "Ghi tử vong mà thiếu ngày tử vong.",
        "Điền ngày tử vong.",
    )  # fmt: skip


def namesakes() -> Fault:
    return Fault(
        "", "", "namesakes", "Có nhiều người cùng họ tên, ngày sinh, địa bàn và ngày lấy mẫu với dòng này.",
        "Ghi thêm số CCCD hoặc mã số bệnh nhân vào dòng này rồi nhập lại.",
    )  # fmt: skip
