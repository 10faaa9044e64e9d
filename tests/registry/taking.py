"""Handing in line lists and seeing what the registry holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models

from giaoban.intake.result import ImportResult
from giaoban.registry.models import Case, CaseRevision, CaseState, Identity, Person

HEADER = "case_id,name,birth,sex,cid,phone,province,district,commune,sampled,announced,severity,care_place"
ROW = (
    "QN1,Nguyễn Văn Bình,06/03/1975,nam,000175000001,0100000001,"
    "Quảng Ninh,Cẩm Phả,Cẩm Trung,03/03/2022,04/03/2022,nhẹ,tại nhà"
)
OTHER = (
    "QN2,Trần Thị Hồng,1980,nữ,000180000002,0100000002,"
    "Quảng Ninh,Cẩm Phả,Cẩm Thạch,03/03/2022,04/03/2022,nặng,bệnh viện"
)
HELD: tuple[type[models.Model], ...] = (Case, CaseRevision, CaseState, Identity, Person)
Take = Callable[..., ImportResult]


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of the registry with every column."""
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in HELD}


def accounted(result: ImportResult) -> None:
    told = result.accepted + result.unchanged + result.corrected + len(result.refused) + len(result.held)
    assert told == result.rows
