"""Places, their people, and what was announced about them."""

from __future__ import annotations

from giaoban.analytics.contract.shape import DAY, ID, NUMBER, TEXT, WHOLE, Column, TableShape

UNITS = TableShape(
    "units", "một đơn vị hành chính có hiệu lực trong kỳ",
    "one administrative unit in force in the window",
    (Column("code", TEXT, "mã đơn vị", "code of the unit"),
     Column("parent", TEXT, "mã đơn vị cấp trên", "code of the unit above", nullable=True),
     Column("level", TEXT, "cấp", "level",
            values=("country", "province", "district", "commune")),
     Column("name", TEXT, "tên", "name"),
     Column("full_name", TEXT, "tên đầy đủ", "name with its kind"),
     Column("path", TEXT, "đường dẫn mã từ cấp trên xuống", "codes from the country down, by /"),
     Column("lat", NUMBER, "vĩ độ trung tâm", "latitude of the centre", nullable=True),
     Column("lon", NUMBER, "kinh độ trung tâm", "longitude of the centre", nullable=True),
     Column("population", ID, "dân số", "residents", nullable=True)), key=("code",))

POPULATION = TableShape(
    "population", "một xã × một nhóm tuổi", "one commune × one age band",
    (Column("unit", TEXT, "mã xã", "code of the commune"),
     Column("age_from", WHOLE, "từ tuổi", "from this age"),
     Column("age_to", WHOLE, "đến hết tuổi; 200 là không giới hạn",
            "to this age inclusive; 200 is open"),
     Column("persons", NUMBER, "số người, ước từ tỷ lệ tuổi của huyện",
            "persons, estimated from the district's age shares")), key=("unit", "age_from"))

ANNOUNCED_LEVELS = TableShape(
    "announced_levels", "một lần công bố cấp độ dịch của một đơn vị",
    "one announcement of the epidemic level of one unit",
    (Column("unit", TEXT, "mã đơn vị", "code of the unit"),
     Column("level", WHOLE, "cấp độ dịch 1–4", "epidemic level 1–4"),
     Column("effective", DAY, "ngày có hiệu lực", "first day in force"),
     Column("number", TEXT, "số, ký hiệu văn bản", "number of the document", nullable=True),
     Column("issuer", TEXT, "cơ quan công bố", "body that announced", nullable=True)))

WINDOWS = TableShape(
    "windows", "một kỳ tính", "one window",
    (Column("name", TEXT, "tên kỳ: current, base, before_base, two_weeks_before, d7, d14, all",
            "name: current, base, before_base, two_weeks_before, d7, d14, all"),
     Column("start", DAY, "ngày đầu, tính cả ngày này", "first day, inclusive"),
     Column("end", DAY, "ngày cuối, tính cả ngày này", "last day, inclusive")), key=("name",))

PARAMS = TableShape(
    "params", "một con số của quy định dùng khi tính", "one number of a rule used in computing",
    (Column("name", TEXT, "tên: isolation_days, elderly_age", "name: isolation_days, elderly_age"),
     Column("value", NUMBER, "giá trị", "value")), key=("name",))
