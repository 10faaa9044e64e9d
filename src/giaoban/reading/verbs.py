"""What orders are made of: verbs of doing, what may stand before them, and what makes no order."""

from __future__ import annotations

from typing import NamedTuple

from giaoban.reading.phrases import Phrases, skip_blank

# Verbs an instruction to an office begins with. A list of the language, not of any one text.
ACTIONS = Phrases(
    """là đầu mối|làm đầu mối|đầu mối|đi từng|báo|tổng vệ sinh|phân tuyến|tăng cường|đẩy mạnh|đẩy nhanh
    |tăng tốc|triển khai|thực hiện|tổ chức
    |chỉ đạo|lãnh đạo
    |tập trung|rà soát|kiểm tra|giám sát|thanh tra|hậu kiểm|xử lý|xử phạt|phối hợp|chủ trì|hướng dẫn
    |tuyên truyền|truyền thông|phổ biến|quán triệt|vận động|huy động|bố trí|sắp xếp|chuẩn bị|bảo đảm
    |đảm bảo|cung cấp|cung ứng|cập nhật|báo cáo|tham mưu|đề xuất|kiến nghị|xây dựng|ban hành|hoàn thành
    |hoàn thiện|hoàn tất|khắc phục|phân công|phân cấp|giao|điều tra|khoanh vùng|khoanh định|dập dịch
    |truy vết|cách ly|phong tỏa|lấy mẫu|xét nghiệm|tầm soát|sàng lọc|tiêm|tiêm vét|tiêm phòng|tiêm chủng
    |phun|diệt|tiêu diệt|loại bỏ|lật úp|thau rửa|vệ sinh|khử khuẩn|khử trùng|tiêu độc|tiêu hủy|chôn lấp
    |thu gom|quản lý|theo dõi|nắm chắc|nắm|nắm bắt|bám sát|bám|siết chặt|thắt chặt|duy trì|giữ vững|củng cố
    |kiện toàn|thành lập|thiết lập|lập|bổ sung|mua sắm|mua|cấp phát|cấp|phân bổ|phân phối|sử dụng
    |điều phối|điều chuyển|điều động|điều tiết|tiếp nhận|thu dung|điều trị|chăm lo|chăm sóc|hỗ trợ
    |giúp đỡ|giúp|quan tâm|động viên|khen thưởng|biểu dương, khen thưởng|nâng cao|nâng|giảm|hạn chế|ngăn chặn
    |phát hiện|khai báo|phát huy|mở rộng|mở đợt|mở|thống kê|tổng hợp|đánh giá|nghiên cứu|rút kinh nghiệm
    |nhân rộng|ứng dụng|áp dụng|công khai|công bố|đăng tải|đưa tin|phát sóng|phản ánh|chấn chỉnh|nhắc nhở
    |yêu cầu|cụ thể hóa|chấp hành|tuân thủ|chịu trách nhiệm|chịu toàn bộ trách nhiệm|đề cao|xác định
    |xác minh|kiểm soát|khống chế|bảo vệ|chi trả|thanh toán|dự trữ|dự phòng|lắp đặt|trang bị|trang sắm
    |kích hoạt|vận hành|khuyến cáo|cảnh báo|rút ngắn|thông tin|thông báo|gửi|họp|giao ban|đôn đốc|xem xét
    |trình|lồng ghép|đa dạng hóa|đa dạng|phân tích|dự báo|kết nối|chia sẻ|đào tạo|tập huấn|bồi dưỡng
    |thí điểm|gắn|đưa|tránh|nghiêm cấm|cấm|tạm dừng|dừng|đình chỉ|bàn giao|phân loại|phân luồng
    |phân tầng|vào cuộc|đấu tranh|phản bác|tháo gỡ|giải quyết|thực hành|chuyển|coi|ưu tiên|phát động
    |ra quân|ký cam kết|cam kết|tạo điều kiện|tạo|khuyến khích|kêu gọi|thường trực|ứng trực|trực|tự
    |đo|đeo|mang|nuôi|tái đàn|giết mổ|mổ|nhập|xuất|vận chuyển|tiếp xúc|đến|lựa chọn|bảo quản|dán|treo
    |phát|in|quay|thẩm định|phê duyệt|quyết định|cân đối|bảo trì|sửa chữa|nhập liệu|đối chiếu|đối soát
    |xác nhận
    |lưu ý|chú trọng|chú ý|coi trọng|đặc biệt quan tâm|dành|đầu tư|phát triển|thu hút|thay đổi|điều chỉnh
    |khẩn trương|chủ động|kịp thời|nghiêm túc|tích cực|quyết liệt|thường xuyên|tiếp tục|kiên quyết
    |sẵn sàng|có biện pháp|có phương án|có kế hoạch|có giải pháp|có kịch bản|có văn bản|có trách nhiệm
    |có hình thức|đặt trọng tâm|lấy|làm tốt|làm rõ|làm việc|làm|nỗ lực|phấn đấu|quyết tâm|căn cứ|bám nắm
    |cử|trực tiếp|trưng dụng|trưng tập|thực hành|soát xét|bàn|thảo luận|tính toán|dự kiến phương án
    |phát hành|soạn thảo|khám|khám sàng lọc|tư vấn|thăm hỏi|gọi|liên hệ|nhận|trả|hoàn trả|thu hồi|niêm phong
    |niêm yết|thu thập|nhắn tin|mời|đăng ký|bố trí, sắp xếp|hợp đồng|tuyển dụng|luân chuyển|tăng
    |phụ trách|theo sát|vệ sinh, khử khuẩn|kê khai|giãn cách|cho|bao phủ|rút|chốt|lập danh sách|phòng, chống
    |phòng chống|phòng ngừa|ngăn ngừa|chống|phối kết hợp|lan tỏa|tiếp cận|khôi phục|phục hồi|đảm nhiệm
    |dự thảo|soạn|hoàn chỉnh|cân nhắc|chịu sự|dự trù|ký kết|rải|rắc|che đậy|xích|nhốt|phun xịt
    |tổng kiểm tra|tổng rà soát|phát quang
    |khơi thông|nạo vét
    |dọn|dọn dẹp|dọn vệ sinh|đậy|súc rửa|đảm nhận|hội chẩn|chuyển tuyến|giải ngân|quyết toán|cấp bổ sung
    |tạm ứng
    |lùi|hoãn|tích hợp|số hóa|chuẩn hóa|liên thông|tuần tra|canh gác|truy xuất|phúc tra|tổng kết|sơ kết
    |thúc đẩy
    |định hướng|tham gia|kéo giảm|cài đặt|di dời|đáp ứng|can thiệp|đóng cửa|ngừng|chọn|phê bình|kiểm điểm
    |gắn thẻ
    |nộp|nâng cấp|sửa đổi|trích|ứng phó|diễn tập|huấn luyện|thay thế|giữ|giữ gìn|xã hội hóa|khảo sát|hỏi, đáp
    |gương mẫu|nêu gương|đi đầu|đeo bám|xuống|kiểm dịch|kiểm kê|kiểm đếm|kiểm định|lưu giữ|lưu mẫu|gắn kết"""
)
# What may stand between a subject and its verb, or before a bare imperative.
ADVERBS = Phrases(
    """tiếp tục|chủ động|tích cực|khẩn trương|kịp thời|thường xuyên|nghiêm túc|quyết liệt|đồng loạt
    |đồng thời|trực tiếp|ngay|lập tức|ngay lập tức|ngay từ đầu|sớm|luôn|luôn luôn|hết sức|cùng|cùng nhau
    |đặc biệt
    |nhanh chóng|kiên trì|kiên quyết|chặt chẽ|thống nhất|tự|cũng|đều|vẫn|thật sự|thực sự|liên tục
    |hằng ngày|hàng ngày|hằng tuần|hàng tuần|định kỳ|hằng tháng|hàng tháng|tập trung|ưu tiên|nghiêm|tuyệt đối
    |quyết tâm|nỗ lực|phấn đấu|một mặt|mặt khác|trước mắt|trước hết|trong thời gian tới|thời gian tới
    |nhất là|chủ yếu|từng bước|mạnh dạn|linh hoạt|sáng tạo|bằng mọi biện pháp|tối đa|chậm nhất|đột xuất
    |khẩn cấp|toàn diện|cụ thể|thần tốc|đồng bộ|sát sao|rốt ráo|chính xác|đầy đủ|theo thẩm quyền|thì|,"""
)
MODALS = Phrases(
    """phải|cần|cần phải|phải cùng|có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|được giao|nên|sẽ|phải có|cần có
    |cần hết sức|phải được|cần được|cần tiếp tục|phải thường xuyên|được phân công"""
)
NEGATIVES = Phrases(
    """không để|không được|không chủ quan|tuyệt đối không|không tổ chức|không giấu|không vận chuyển
    |không sử dụng|không tập trung|không vứt|không mua|không bán|không giết mổ|không thả|không nhập
    |không đùn đẩy|không lơ là|không lơi lỏng|không tái đàn|không tự ý|không vì|không tự|không thực hiện
    |không ăn|không tiếp xúc|không né tránh|chưa tổ chức|chưa cho|chưa tái đàn"""
)
# A strong word shows that the words before it were a subject, whatever they are.
STRONG = Phrases(
    """phải|cần|có trách nhiệm|chịu trách nhiệm|chủ trì|phối hợp|tiếp tục|tăng cường|thực hiện|triển khai
    |chủ động|khẩn trương|nghiêm túc|tổ chức|chỉ đạo|rà soát|kịp thời|thường xuyên|tích cực|sẵn sàng
    |bảo đảm|đảm bảo|đẩy mạnh|tham mưu|báo cáo|hoàn thành|xây dựng|chuẩn bị|bố trí|khai báo|cung cấp|cập nhật
    |hướng dẫn|tuyên truyền|huy động|phân công|giám sát|kiểm tra|duy trì|nâng cao|ký cam kết|chấp hành
    |tuân thủ
    |tạo điều kiện|vào cuộc|bám sát|tập trung|cử|thu gom|xử lý|lập danh sách|không để|không được
    |thông báo|hỗ trợ
    |phun|tiêm|trực tiếp|quan tâm|căn cứ|nắm chắc|ưu tiên|theo dõi|đôn đốc|thành lập|đưa tin|mở rộng
    |tiếp nhận|bảo quản"""
)
# Facts, states and speech: what stands after a subject when nothing is ordered.
NOT_ORDERS = Phrases(
    """đã|đang|là|được|bị|có|còn|vẫn còn|cho biết|cho rằng|nhận định|khẳng định|ghi nhận|đánh giá cao
    |biểu dương|phát biểu|dự|tham dự|cùng dự|chưa|vừa|mới|hiện|diễn biến|cho thấy|đạt|chiếm|trở thành
    |hiện nay|hiện có|hiện đang|bước đầu|cơ bản|nhất trí|thống nhất|tán thành|hoan nghênh|cảm ơn
    |chúc mừng|gửi lời|cũng gửi lời|bày tỏ|đến ngày|đến nay|đến hết|đến cuối|đến thời điểm|không còn|vẫn
    |tiếp giáp|gồm|bao gồm|sẽ họp|từng|họp|nghe|xin|trân trọng|mong"""
)
SPEECH = Phrases(
    """yêu cầu|giao|giao nhiệm vụ|giao trách nhiệm|phân công|chỉ đạo|đề nghị|nhấn mạnh|lưu ý|quán triệt
    |nêu rõ|chỉ rõ|thống nhất|kêu gọi|nhắc nhở|kết luận|quyết định|đồng ý|nhất trí|cho biết|ủy quyền
    |khẳng định|chỉ thị|thống nhất giao|thống nhất yêu cầu|đề nghị và yêu cầu|yêu cầu và đề nghị"""
)
# Starting words that make a noun of the verb after them: "công tác chỉ đạo", "việc triển khai".
NOMINAL = Phrases(
    """công tác|việc|tình hình|sự|kết quả|hoạt động|số|tỷ lệ|tổng số|quá trình|nhiệm vụ|mục tiêu|phương châm
    |quan điểm|nguyên nhân|đây là|đến nay|hiện nay|hiện|qua|nhờ|do|tuy|mặc dù|theo báo cáo|báo cáo của
    |báo cáo tình hình|báo cáo tại|báo cáo với|trong đó có|nhiều|một số|đa số|phần lớn"""
)


class Verb(NamedTuple):
    """A verb group: where it begins and ends, whether a duty word or a negation opens it."""

    start: int
    end: int
    modal: bool
    negative: bool


def verb_at(low: str, pos: int, end: int) -> Verb | None:
    """The order that begins here: duty words, adverbs and a verb of doing, in any order."""
    modal, last = False, -1
    start = pos = skip_blank(low, pos, end)
    for _ in range(8):  # more words than this before a verb are no verb group
        negative = NEGATIVES.at(low, pos)
        if negative > 0 and negative <= end:
            return Verb(start, negative, modal, True)
        step = MODALS.at(low, pos)
        if step > 0:
            modal = True
        else:
            step = _adverb(low, pos, end)
        if step <= 0:
            break
        if low[step : step + 1] != ",":
            last = max(last, ACTIONS.at(low, pos))  # "trực tiếp" may be all the verb there is
        pos = skip_blank(low, step, end)
    action = ACTIONS.at(low, pos)
    if 0 < action <= end:
        return Verb(start, action, modal, False)
    if 0 < last <= end:
        return Verb(start, last, modal, False)
    return Verb(start, pos, True, False) if modal and pos < end else None


def _adverb(low: str, pos: int, end: int) -> int:
    """End of an adverb that leads on to a verb; "chủ động" alone may be the verb itself."""
    step = ADVERBS.at(low, pos)
    if step <= 0:
        return -1
    after = skip_blank(low, step, end)
    follows = (
        ACTIONS.at(low, after),
        MODALS.at(low, after),
        NEGATIVES.at(low, after),
        ADVERBS.at(low, after),
    )
    if low[after : after + 1] == ",":
        return step
    return step if max(follows) > 0 else -1
