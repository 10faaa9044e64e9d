"""Why a result cannot be taken, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from giaoban.intake import codes
from giaoban.intake.cells import Stated
from giaoban.intake.faults import Fault
from giaoban.kernel.vietnamese import date_vi

_CODED = {"test": "assay", "test_result": "test_result", "sampled_for": "sampled_for", "sex": "sex"}


def no_code(field: str) -> Callable[[str, str], Fault]:
    def explain(column: str, value: str) -> Fault:
        return Fault(
            column, value, "code_unknown", f"Không hiểu giá trị ở cột “{column}”.",
            f"Dùng một trong: {codes.said(_CODED[field])}.",
        )  # fmt: skip

    return explain


def no_ct(column: str, value: str) -> Fault:
    return Fault(
        column, value, "ct_unreadable", "Giá trị Ct không phải số từ 0 đến 50.",
        "Viết như 24,5; không làm PCR thì để trống.",
    )  # fmt: skip


def unrecognisable(column: str) -> Fault:
    return Fault(
        column, "", "unrecognisable", "Dòng không có mã mẫu và không có họ tên.",
        "Điền mã mẫu của phòng xét nghiệm, hoặc họ tên và ngày lấy mẫu.",
    )  # fmt: skip


def no_assay(column: str) -> Fault:
    return Fault(
        column, "", "assay_absent", "Không rõ là PCR, test nhanh hay giải trình tự.",
        "Thêm cột loại xét nghiệm, hoặc khai báo test ở constants của bảng ánh xạ.",
    )  # fmt: skip


def no_result(column: str) -> Fault:
    return Fault(
        column, "", "result_absent", "Thiếu kết quả xét nghiệm.", "Điền dương tính, âm tính hoặc chưa rõ."
    )


def no_day(column: str) -> Fault:
    return Fault(
        column, "", "day_absent", "Thiếu cả ngày lấy mẫu và ngày trả kết quả.", "Điền ít nhất một ngày."
    )


def result_before_sample(column: str, sampled: date, result: date) -> Fault:
    return Fault(
        column, date_vi(result), "dates_out_of_order",
        f"Ngày trả kết quả {date_vi(result)} trước ngày lấy mẫu {date_vi(sampled)}.",
        "Kiểm tra hai ngày; có thể ngày và tháng đã đổi chỗ.",
    )  # fmt: skip


def variant_of_negative(column: str, value: str) -> Fault:
    return Fault(
        column, value, "variant_of_negative", "Mẫu âm tính mà có biến thể.", "Sửa kết quả hoặc bỏ biến thể."
    )


def said_otherwise(column: str) -> Fault:
    return Fault(
        column, "", "said_otherwise", "Mã mẫu này đứng hai lần trong tệp với kết quả khác nhau.",
        "Giữ lại dòng đúng rồi nhập lại tệp.",
    )  # fmt: skip


def in_future(what: str, day: date) -> Stated:
    return Stated(
        "date_in_future", f"{what} {date_vi(day)} ở tương lai.",
        "Kiểm tra ngày và tháng có bị đổi chỗ không.",
    )  # fmt: skip


def no_date(column: str, value: str) -> Fault:
    return Fault(
        column, value, "date_unreadable", "Không hiểu ngày trong ô này.", "Viết theo dạng 06/03/2022."
    )
