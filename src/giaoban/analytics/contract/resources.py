"""What a site has to give: goods, beds, people."""

from __future__ import annotations

from giaoban.analytics.contract.shape import DAY, ID, NUMBER, TEXT, WHOLE, Column, TableShape

ITEMS = ("pack_a", "pack_b", "pack_c", "molnupiravir", "favipiravir", "oxygen", "test_kit")

STOCK_DAYS = TableShape(
    "stock_days", "một mặt hàng ở một nơi trong một ngày có nhập hoặc xuất",
    "one item at one site on one day on which it moved",
    (Column("facility", ID, "khóa của nơi để hàng", "key of the site"),
     Column("unit", TEXT, "mã đơn vị", "unit of the site"),
     Column("item", TEXT, "mặt hàng", "item", values=ITEMS),
     Column("day", DAY, "ngày", "day"),
     Column("change", NUMBER, "nhập trừ xuất", "what came less what went"),
     Column("dispensed", NUMBER, "cấp cho người bệnh", "handed to patients")),
    key=("facility", "item", "day"), order=("facility", "item", "day"))

BED_COUNTS = TableShape(
    "bed_counts", "số giường của một nhóm theo lần khai cuối trong ngày",
    "the beds of one group as last stated on a day",
    (Column("group", ID, "khóa của nhóm giường", "key of the group of beds"),
     Column("unit", TEXT, "mã đơn vị", "unit of the facility"),
     Column("tier", TEXT, "tầng", "tier", values=("1", "2", "3")),
     Column("day", DAY, "ngày khai", "day it was stated"),
     *(Column(name, WHOLE, vi, en) for name, vi, en in (
         ("planned", "giường kế hoạch", "planned"), ("set_up", "giường thực kê", "set up"),
         ("staffed", "giường có đủ nhân lực", "staffed"), ("oxygen", "giường có ô xy", "with oxygen"),
         ("free", "giường trống", "free")))),
    key=("group", "day"), order=("group", "day"))

POSTINGS = TableShape(
    "postings", "một người làm việc ở một trạm, từ ngày đến hết ngày",
    "one person working at a station, from a day to a day inclusive",
    (Column("staff", ID, "khóa giả danh của nhân viên", "pseudonymous key of the staff member"),
     Column("unit", TEXT, "mã đơn vị của trạm", "unit of the station"),
     Column("from_date", DAY, "từ ngày", "first day"),
     Column("to_date", DAY, "đến hết ngày; trống là chưa rõ", "last day; empty while it lasts",
            nullable=True)),
    order=("unit", "staff", "from_date"))
