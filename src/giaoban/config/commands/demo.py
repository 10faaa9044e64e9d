"""`giaoban demo`: the demo province from nothing to a site that answers."""

from __future__ import annotations

import json
import os
import sys
import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from giaoban.config.commands import common, serve
from giaoban.kernel.errors import UserError


class Scene(StrEnum):
    QUANG_NINH = "quang-ninh"
    BAC_GIANG = "bac-giang"


class Size(StrEnum):
    DEFAULT = "default"
    PROVINCE = "province"


def demo(
    scene: Annotated[Scene, typer.Option(help="Tỉnh mẫu.")] = Scene.QUANG_NINH,
    fresh: Annotated[bool, typer.Option("--fresh", help="Dựng lại từ đầu.")] = False,
    size: Annotated[
        Size, typer.Option(help="Sổ nhân khẩu, chăm sóc tại nhà: một thành phố hay cả tỉnh (province).")
    ] = Size.DEFAULT,
    host: serve.HostOption = serve.HOST,
    port: serve.PortOption = serve.PORT,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Dựng xong thì dừng.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả bằng JSON.")] = False,
    state: common.StateOption = None,
) -> None:
    """Dựng tỉnh mẫu, chốt hai tuần số liệu, lập báo cáo và mở trang web."""
    refuse_production()
    if not no_serve:
        serve.require_free(host, port)
    directory = (state or common.ROOT / "var" / scene.value).resolve()
    refuse_strange(directory)
    os.environ["GIAOBAN_STATE"] = str(directory)

    from giaoban.config.demo_build import build

    built = build(scene=scene.value, state=directory, fresh=fresh, size=size.value, say=_progress())
    _point_to(directory)
    common.adopt(directory)
    result = {**built, "state": str(directory), "url": serve.address(host, port)}
    print(json.dumps(result, ensure_ascii=False, indent=1, default=str) if as_json else page(result))
    if not no_serve:
        serve.run(host, port)


def refuse_production() -> None:
    if os.environ.get("DJANGO_SETTINGS_MODULE", "").endswith(".production"):
        raise UserError(
            "demo_in_production",
            "Tài khoản mẫu không được tồn tại ở môi trường thật.",
            "Bỏ DJANGO_SETTINGS_MODULE, hoặc dùng ./giaoban serve.",
        )


def refuse_strange(directory: Path) -> None:
    """Building empties the directory: it must be new, empty or a demo's, never somebody's records."""
    ours = any((directory / name).exists() for name in ("demo.json", common.ENVIRONMENT_FILE))
    if directory.exists() and not ours and any(directory.iterdir()):
        raise UserError(
            "not_a_demo",
            f"{directory} đã có dữ liệu và không phải của tỉnh mẫu; không xóa.",
            "Chọn thư mục khác bằng --state, hoặc tự xóa thư mục đó.",
        )


def _progress() -> Any:
    """Lines with the seconds since the start, on stderr: stdout is for the result."""
    started = time.monotonic()

    def say(text: str) -> None:
        print(f"{time.monotonic() - started:6.1f} s  {text}", file=sys.stderr, flush=True)

    return say


def _point_to(state: Path) -> None:
    """Commands without --state use the last demo's."""
    pointer = common.ROOT / "var" / "current"
    try:
        pointer.parent.mkdir(parents=True, exist_ok=True)
        part = pointer.with_suffix(".part")
        part.write_text(str(state) + "\n", encoding="utf-8")
        part.replace(pointer)
    except OSError as error:  # a checkout that cannot be written: --state was needed anyway
        print(f"Không ghi nhớ được bản mẫu này: {error}", file=sys.stderr)


def page(result: dict[str, Any]) -> str:
    """The address, the briefing, and one sign-in per role, for a reader."""
    lines = [
        "",
        f"Trang web   {result['url']}",
        f"Báo cáo     {result['briefing']}",
        f"Trạng thái  {result['state']}",
        "",
    ]
    rows = [
        [str(account.get(key) or "") for key in ("role", "place", "user", "password", "totp_secret")]
        for account in result["accounts"]
    ]
    table = [["Vai trò", "Nơi", "Tên đăng nhập", "Mật khẩu", "Khóa mã một lần"], *rows]
    widths = [max(len(row[i]) for row in table) for i in range(5)]
    lines += ["  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in table]
    return "\n".join(lines)
