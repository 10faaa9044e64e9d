"""Single rules of the grammar: dates, deadlines, numbers, bodies, requests upward."""

from __future__ import annotations

import pytest

from giaoban.reading import check, read

HEAD = """UBND TỈNH LAI CHÂU
Số: 5/TB-UBND
Lai Châu, ngày 07 tháng 3 năm 2022

THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh

"""


def tasks(body: str):
    return read(f"{HEAD}Chủ tịch UBND tỉnh kết luận như sau:\n{body}").tasks


class TestDeadlines:
    @pytest.mark.parametrize(
        ("words", "deadline", "resolved"),
        [
            ("trước ngày 15/3/2022", "2022-03-15", "2022-03-14"),
            ("trước 15/3", "--03-15", "2022-03-14"),
            ("chậm nhất trước ngày 15/3", "--03-15", "2022-03-14"),
            ("trước ngày 01 tháng 4 năm 2022", "2022-04-01", "2022-03-31"),
            ("đến hết ngày 15/3", "--03-15", "2022-03-15"),
            ("đến hết tháng 9", "2022-09-30", "2022-09-30"),
            ("trong thời hạn 15 ngày", "2022-03-22", "2022-03-22"),
            ("chậm nhất ngày 15/3", "--03-15", "2022-03-15"),
            ("trước Tết Nguyên đán", "2023-01-21", "2023-01-21"),
            ("trong quý I", "2022-03-31", "2022-03-31"),
            ("trong quý II/2022", "2022-06-30", "2022-06-30"),
            ("trong vòng 24 giờ", "2022-03-08", "2022-03-08"),
            ("trong tháng 3", "2022-03-31", "2022-03-31"),
            ("trước 17 giờ ngày 09/3", "--03-09", "2022-03-09"),
            ("trong tuần này", "2022-03-13", "2022-03-13"),
        ],
    )
    def test_they_are_resolved_from_the_date_of_the_document(self, words, deadline, resolved):
        (task,) = tasks(f"1. Sở Y tế rà soát, hoàn thành danh sách {words}.")
        assert (task.deadline, str(task.deadline_resolved)) == (deadline, resolved)
        assert task.deadline_text == words
        assert task.deadline_rule

    def test_every_day_is_no_single_day(self):
        (task,) = tasks("1. Sở Y tế báo cáo số liệu trước 17 giờ hằng ngày.")
        assert (task.deadline, task.deadline_text) == (None, "trước 17 giờ hằng ngày")

    @pytest.mark.parametrize(
        "words",
        [
            "định kỳ thứ Sáu hằng tuần",
            "trước 16 giờ thứ Sáu hằng tuần",
            "hằng ngày",
            "trước ngày 30 hằng tháng",
        ],
    )
    def test_what_recurs_has_no_date(self, words):
        (task,) = tasks(f"1. Sở Y tế tổng hợp, báo cáo UBND tỉnh {words}.")
        assert (task.deadline_text, task.deadline_resolved) == (words, None)
        assert "lặp lại" in str(task.deadline_rule)

    def test_a_way_of_working_every_day_is_no_deadline(self):
        (task,) = tasks("1. Sở Y tế theo dõi sức khỏe học sinh hằng ngày.")
        assert task.deadline_text is None

    def test_a_term_from_something_yet_to_happen_has_no_date(self):
        (task,) = tasks("1. Sở Y tế tổ chức xử lý ổ dịch trong vòng 24 giờ kể từ khi có kết quả xét nghiệm.")
        assert (task.deadline_text, task.deadline_resolved) == ("trong vòng 24 giờ", None)

    def test_one_deadline_governs_the_list_under_it(self):
        found = tasks(
            "1. Sở Y tế hoàn thành các việc sau trước ngày 20/3/2022:\n- Lập danh sách người cao tuổi "
            "chưa tiêm;\n- Bố trí đội tiêm lưu động tại các xã."
        )
        assert [t.deadline for t in found] == ["2022-03-20", "2022-03-20"]


class TestWhoDoes:
    @pytest.mark.parametrize(
        "body",
        [
            "Sở Lao động - Thương binh và Xã hội",
            "Ban Chỉ đạo phòng, chống dịch COVID-19 tỉnh",
            "Bí thư cấp huyện, cấp xã",
            "Các sở, ban, ngành; UBND các huyện, thành phố",
            "Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh",
            "Từng địa phương",
            "Chủ tịch UBND các huyện Mường Tè, Nậm Nhùn",
            "Các cơ sở khám bệnh, chữa bệnh trên địa bàn tỉnh",
        ],
    )
    def test_bodies_are_known_by_their_grammar(self, body):
        (task,) = tasks(f"1. {body} chịu trách nhiệm quản lý người về từ vùng dịch trên địa bàn.")
        assert task.assignee == body

    def test_partners_stand_beside_the_one_responsible(self):
        (task,) = tasks(
            "1. Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính, Công an tỉnh tham mưu phương án mua thuốc."
        )
        assert task.assignee == "Sở Y tế"
        assert task.partners == ["Sở Tài chính", "Công an tỉnh"]

    @pytest.mark.parametrize(
        "words",
        [
            "Công tác chỉ đạo, điều hành được tăng cường.",
            "Sở Y tế đã tổ chức tập huấn cho 500 cán bộ.",
            "Đề nghị Bộ Y tế sớm phân bổ vắc xin cho tỉnh.",
            "Ghi nhận, biểu dương nỗ lực của lực lượng tuyến đầu.",
            "Toàn dân chung tay đẩy lùi dịch bệnh!",
            "Tình hình dịch bệnh còn diễn biến phức tạp.",
        ],
    )
    def test_facts_praise_slogans_and_requests_upward_are_no_tasks(self, words):
        assert tasks(f"1. {words}") == []

    def test_a_chain_of_semicolons_is_one_task_each(self):
        found = tasks(
            "1. Sở Y tế rà soát thuốc; cấp phát cho các trạm y tế xã; tập huấn cho tổ chăm sóc tại cộng đồng."
        )
        assert len(found) == 3
        assert {t.assignee for t in found} == {"Sở Y tế"}
        assert [t.section for t in found] == ["1", "1", "1"]


class TestFigures:
    @pytest.mark.parametrize(
        ("words", "value", "unit", "approx"),
        [
            ("trên 90.000 ca", 90000, "cases", ">"),
            ("gần 18 nghìn người", 18000, "persons", "<"),
            ("khoảng 3,82 triệu liều", 3820000, "doses", "~"),
            ("0,027%", 0.027, "percent", None),
            ("97.88%", 97.88, "percent", None),
            ("42/63 tỉnh", 42, "provinces", None),
            ("mười hai ca", 12, "cases", None),
            ("ít nhất 300 giường", 300, "beds", ">="),
            ("không quá 5 ca", 5, "cases", "<="),
            ("1.250 con lợn", 1250, "animals", None),
        ],
    )
    def test_value_unit_and_approximation(self, words, value, unit, approx):
        (figure,) = read(f"Toàn tỉnh có {words}.").figures
        assert (figure.value, figure.unit, figure.approx) == (value, unit, approx)

    @pytest.mark.parametrize(
        "words",
        [
            "Số giấy phép 43/GP-STTTT ngày 07/07/2021.",
            "Đường dây nóng: 0988 123 456 hoặc 1900 9095.",
            "Trẻ từ 5-11 tuổi tiêm mũi 2 theo Quyết định số 218/QĐ-BYT.",
            "Thực hiện 5K, 4 tại chỗ tại tổ 7, khu 3, phường 12 lúc 16 giờ 30.",
            "Giai đoạn 2021-2025, cấp độ 3, tầng 2, COVID-19, H5N1.",
        ],
    )
    def test_labels_ages_and_telephones_are_no_figures(self, words):
        assert read(words).figures == []

    def test_an_indicator_outside_the_catalogue_is_not_given(self):
        words = "Hiện toàn tỉnh đang quản lý, điều trị 1.200 ca."
        assert read(words).figures[0].indicator == "active"
        assert read(words, indicators={"new"}).figures[0].indicator is None


class TestHead:
    def test_a_blank_number_stays_blank(self):
        reading = read(HEAD.replace("Số: 5/TB-UBND", "Số:      /TB-UBND"))
        assert (reading.number, reading.symbol) == (None, "/TB-UBND")

    def test_a_letter_without_recipients_has_its_addressees(self):
        head = "SỞ Y TẾ\nSố: 9/SYT-NV\nKính gửi:\n- Trung tâm Y tế các huyện;\n- CDC tỉnh.\n"
        letter = head + "Sở Y tế thông báo lịch họp."
        assert read(letter).recipients == ["Trung tâm Y tế các huyện", "CDC tỉnh"]

    def test_what_is_not_there_is_empty(self):
        reading = read("Trời hôm nay nắng đẹp.")
        assert [reading.kind, reading.number, reading.date, reading.body, reading.chair, reading.signer] == [
            None
        ] * 6
        assert reading.tasks == reading.figures == reading.recipients == []


class TestPlaces:
    def test_a_gazetteer_of_ones_own_is_used(self):
        from giaoban.reading import Gazetteer

        own = Gazetteer([("Trà Lý", "Tỉnh", "province", None)])
        text = "Người về từ tỉnh Trà Lý và tỉnh Hà Nam phải khai báo."
        assert {p["text"]: p["verdict"] for p in check(text, own)["places"]} == {
            "Trà Lý": "holds",
            "Hà Nam": "fails",
        }
