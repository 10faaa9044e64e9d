"""A laboratory hands in its list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from giaoban.places.models import Unit
from giaoban.registry.lab.run import LabResult, import_lab
from tests.registry.conftest import WriteFile
from tests.registry.taking import accounted

AT = datetime(2022, 3, 6, 18, 0)
HEADER = "Mã mẫu,Họ tên,Ngày sinh,CCCD,Xã,Ngày lấy mẫu,Ngày trả kết quả,Loại xét nghiệm,Kết quả,Ct,Biến thể"
Results = Callable[..., LabResult]


@pytest.fixture
def results(places: dict[str, Unit], write: WriteFile) -> Results:
    """`results(*rows)` imports a list under HEADER; every row is accounted for."""

    def taken(*rows: Any, header: str = HEADER, mapping: Any = None, at: datetime = AT) -> LabResult:
        result = import_lab(write(header, *rows, name="mau.csv"), by=None, mapping=mapping, at=at)
        accounted(result)
        assert len(rows) == result.rows
        return result

    return taken


def row(
    number: str, name: str = "", birth: str = "", cid: str = "", commune: str = "Cẩm Trung",
    sampled: str = "03/03/2022", told: str = "04/03/2022", test: str = "PCR", result: str = "Dương tính",
    ct: str = "", variant: str = "",
) -> list[str]:  # fmt: skip
    return [number, name, birth, cid, commune, sampled, told, test, result, ct, variant]
