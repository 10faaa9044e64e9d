"""Why a result cannot be taken, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from giaoban.intake import codes
from giaoban.intake.cells import Stated
from giaoban.intake.faults import Fault
from giaoban.kernel.told import told
from giaoban.kernel.vietnamese import date_vi

_CODED = {"test": "assay", "test_result": "test_result", "sampled_for": "sampled_for", "sex": "sex"}


def no_code(field: str) -> Callable[[str, str], Fault]:
    def explain(column: str, value: str) -> Fault:
        return Fault(
            column, value, "code_unknown", told("Không hiểu giá trị ở cột “%(column)s”.", column=column),
            told("Dùng một trong: %(codes)s.", codes=codes.said(_CODED[field])),
        )  # fmt: skip

    return explain


def no_ct(column: str, value: str) -> Fault:
    return Fault(
        column, value, "ct_unreadable", told("Giá trị Ct không phải số từ 0 đến 50."),
        told("Viết như 24,5; không làm PCR thì để trống."),
    )  # fmt: skip


def unrecognisable(column: str) -> Fault:
    return Fault(
        column, "", "unrecognisable", told("Dòng không có mã mẫu và không có họ tên."),
        told("Điền mã mẫu của phòng xét nghiệm, hoặc họ tên và ngày lấy mẫu."),
    )  # fmt: skip


def no_assay(column: str) -> Fault:
    return Fault(
        column, "", "assay_absent", told("Không rõ là PCR, test nhanh hay giải trình tự."),
        told("Thêm cột loại xét nghiệm, hoặc khai báo test ở constants của bảng ánh xạ."),
    )  # fmt: skip


def no_result(column: str) -> Fault:
    return Fault(
        column,
        "",
        "result_absent",
        told("Thiếu kết quả xét nghiệm."),
        told("Điền dương tính, âm tính hoặc chưa rõ."),
    )


def no_day(column: str) -> Fault:
    return Fault(
        column,
        "",
        "day_absent",
        told("Thiếu cả ngày lấy mẫu và ngày trả kết quả."),
        told("Điền ít nhất một ngày."),
    )


def result_before_sample(column: str, sampled: date, result: date) -> Fault:
    return Fault(
        column, date_vi(result), "dates_out_of_order",
        told("Ngày trả kết quả %(result)s trước ngày lấy mẫu %(sampled)s.", result=result, sampled=sampled),
        told("Kiểm tra hai ngày; có thể ngày và tháng đã đổi chỗ."),
    )  # fmt: skip


def variant_of_negative(column: str, value: str) -> Fault:
    return Fault(
        column,
        value,
        "variant_of_negative",
        told("Mẫu âm tính mà có biến thể."),
        told("Sửa kết quả hoặc bỏ biến thể."),
    )


def said_otherwise(column: str) -> Fault:
    return Fault(
        column, "", "said_otherwise", told("Mã mẫu này đứng hai lần trong tệp với kết quả khác nhau."),
        told("Giữ lại dòng đúng rồi nhập lại tệp."),
    )  # fmt: skip


def in_future(what: str, day: date) -> Stated:
    return Stated(
        "date_in_future", told("Ô này ghi %(what)s %(day)s, ở tương lai.", what=what, day=day),
        told("Kiểm tra ngày và tháng có bị đổi chỗ không."),
    )  # fmt: skip
