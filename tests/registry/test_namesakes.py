"""People of one name in a list that does not number its cases."""

from __future__ import annotations

from giaoban.registry.models import Case, Person
from tests.registry.taking import Take


class TestTwoOfOneName:
    """In a list without case numbers: same name, year of birth, commune and day of sampling."""

    HEADER = "Họ tên,Năm sinh,CCCD,Huyện,Xã,Ngày lấy mẫu,Ngày công bố"
    ONE = "Nguyễn Thị Hoa,1980,022180000011,Cẩm Phả,Cẩm Trung,03/03/2022,04/03/2022"
    OTHER = ONE.replace("000011", "000022")

    def test_with_two_identity_numbers_are_two_cases(self, take: Take) -> None:
        assert take(self.HEADER, self.ONE, self.OTHER).accepted == 2
        assert Case.objects.count() == Person.objects.count() == 2
        again = take(self.HEADER, self.OTHER, self.ONE)
        assert (again.unchanged, again.accepted, Case.objects.count()) == (2, 0, 2)

    def test_of_another_list_are_two_as_well(self, take: Take) -> None:
        take(self.HEADER, self.ONE)
        assert take(self.HEADER, self.OTHER, mapping={"constants": {"source": "b"}}).accepted == 1
        assert take(self.HEADER, self.ONE, mapping={"constants": {"source": "b"}}).accepted == 0

    def test_with_a_number_on_one_side_only_are_one(self, take: Take) -> None:
        take(self.HEADER, self.ONE.replace("022180000011", ""))
        assert take(self.HEADER, self.ONE).accepted == 0 and Case.objects.count() == 1
        assert take(self.HEADER, self.ONE.replace("022180000011", "")).accepted == 0
        assert Case.objects.count() == 1

    def test_a_row_without_a_number_is_not_given_to_either(self, take: Take) -> None:
        take(self.HEADER, self.ONE, self.OTHER)
        told = take(self.HEADER, self.ONE.replace("022180000011", ""))
        assert [issue["code"] for issue in told.refused] == ["namesakes"]
        assert (told.accepted, told.unchanged, Case.objects.count()) == (0, 0, 2)
