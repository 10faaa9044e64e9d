"""Words a body of the administration is named with, and the words that follow to complete it."""

from __future__ import annotations

import re

from giaoban.reading.phrases import Phrases

PERSONS = Phrases(
    """chủ tịch|phó chủ tịch|bí thư|phó bí thư|giám đốc|phó giám đốc|thủ tướng chính phủ|thủ tướng
    |phó thủ tướng|bộ trưởng
    |thứ trưởng|trưởng ban|phó trưởng ban|lãnh đạo|cục trưởng|viện trưởng|tổng bí thư|chủ tịch nước"""
)
QUANTIFIERS = Phrases(
    """các|những|mỗi|từng|mọi|tất cả các|tất cả|toàn thể|toàn bộ|toàn|các đồng chí|đồng chí|đ/c|các đ/c
    |các ông|ông|bà|các ông, bà|cả|một số|hai|riêng|riêng các|đối với|đối với các|đối với từng
    |đối với mỗi|hệ thống các
    |cùng các"""
)
PEOPLE = Phrases(
    """chủ tịch|phó chủ tịch|bí thư|phó bí thư|giám đốc|phó giám đốc|thủ trưởng|thủ tướng chính phủ|thủ tướng
    |phó thủ tướng|bộ trưởng|thứ trưởng|trưởng ban|phó trưởng ban|trưởng phòng|trưởng trạm|trạm trưởng
    |trưởng thôn|trưởng ấp|trưởng khu phố|trưởng bản|trưởng công an|trưởng các|trưởng|chánh văn phòng
    |phó chánh văn phòng|chánh thanh tra
    |chi cục trưởng|cục trưởng|hiệu trưởng|người đứng đầu|tổ trưởng|lãnh đạo|thành viên|cán bộ|nhân viên
    |ủy viên|tư lệnh|chỉ huy trưởng|chính ủy|tổng biên tập|tổng giám đốc|chủ nhiệm|viện trưởng|thường trực
    |ban lãnh đạo|ban giám đốc|văn phòng|đảng ủy|đảng bộ|ban thường vụ|ban chấp hành|ban cán sự đảng
    |ban cán sự|đảng đoàn|bcsđ|thanh tra|công đoàn|cơ quan thường trực|cơ quan tham mưu|hội đồng
    |tổ giúp việc|cấp phó
    |tỉnh ủy viên|huyện ủy viên|thành ủy viên|đảng ủy viên|bí thư chi bộ|cấp ủy viên|đại biểu hđnd
    |đại biểu hội đồng nhân dân
    |phó trưởng phòng|người phát ngôn|thường vụ|bcs đảng|chủ tịch, các phó chủ tịch|chánh"""
)
FREE = Phrases(
    """ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd|tỉnh ủy|thành ủy|huyện ủy|thị ủy|quận ủy
    |ban tuyên giáo và dân vận|ban tuyên giáo|ban tổ chức|ban dân vận|ban nội chính|ban xây dựng đảng|ban đảng
    |ủy ban kiểm tra|ubkt|cấp ủy đảng|cấp ủy|tổ chức đảng|chi bộ|ban chỉ đạo|bcđ|ban chỉ huy|ban quản lý|bql
    |tổ công tác|đoàn công tác|tiểu ban|công an|bộ chỉ huy quân sự|bộ chqs|bch quân sự|ban chỉ huy quân sự
    |bộ đội biên phòng|bộ chỉ huy bộ đội biên phòng|bđbp|quân đội|quân sự|lực lượng vũ trang|lực lượng
    |quản lý thị trường|cục quản lý thị trường|đội quản lý thị trường|mặt trận tổ quốc|mttq|mặt trận
    |ủy ban mặt trận tổ quốc|ủy ban mttq|ubmttq|tổ chức chính trị - xã hội|tổ chức chính trị xã hội
    |đoàn thể|hội liên hiệp phụ nữ|hội lhpn|hội phụ nữ|hội nông dân|hội cựu chiến binh|hội chữ thập đỏ
    |đoàn thanh niên|đoàn tncs hồ chí minh|tỉnh đoàn|thành đoàn|huyện đoàn|liên đoàn lao động
    |đài phát thanh - truyền hình|đài phát thanh và truyền hình|đài phát thanh truyền hình|đài pt-th|đài pt&th
    |đài ptth|đài truyền thanh|đài phát thanh|cơ quan báo chí|báo và phát thanh, truyền hình
    |báo và đài phát thanh, truyền hình|báo và phát thanh truyền hình|báo và đài phát thanh - truyền hình
    |báo, đài|báo và đài|đài truyền hình việt nam|đài tiếng nói việt nam|thông tấn xã việt nam|đài truyền hình
    |mặt trận tổ quốc việt nam|ủy ban trung ương mặt trận tổ quốc
    |trung ương đoàn|tổng liên đoàn lao động|hội đồng nghĩa vụ quân sự|hạt kiểm lâm|kiểm lâm
    |cổng thông tin điện tử|trung tâm kiểm soát bệnh tật|trung tâm|cdc|bệnh viện|trạm y tế|trạm|phòng khám
    |nhà trường|trường học|cơ quan|đơn vị|địa phương|chính quyền|doanh nghiệp|công ty|hợp tác xã|người dân
    |nhân dân|chủ hộ|chủ cơ sở|chủ đầu tư|chủ trang trại|chủ nuôi|tổ covid cộng đồng|tổ covid-19 cộng đồng
    |tổ covid|tổ dân phố
    |khu phố|khu dân cư|hộ gia đình|hộ chăn nuôi|người chăn nuôi|cơ sở y tế|cơ sở giáo dục|cơ sở chăn nuôi
    |cơ sở giết mổ|cơ sở khám bệnh, chữa bệnh|cơ sở khám, chữa bệnh|cơ sở khám chữa bệnh|cơ sở sản xuất
    |viện pasteur|viện vệ sinh dịch tễ|chi cục|tổng cục|kho bạc nhà nước|kho bạc|ngân hàng|bảo hiểm xã hội
    |bhxh|điện lực|hải quan|cảng vụ|cộng tác viên|đội ngũ|phòng y tế|chính phủ|trung ương|bộ chính trị
    |ban bí thư|đội phản ứng nhanh|đội cơ động|tổ phản ứng nhanh|cả hệ thống chính trị|hệ thống chính trị
    |đảng viên|thú y|nhân viên thú y|mặt trận và các đoàn thể|cha mẹ học sinh|phụ huynh|ban giám hiệu"""
)
# Heads only after "các", "mỗi" …, or in a list already begun: alone they are verbs or places.
COUNTED = Phrases(
    """sở|ban|ngành|huyện|thị xã|thành phố|quận|xã|phường|thị trấn|đặc khu|tỉnh|bộ|hội|đoàn|cấp
    |trường|tổ chức|cá nhân|cơ sở|hộ|hộ dân|thôn|xóm|ấp|bản|buôn|tổ|đội|nhóm|tuyến|chợ|khu công nghiệp
    |kcn|cụm công nghiệp
    |nhà máy|phòng|cục|viện|khách sạn|trang trại|vùng|cửa khẩu|chốt|gia đình|khu vực|điểm tiêm|khu|tp
    |gia trại"""
)
NAMED = Phrases(
    "khoa|báo|đài|bộ|cục|viện|hội|đoàn|trường|công ty|cảng|quỹ|phòng|sở|ngành|liên đoàn|hiệp hội"
    "|học viện|ban|tổ|đội|tập đoàn|xã|phường|huyện|thành phố|thị xã|thị trấn|tỉnh|quận|đặc khu"
    "|thôn|trường đại học|tổng công ty|vụ|tòa án nhân dân|viện kiểm sát nhân dân"
)
FIELD_HEADS = Phrases(
    "sở|bộ|phòng|ngành|ban|chi cục|cục|tổng cục|trung tâm|viện|trạm|cơ quan|đơn vị"
    "|thanh tra|hội|cơ sở|lực lượng|hệ thống|cấp|mạng lưới|tuyến"
)
# Completions after any head.
TAILS = Phrases(
    """quốc gia|có liên quan|liên quan|chức năng|chuyên môn|chuyên ngành|báo chí|truyền thông
    |quản lý nhà nước|thường trực
    |đóng trên địa bàn|trên địa bàn|trên địa bàn tỉnh|trên địa bàn toàn tỉnh|địa phương|nhân dân|các cấp
    |hai cấp
    |cơ sở|y tế|y tế cơ sở|vũ trang|tư nhân|nhà nước|công lập|ngoài công lập|lưu động|cộng đồng|đa khoa|dân cư
    |cách ly tập trung|kiểm soát bệnh tật|khu công nghiệp|kinh tế|cửa khẩu|cấp tỉnh|cấp huyện|cấp xã
    |cấp cơ sở|trong tỉnh|trong toàn tỉnh|của tỉnh|của huyện|của thành phố|của xã|của địa phương|của mình
    |tại cơ sở
    |tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn|đặc khu|trung ương|việt nam|thôn|xóm|ấp|bản|khu vực
    |tuyến tỉnh|tuyến huyện|tuyến xã|tuyến trên|tuyến dưới|từ tỉnh đến cơ sở|từ huyện đến cơ sở
    |từ cấp tỉnh đến cấp xã|đảng, đoàn thể|đảng|đoàn thể|các địa phương
    |trực thuộc|thuộc tỉnh|thuộc sở|thuộc quyền quản lý|các đơn vị|thành viên|hành chính|sự nghiệp
    |chính trị - xã hội|chính trị, xã hội|chính trị xã hội|chính trị|đại chúng|điện tử|giáp ranh|lân cận
    |nơi có dịch|có dịch|nơi xảy ra dịch
    |có nguy cơ cao|nguy cơ cao|còn lại|trọng điểm|mầm non|tiểu học|phổ thông|đại học|nghề|toàn tỉnh
    |toàn huyện
    |toàn thành phố|toàn xã|ngoại tỉnh|du lịch|vận tải|kinh doanh|chăn nuôi|giết mổ|thú y|sản xuất
    |sản xuất, kinh doanh|chủ quản|đầu mối|khu dân cư|biên giới|dân quân|dân quân tự vệ|công an|quân đội
    |quân sự
    |biên phòng|quản lý thị trường|covid cộng đồng|covid-19 cộng đồng|giám sát cộng đồng|dân phố|gia đình"""
)
# A steering committee carries its purpose in its name.
PURPOSE = re.compile(
    r"(?:quốc gia\s+|cấp (?:tỉnh|huyện|xã)\s+|tỉnh\s+|các cấp\s+|liên ngành\s+)?(?:về\s+)?(?:công tác\s+)?"
    r"(?:phòng(?:,| và)? ?chống|ứng phó|chăm sóc sức khỏe|phòng thủ dân sự|an toàn thực phẩm)"
    r"(?: (?:đại dịch|dịch bệnh|dịch|bệnh|thiên tai))?"
    r"(?: (?:covi?d(?:[ -]?19)?|sars-cov-2|động vật|ở người|truyền nhiễm|nguy hiểm|nhân dân"
    r"|sốt xuất huyết(?: dengue)?"
    r"|tả lợn châu phi|cúm gia cầm|sởi|bạch hầu|tay chân miệng|gia súc,? gia cầm|, cứu nạn))*"
)
LEVEL = re.compile(
    r"(?:của |thuộc |trực thuộc |tại |ở |trong |trên địa bàn |toàn |các |từng |mỗi )*"
    r"(?:tỉnh|huyện|thành phố|tp\.?|thị xã|quận|xã|phường|thị trấn|đặc khu|thôn|khu vực)(?!\w)"
)
ACRONYM = re.compile(r"\s*-\s*[A-ZĐƯ]{2,10}(?!\w)")
ASIDE = re.compile(r"\s*\([^()]{1,90}\)")
LINK = re.compile(r"\s*(?:,\s*và\s|;\s*và\s|,\s|;\s|\svà\s|\scùng với\s|\shoặc\s|/|\s-\s|\s&\s)\s*")
