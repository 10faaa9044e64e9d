"""Orders that stand in the rows of a table."""

from __future__ import annotations

from giaoban.reading import read

HEAD = """ỦY BAN NHÂN DÂN XÃ TÂN THÀNH
Số: 36/KH-UBND
Tân Thành, ngày 12 tháng 9 năm 2025

KẾ HOẠCH
Phòng, chống bệnh Dịch tả lợn Châu Phi

Phụ lục. Phân công nhiệm vụ
"""


class TestATableOfWork:
    def test_gives_an_order_a_row_with_its_body_and_its_deadline(self):
        rows = (
            "STT\tNội dung công việc\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời hạn\n"
            "1\tThống kê tổng đàn lợn\tTrưởng các thôn\tCông an xã; Trạm Y tế\t15/9/2025\n"
            "2\tMua hóa chất khử trùng\tPhòng Kinh tế\t\tTrước ngày 20/9/2025\n"
        )
        tasks = read(HEAD + rows).as_dict()["tasks"]
        assert [(t["assignee"], t["partners"], t["text"], t["deadline"]) for t in tasks] == [
            ("Trưởng các thôn", ["Công an xã", "Trạm Y tế"], "Thống kê tổng đàn lợn", "2025-09-15"),
            ("Phòng Kinh tế", [], "Mua hóa chất khử trùng", "2025-09-20"),
        ]

    def test_of_figures_gives_none(self):
        rows = "STT\tXã\tSố ca mắc\tThời gian\n1\tHòa Bình\t12\tTuần 3\n2\tHòa Lạc\t15\tTuần 3\n"
        assert read(HEAD + rows).as_dict()["tasks"] == []
