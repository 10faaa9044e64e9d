"""Care at home: who was followed from when until when, what was heard, what rang, who was sent on."""

from __future__ import annotations

from giaoban.analytics.contract.shape import DAY, ID, TEXT, WHOLE, Column, TableShape

ANSWERS = ("confirmed", "referred", "false", "settled", "unreached")

HOME_CARE = TableShape(
    "home_care", "một lượt theo dõi tại nhà của một ca", "one stay at home of one case",
    (Column("episode", ID, "khóa của lượt theo dõi", "key of the stay"),
     Column("case", ID, "khóa giả danh của ca", "pseudonymous key of the case"),
     Column("unit", TEXT, "mã xã chịu trách nhiệm", "commune that answers"),
     Column("station", ID, "khóa của trạm chịu trách nhiệm", "key of the station that answers"),
     Column("station_unit", TEXT, "mã đơn vị của trạm", "unit of the station"),
     Column("opened", DAY, "ngày bắt đầu theo dõi", "first day followed"),
     Column("closed", DAY, "ngày thôi theo dõi; trống là đang theo dõi",
            "first day no longer followed; empty while it lasts", nullable=True),
     Column("reason", TEXT, "lý do thôi theo dõi", "why it ended", nullable=True)),
    key=("episode",), order=("unit", "episode"))

CARE_DAYS = TableShape(
    "care_days", "một ngày có khai báo hoặc liên hệ của một lượt theo dõi",
    "one day of a stay at home with a check or a contact",
    (Column("episode", ID, "khóa của lượt theo dõi", "key of the stay"),
     Column("case", ID, "khóa giả danh của ca", "pseudonymous key of the case"),
     Column("unit", TEXT, "mã xã chịu trách nhiệm", "commune that answers"),
     Column("day", DAY, "ngày", "day"),
     Column("checks", WHOLE, "số lượt khai báo sức khỏe", "checks of health"),
     Column("by_staff", WHOLE, "trong đó do nhân viên ghi", "of them taken by staff"),
     Column("reached", WHOLE, "số lần nhân viên gặp hoặc gọi được", "times staff reached the person")),
    key=("episode", "day"), order=("unit", "episode", "day"))

CARE_ALARMS = TableShape(
    "care_alarms", "một báo động về một người, đã reo", "one alarm about a person that rang",
    (Column("alarm", ID, "khóa của báo động", "key of the alarm"),
     Column("case", ID, "khóa giả danh của ca", "pseudonymous key of the case"),
     Column("unit", TEXT, "mã xã", "commune"),
     Column("rank", TEXT, "mức: cấp cứu, báo ngay", "rank", values=("emergency", "report_now")),
     Column("raised", DAY, "ngày reo", "day it rang"),
     Column("answered", DAY, "ngày trả lời", "day it was answered", nullable=True),
     Column("minutes", WHOLE, "phút từ lúc reo đến lúc trả lời", "minutes from ringing to the answer",
            nullable=True),
     Column("answer", TEXT, "trả lời", "answer", nullable=True, values=ANSWERS)),
    key=("alarm",), order=("unit", "alarm"))

REFERRALS = TableShape(
    "referrals", "một yêu cầu chuyển người bệnh", "one request to take a patient",
    (Column("referral", ID, "khóa của yêu cầu", "key of the request"),
     Column("case", ID, "khóa giả danh của ca", "pseudonymous key of the case"),
     Column("unit", TEXT, "mã xã gửi", "commune that sends"),
     Column("tier", TEXT, "tầng yêu cầu", "tier asked for", values=("1", "2", "3")),
     Column("asked", DAY, "ngày yêu cầu", "day it was asked"),
     Column("ended", DAY, "ngày đến nơi hoặc hủy", "day of arrival or cancelling", nullable=True),
     Column("outcome", TEXT, "kết quả; trống là còn mở", "outcome; empty while it is open", nullable=True,
            values=("arrived", "cancelled")),
     Column("refusals", WHOLE, "số lượt bệnh viện từ chối", "times a hospital refused"),
     Column("minutes", WHOLE, "phút từ dấu hiệu nguy hiểm đầu tiên đến giường",
            "minutes from the first danger sign to a bed", nullable=True)),
    key=("referral",), order=("unit", "referral"))
