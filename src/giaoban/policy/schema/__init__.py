"""JSON schemas of the files in `policy/`, and the check against them."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

from giaoban.kernel.errors import UserError


@lru_cache
def _validator(kind: str) -> Any:
    from jsonschema import (  # 60 ms: only where files are read
        Draft202012Validator,
        FormatChecker,
    )

    text = files(__package__).joinpath(f"{kind}.schema.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def check(kind: str, content: Any, name: str) -> None:
    """Refuse a file that does not follow its schema, naming the place of the first fault."""
    faults = sorted(_validator(kind).iter_errors(content), key=lambda fault: list(fault.path))
    if not faults:
        return
    place = ".".join(str(part) for part in faults[0].path) or "đầu tệp"
    raise UserError(
        "policy_invalid",
        f"Tệp quy định {name} sai tại “{place}”: {faults[0].message}.",
        "Sửa theo cấu trúc đã công bố trong tài liệu quy định rồi thử lại.",
    )
