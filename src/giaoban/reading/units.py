"""What is counted: the noun after a number, and the unit it stands for."""

from __future__ import annotations

import re
from typing import NamedTuple

from giaoban.reading.phrases import Phrases, skip_blank

_TABLE = {
    "cases": "ca|ca mắc|ca mắc mới|ca bệnh|ca bệnh mới|ca nhiễm|ca nhiễm mới|ca f0|ca f0 mới|f0|f0 mới"
    "|ca dương tính"
    "|bệnh nhân|bệnh nhân f0|bệnh nhân nặng|bệnh nhân nguy kịch|bn|lượt ca|ca mới|người mắc|người nhiễm"
    "|trường hợp mắc|trường hợp mắc mới|trường hợp nhiễm|trường hợp dương tính|ca cộng đồng|ca nặng"
    "|ca mắc bệnh|người bệnh"
    "|người dương tính|ca nhập viện|ca lâm sàng|ca xác định|ca nghi mắc|trường hợp bệnh|ca sốt xuất huyết"
    "|ca sởi|ca bạch hầu",
    "deaths": "ca tử vong|ca tử vong mới|trường hợp tử vong|người tử vong|người chết|bệnh nhân tử vong"
    "|ca chết",
    "persons": "người|trường hợp|công dân|trẻ|trẻ em|cháu|học sinh|sinh viên|giáo viên|công nhân|cán bộ"
    "|nhân viên|f1|f2|khẩu"
    "|nhân khẩu|tình nguyện viên|y, bác sĩ|y bác sĩ|bác sĩ|điều dưỡng|đối tượng|lượt người|người dân"
    "|lao động|người cao tuổi"
    "|chiến sĩ|đoàn viên|hội viên|đại biểu|cộng tác viên|lượt|người lớn|phụ nữ|em|thai phụ|sản phụ"
    "|cán bộ, nhân viên|lượt khách",
    "communes": "xã|phường|thị trấn|xã, phường|xã, phường, thị trấn|xã, thị trấn|phường, xã|đơn vị cấp xã"
    "|đặc khu|phường, thị trấn|xã, phường, đặc khu"
    "|xã/phường|xã/phường/thị trấn|đơn vị hành chính cấp xã",
    "beds": "giường|giường bệnh|giường điều trị|giường icu|giường hồi sức",
    "doses": "mũi|liều|mũi tiêm|liều vắc xin|liều vắc-xin|liều vaccine|mũi vắc xin|liều vacxin"
    "|liều cơ bản|liều văcxin|lọ vắc xin",
    "days": "ngày",
    "districts": "huyện|quận|thị xã|huyện, thị xã, thành phố|huyện, thành phố|huyện, thị xã|quận, huyện"
    "|quận, huyện, thị xã|huyện, thị, thành phố|đơn vị cấp huyện",
    "provinces": "tỉnh|tỉnh, thành phố|tỉnh, thành|tỉnh thành|tỉnh/thành phố|tỉnh, tp",
    "places": "địa phương|thôn|xóm|ấp|bản|tổ dân phố|khu phố|khu vực|khu dân cư|thôn, bản|khu|buôn"
    "|cụm dân cư|vùng|thôn, tổ dân phố",
    "clusters": "ổ dịch|ổ bệnh|chùm ca bệnh|chuỗi lây nhiễm|ổ|ổ dịch nhỏ|ổ dịch cũ|ổ dịch sốt xuất huyết",
    "households": "hộ|hộ gia đình|hộ dân|hộ chăn nuôi|lượt hộ|gia đình|hộ nghèo",
    "animals": "con|con lợn|con gà|con vịt|con gia cầm|con bò|con trâu|con gia súc|gia cầm|đầu lợn"
    "|con chó|con chó, mèo|con heo",
    "packs": "túi thuốc|gói thuốc|túi|gói|cơ số thuốc",
    "samples": "mẫu|mẫu xét nghiệm|mẫu bệnh phẩm|mẫu đơn|mẫu gộp|lượt mẫu",
    "tests": "test|test nhanh|xét nghiệm|kit|bộ kit|lượt xét nghiệm",
    "facilities": "cơ sở|bệnh viện|trạm|trạm y tế|trạm y tế lưu động|phòng khám|cơ sở y tế|khu cách ly"
    "|cơ sở cách ly|điểm tiêm|trung tâm y tế"
    "|cơ sở điều trị|chợ|trang trại|cơ sở chăn nuôi|điểm cách ly|doanh nghiệp|nhà máy|điểm cầu"
    "|cơ sở giết mổ|khu công nghiệp|điểm bán hàng|điểm bán|điểm chốt|điểm phong tỏa|điểm nóng|điểm xét nghiệm"
    "|điểm giết mổ|điểm du lịch",
    "times_held": "lớp tập huấn|lớp đào tạo|cuộc tập huấn|buổi tập huấn",
    "schools": "trường|trường học|lớp|lớp học",
    "teams": "tổ|đội|đoàn|tổ covid cộng đồng|tổ covid|đội phản ứng nhanh|tổ công tác|đoàn kiểm tra|chốt"
    "|chốt kiểm soát|nhóm|kíp|chốt kiểm dịch",
    "vnd": "đồng|vnđ|vnd",
    "times": "lần",
    "km": "km|km2|ha|héc ta|mét|m2",
    "kg": "kg|kilôgam",
    "tonnes": "tấn|tạ",
    "litres": "lít",
}
_NOUNS = Phrases("|".join(_TABLE.values()))
_UNIT_OF = {noun: unit for unit, nouns in _TABLE.items() for noun in nouns.split("|")}
# Words after a number that make it no quantity of this kind.
_NO_FIGURE = Phrases(
    """tuổi|tháng tuổi|giờ|h|g|phút|giây|năm|tháng|tuần|tại chỗ|k|không|vấn đề|nhiệm vụ|nội dung
    |nhóm giải pháp|giải pháp|mục tiêu|yêu cầu
    |quan điểm|bước|nguyên tắc|tiêu chí|phương châm|đồng chí|ý kiến|nhóm nhiệm vụ|nhóm vấn đề|trụ cột
    |thông điệp|cấp độ|mức độ
    |tầng|cấp|mũi nhọn|trong|là|và|hoặc|của|tại|so|tăng|giảm|đến|tới|từ|với|cho|để|theo|được|bị|thì|mà
    |nhưng|nên|đã|đang|sẽ|có
    |vào|ở|trên|dưới|sau|đạt|chiếm|do|như|hay|lên|xuống|còn|khi|nếu|cần|phải|thứ|rõ|cùng|ra|về|bằng|nữa
    |qua|vì|ngày đêm|biết
    |kiểm tra|làm|bàn|hóa|sạch|ngày qua|ngày gần nhất|ngày gần đây|ngày trước|tuần qua|giờ qua|quý|nhà
    |điểm|trước|kịp|không còn|nguy cơ
    |ngành|mặt|cấp chính quyền|thành phần|chỗ|đối với|kv|độ|gồm|cả|theo dõi|triển khai
    |tổ chức|thực hiện|hội nghị|cuộc họp|dự thảo|phần|phía|lĩnh vực"""
)
_STRICT = frozenset(
    (
        "cases",
        "deaths",
        "clusters",
        "persons",
        "communes",
        "districts",
        "provinces",
        "households",
        "animals",
        "facilities",
        "teams",
        "beds",
        "schools",
        "places",
        "samples",
    )
)


class Noun(NamedTuple):
    """The noun after a number; `unit` is None for a thing the table does not know."""

    end: int
    unit: str | None
    known: bool


def noun_at(low: str, pos: int, end: int) -> Noun | None:
    """The thing counted right after a number, or None when nothing is counted."""
    if low[pos : pos + 1] == "\t":
        return None  # the next cell of a table
    pos = skip_blank(low, pos, end)
    if low.startswith(("%", "phần trăm"), pos):
        return Noun(pos + (1 if low[pos] == "%" else 9), "percent", True)
    stop, barred = _NOUNS.at(low, pos), _NO_FIGURE.at(low, pos)
    if barred >= stop and barred > 0:
        return None
    if 0 < stop <= end:
        return Noun(stop, _refined(low, pos, stop, end), True)
    word = pos
    while word < end and low[word].isalpha():
        word += 1
    if word == pos or not low[pos].isalpha() or word - pos < 2:
        return None
    return Noun(word, None, False)


_DEATH = re.compile(r"[^,.;()\d]{0,30}?(?:tử vong|chết)")
_CASE = re.compile(
    r"\s*(?:bệnh\s|bị\s|nghi\s|có kết quả\s|đã\s|được\s|xác định\s)*(?:mắc|nhiễm|dương tính|ghi nhận mới"
    r"|khỏi|điều trị|đang điều trị|sốt|sởi|bạch hầu"
    r"|nặng|mới|xuất viện|ra viện|bệnh|f0|đang được điều trị|cộng đồng|lây|nhập viện|phản ứng)(?!\w)"
)
_RUN = re.compile(
    r"\s(?:phun|kiểm tra|giám sát|tuyên truyền|phát|truyền thông|vệ sinh|tin|bài|ra quân|xe|phương tiện)"
)
_CONTACT = re.compile(r"[^,.;()]{0,40}?(?:cách ly|tiếp xúc|f1|vi phạm|về từ|nhập cảnh|khai báo)")


def _refined(low: str, pos: int, stop: int, end: int) -> str | None:
    """ "trường hợp" and "người" count cases, deaths or persons by what is said of them."""
    noun = low[pos:stop]
    unit = _UNIT_OF[noun]
    if noun == "lượt" and _RUN.match(low, stop, end):
        return None  # "20 lượt phun": rounds of work, no people
    if noun in {"ca", "trường hợp", "người", "bệnh nhân", "ca bệnh"} and _DEATH.match(
        low, stop, min(end, stop + 40)
    ):
        return "deaths"
    if noun in {"trường hợp", "người"} and _CASE.match(low, stop, end):
        return "persons" if noun == "người" and "khỏi" in low[stop : stop + 12] else "cases"
    if noun == "trường hợp" and not _CONTACT.match(low, stop, end):
        return "cases"
    return unit


def strict(unit: str | None) -> bool:
    """Units a number word or a bare list may count."""
    return unit in _STRICT
