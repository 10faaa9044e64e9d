"""What is said of a row of a line list that cannot be taken, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from giaoban.intake import codes
from giaoban.intake.cells import Stated
from giaoban.intake.faults import Fault
from giaoban.kernel.told import told
from giaoban.kernel.vietnamese import date_vi

_LABEL = {
    "onset": told("ngày khởi phát"),
    "sampled": told("ngày lấy mẫu"),
    "result_at": told("ngày trả kết quả"),
    "announced": told("ngày công bố"),
    "ministry_announced": told("ngày Bộ Y tế công bố"),
    "status_date": told("ngày cập nhật tình trạng"),
    "outcome_date": told("ngày kết thúc"),
}


def no_date(name: str) -> Callable[[str, str], Fault]:
    def explain(column: str, value: str) -> Fault:
        return Fault(
            column, value, "date_unreadable", told("Không hiểu %(what)s trong ô này.", what=_LABEL[name]),
            told("Viết theo dạng 06/03/2022; nếu cả tệp ghi tháng trước ngày, khai báo dates: mdy "
                 "ở bảng ánh xạ."),
        )  # fmt: skip

    return explain


def in_future(name: str, day: date) -> Stated:
    return Stated(
        "date_in_future", told("Ô này ghi %(what)s %(day)s, ở tương lai.", what=_LABEL[name], day=day),
        told("Kiểm tra ngày và tháng có bị đổi chỗ không."),
    )  # fmt: skip


def no_code(kind: str) -> Callable[[str, str], Fault]:
    def explain(column: str, value: str) -> Fault:
        return Fault(
            column, value, "code_unknown", told("Không hiểu giá trị ở cột “%(column)s”.", column=column),
            told("Dùng một trong: %(codes)s; hoặc khai báo ở phần values của bảng ánh xạ.",
                 codes=codes.said(kind)),
        )  # fmt: skip

    return explain


def not_positive() -> Stated:
    return Stated(
        "not_positive", told("Kết quả xét nghiệm ở dòng này không phải dương tính: đây không phải ca bệnh."),
        told("Danh sách người được xét nghiệm thì nhập ở loại “Kết quả xét nghiệm”. Nếu cột này là của lần "
             "xét nghiệm sau, ghi test_result: null trong bảng ánh xạ."),
    )  # fmt: skip


def outcome_as_result() -> Stated:
    return Stated(
        "outcome_as_result", told("Cột này ghi kết quả điều trị, không phải kết quả xét nghiệm."),
        told("Đổi tên cột thành “Kết quả điều trị”, hoặc chọn lại ở trang xem các cột."),
    )  # fmt: skip


def number_too_long(column: str, value: str, longest: int) -> Fault:
    return Fault(
        column, value, "too_long", told("Ô này dài quá %(longest)s ký tự.", longest=longest),
        told("Rút ngắn rồi gửi lại."),
    )  # fmt: skip


def no_flag(column: str, value: str) -> Fault:
    return Fault(
        column,
        value,
        "flag_unknown",
        told("Không hiểu giá trị ở cột “%(column)s”.", column=column),
        told("Viết Có hoặc Không."),
    )


def no_birth(column: str, value: str) -> Fault:
    return Fault(
        column, value, "date_unreadable", told("Không hiểu ngày sinh trong ô này."),
        told("Viết ngày sinh 06/03/1975, năm sinh 1975, hoặc tuổi như “3 tháng”."),
    )  # fmt: skip


def no_age(column: str, value: str) -> Fault:
    return Fault(
        column,
        value,
        "age_unreadable",
        told("Không hiểu tuổi trong ô này."),
        told("Viết số tuổi, hoặc như “3 tháng”."),
    )


def unrecognisable(column: str) -> Fault:
    return Fault(
        column, "", "unrecognisable", told("Dòng không có mã ca và không có họ tên."),
        told("Điền mã ca bệnh, hoặc họ tên, ngày sinh, xã và ngày lấy mẫu."),
    )  # fmt: skip


def out_of_order(column: str, sampled: date, announced: date) -> Fault:
    return Fault(
        column, date_vi(sampled), "dates_out_of_order",
        told("Ngày lấy mẫu %(sampled)s sau ngày công bố %(announced)s.",
             sampled=sampled, announced=announced),
        told("Kiểm tra hai ngày; có thể ngày và tháng đã đổi chỗ."),
    )  # fmt: skip


def no_day(column: str, value: str) -> Fault:
    return Fault(
        column,
        value,
        "date_unreadable",
        told("Không hiểu ngày tiêm trong ô này."),
        told("Viết theo dạng 06/03/2022."),
    )


def doses_out_of_order() -> Fault:
    return Fault(
        "", "", "dates_out_of_order", told("Mũi sau được ghi ngày sớm hơn mũi trước."),
        told("Kiểm tra ngày của các mũi tiêm."),
    )  # fmt: skip


def no_dose_kind(column: str, value: str) -> Fault:
    return Fault(
        column, value, "code_unknown", told("Không hiểu loại liều trong ô này."),
        told("Dùng primary, additional hoặc booster."),
    )  # fmt: skip


def nameless(column: str) -> Fault:
    return Fault(column, "", "name_absent", told("Dòng không có họ tên."), told("Điền họ tên của nhân khẩu."))


def born_later(column: str) -> Fault:
    return Fault(
        column, "", "birth_impossible", told("Ngày sinh sau ngày công bố, hoặc trước đó quá 125 năm."),
        told("Kiểm tra ngày sinh và ngày công bố."),
    )  # fmt: skip


def announced_absent() -> Fault:
    return Fault(
        "announced",
        "",
        "announced_absent",
        told("Thiếu ngày công bố."),
        told("Điền ngày công bố của ca bệnh."),
    )


def date_without_outcome(column: str, day: date) -> Fault:
    return Fault(
        column, "", "outcome_absent", told("Có ngày kết thúc %(day)s mà không có kết quả điều trị.", day=day),
        told("Ghi khỏi bệnh hoặc tử vong, hoặc bỏ ngày đó."),
    )  # fmt: skip


def outcome_without_date() -> Fault:
    return Fault(
        "outcome_date", "", "outcome_date_absent", told("Ghi tử vong mà thiếu ngày tử vong."),
        told("Điền ngày tử vong."),
    )  # fmt: skip


def namesakes() -> Fault:
    return Fault(
        "", "", "namesakes",
        told("Có nhiều người cùng họ tên, ngày sinh, địa bàn và ngày lấy mẫu với dòng này."),
        told("Ghi thêm số CCCD hoặc mã số bệnh nhân vào dòng này rồi nhập lại."),
    )  # fmt: skip
