"""What an import tells at its end."""

from __future__ import annotations

from giaoban.intake.result import ImportResult


class TestWhatIsKeptOfAnImport:
    def test_names_the_columns_nobody_explained_however_many_lines_were_passed_over(self) -> None:
        totals = [{"row": row, "what": "total"} for row in range(2, 1_000)]
        column = {"what": "column", "column": "Ghi chú"}
        told = ImportResult("f.csv", rows=5, passed_over=totals, left=[column])
        assert told.noticed[0] == column and len(told.noticed) == len(totals) + 1

    def test_a_list_left_unread_is_not_all_taken(self) -> None:
        left = {"row": 0, "what": "list_left", "sheet": "Tử vong", "rows": 9}
        assert ImportResult("f.xlsx", passed_over=[left]).exit_code == 3
        assert ImportResult("f.xlsx", passed_over=[{"row": 4, "what": "total"}]).exit_code == 0
