"""The command line: one typer application whose commands are loaded only when they are called.

`./giaoban --help` must answer at once, and Django takes half a second: so the table below knows each
command's name and one line of help, and only the command that was named is imported.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import typer

from giaoban.config.commands import common, failures
from giaoban.kernel.errors import UserError


@dataclass(frozen=True)
class Entry:
    """Where a command lives.

    `django`: its module needs the models; `passes_on`: it takes words it does not know.
    """

    module: str
    attribute: str
    help: str
    group: bool = False
    django: bool = True
    passes_on: bool = False


COMMANDS: dict[str, Entry] = {
    "demo": Entry(
        "giaoban.config.commands.demo", "demo", "Dựng tỉnh mẫu và mở trang web.", django=False
    ),
    "serve": Entry("giaoban.config.commands.serve", "serve", "Mở trang web của một bản cài đặt."),
    "test": Entry(
        "giaoban.config.commands.test",
        "test",
        "Chạy toàn bộ kiểm tra và kiểm thử.",
        django=False,
        passes_on=True,
    ),
    "check-install": Entry(
        "giaoban.config.commands.check_install",
        "check_install",
        "Máy này có gì, thiếu gì, cài thêm bằng lệnh nào.",
        django=False,
    ),
    "docs": Entry(
        "giaoban.config.commands.docs", "docs", "Viết lại tài liệu sinh từ mã nguồn.", django=False
    ),
    "migrate": Entry(
        "giaoban.config.commands.migrate", "migrate", "Tạo hoặc nâng cấp cơ sở dữ liệu."
    ),
    "places": Entry("giaoban.places.cli", "app", "Địa bàn: nạp, tìm, đối chiếu tên.", group=True),
    "import": Entry(
        "giaoban.registry.cli", "app", "Nhập danh sách ca bệnh hoặc số liệu tổng hợp.", group=True
    ),
    "export": Entry(
        "giaoban.registry.layouts.cli", "app", "Xuất bảng theo mẫu đã lưu.", group=True
    ),
    "audit": Entry("giaoban.accounts.trail.cli", "app", "Nhật ký: niêm phong, kiểm tra.", group=True),
    "accounts": Entry(
        "giaoban.accounts.cli", "app", "Tài khoản: cấp, phân công, kết thúc.", group=True
    ),
    "care": Entry("giaoban.care.cli", "app", "Chăm sóc F0 tại nhà.", group=True),
    "sms": Entry("giaoban.gateways.cli", "app", "Tin nhắn: gửi, xem tình trạng.", group=True),
    "duplicates": Entry("giaoban.registry.duplicates.cli", "app", "Hồ sơ trùng: tìm, xem.", group=True),
    "call-backs": Entry(
        "giaoban.registry.callbacks.cli", "app", "Gọi lại kiểm tra: rút mẫu của tuần.", group=True
    ),
    "decide": Entry(
        "giaoban.config.commands.decide",
        "decide",
        "Một quy định nói gì về các dữ kiện, vào một ngày, ở một nơi.",
        django=False,
    ),
    "level": Entry("giaoban.situation.cli", "level", "Cấp độ dịch của một nơi vào một ngày."),
    "brief": Entry("giaoban.briefing.cli", "brief", "Báo cáo tình hình của một nơi, một tuần."),
    "records": Entry("giaoban.briefing.cli", "records", "Các dòng làm nên một con số."),
    "verify": Entry("giaoban.briefing.cli", "verify", "Tính lại mọi con số của một báo cáo."),
    "write": Entry(
        "giaoban.directives.notices.cli", "write", "Soạn Thông báo kết luận: DOCX, PDF."
    ),
    "read": Entry(
        "giaoban.config.commands.reading", "read", "Đọc một văn bản hành chính ra con số.", django=False
    ),
    "check": Entry(
        "giaoban.config.commands.reading", "check", "Kiểm tra số liệu trong một văn bản.", django=False
    ),
}


def load(name: str, entry: Entry) -> Any:
    """The command's function or application; one that is not in this version is named as such."""
    if entry.django:
        common.setup()
    try:
        module = importlib.import_module(entry.module)
    except ModuleNotFoundError as error:
        if error.name and entry.module.startswith(error.name):
            raise _absent(name) from error
        raise
    # an app's own application comes first: beside it a module may import a function of the same name
    found = None if entry.group else _inside(getattr(module, "app", None), name)
    found = found or getattr(module, entry.attribute, None)
    if found is None:
        raise _absent(name)
    return found


def _inside(app: Any, name: str) -> Callable[..., Any] | None:
    """The command of that name in a module's own application, wherever its function is kept."""
    for info in getattr(app, "registered_commands", ()):
        called = info.name or info.callback.__name__.replace("_", "-")
        if called == name and info.callback is not None:
            return info.callback
    return None


def _absent(name: str) -> UserError:
    return UserError(
        "command_absent",
        f"Lệnh “{name}” chưa có trong phiên bản này.",
        "Cập nhật mã nguồn (git pull) rồi chạy lại.",
    )


def build(chosen: str | None) -> typer.Typer:
    """The application with the chosen command in full and the others as their line of help."""
    app = typer.Typer(
        name="giaoban",
        help="Giao Ban: từ bản ghi ở cơ sở đến báo cáo, kết luận, nhiệm vụ, và trở lại.",
        epilog="Thêm --help sau tên lệnh để xem các lựa chọn của lệnh đó.",
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # rich costs 0.2 s of start, and help needs no boxes
    )
    app.callback()(common.with_state(_everywhere))
    for name, entry in COMMANDS.items():
        if name != chosen:
            app.command(name, help=entry.help)(_unloaded)
        elif entry.group:
            app.add_typer(common.with_state_everywhere(load(name, entry)), name=name, help=entry.help)
        else:
            function = load(name, entry)
            allowed = {"allow_extra_args": entry.passes_on, "ignore_unknown_options": entry.passes_on}
            app.command(name, help=function.__doc__ or entry.help, context_settings=allowed)(
                common.with_state(function)
            )
    return app


def _everywhere() -> None:
    """Options standing before the command."""


def _unloaded() -> None:
    """Stands for a command that was not named; never runs."""


def named(argv: list[str]) -> str | None:
    """The command's name: the first word that is neither an option nor the value of --state."""
    words = iter(argv)
    for word in words:
        if word == "--state":
            next(words, None)
        elif not word.startswith("-"):
            return word
    return None


def main(argv: list[str] | None = None) -> None:
    """Run one command. What a user can mend is told in two lines, without a traceback."""
    words = sys.argv[1:] if argv is None else argv
    try:
        common.choose_state(common.state_of(words))
        build(named(words))(args=words, prog_name="giaoban")
    except Exception as error:
        told = failures.told(error)
        if told is None:
            raise
        failures.say(told, as_json="--json" in words)
        raise SystemExit(2) from error
