"""The YAML files of `policy/`: where they are and how they are read."""

from __future__ import annotations

import os
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any

import yaml

from giaoban.kernel.errors import UserError

ENVIRONMENT = "GIAOBAN_POLICY"
CASES = ".cases.yaml"


def root(path: str | Path | None = None) -> Path:
    """The given directory, else the environment's, else `policy/` beside the package."""
    given = path or os.environ.get(ENVIRONMENT)
    if given:
        found = Path(given)
        if found.is_dir():
            return found
        raise UserError(
            "policy_absent",
            f"Không tìm thấy thư mục quy định “{found.name}”.",
            f"Kiểm tra biến môi trường {ENVIRONMENT} hoặc bỏ biến này để dùng bộ kèm theo.",
        )
    for parent in Path(__file__).resolve().parents:
        if (parent / "policy" / "diseases").is_dir():
            return parent / "policy"
    raise UserError(
        "policy_absent",
        "Không tìm thấy thư mục quy định kèm theo phần mềm.",
        f"Đặt biến môi trường {ENVIRONMENT} trỏ tới thư mục policy của bản cài đặt.",
    )


def rule_files(folder: Path) -> list[Path]:
    """Every file of rules, in a fixed order; the cases beside them are not rules."""
    return sorted(p for p in folder.rglob("*.yaml") if not p.name.endswith(CASES))


def stamps(folder: str) -> Iterator[tuple[str, int, int]]:
    """(path, time of change, bytes) of every rule file; asked several times a page, hence without Path."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from stamps(entry.path)
            elif entry.name.endswith(".yaml") and not entry.name.endswith(CASES):
                told = entry.stat()
                yield entry.path, told.st_mtime_ns, told.st_size


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # C where built: 5 × faster
    """Dates stay text (the schema checks them) and a doubled key is an error, not the last one."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Hashable, Any]:
    seen: set[Hashable] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node)
        if key in seen:
            raise yaml.constructor.ConstructorError(
                None, None, f"khóa “{key}” xuất hiện hai lần", key_node.start_mark
            )
        seen.add(key)
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read(path: Path, folder: Path) -> Any:
    """The content of one file, or an error naming file and line."""
    name = path.relative_to(folder).as_posix()
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        mark = getattr(fault, "problem_mark", None)
        where = f", dòng {mark.line + 1}" if mark else ""
        what = getattr(fault, "problem", None) or "không phải UTF-8"
        raise UserError(
            "policy_unreadable",
            f"Tệp quy định {name}{where} không đọc được: {what}.",
            "Sửa tệp theo đúng cú pháp YAML (UTF-8) rồi thử lại.",
        ) from fault
