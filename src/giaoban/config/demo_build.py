"""Builds a demo state: files generated, imported by the ordinary actions, two weeks frozen, accounts given.

An interrupted build starts anew; a finished one is kept until `--fresh`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import demo
    from demo import File, Manifest

DONE = "demo.json"
PLACES = {  # province, then a district and a commune for the officers' sign-ins
    "quang-ninh": ("22", "195", "06793"),
    "bac-giang": ("24", "213", "07210"),
}
CLOCK = {"quang-ninh": "2022-03-07T07:00:00", "bac-giang": "2021-07-14T07:00:00"}
Say = Callable[[str], None]


def build(scene: str, state: Path, fresh: bool, size: str, say: Say) -> dict[str, Any]:
    """{accounts, briefing} of the demo in `state`, built if it is not there."""
    done = state / DONE
    if not fresh and done.is_file():
        _set_clock(scene, _last_moment(state, scene))
        kept: dict[str, Any] = json.loads(done.read_text("utf-8"))
        return kept
    say("Chuẩn bị thư mục dữ liệu")
    shutil.rmtree(state, ignore_errors=True)
    state.mkdir(parents=True)
    _set_clock(scene, CLOCK[scene])
    generating = _Generating(scene, state / "demo", "province" if size == "province" else "default")
    say("Tạo cơ sở dữ liệu")
    _django(state)
    result = _build(scene, generating, say, size == "province")
    _set_clock(scene, CLOCK[scene])
    part = done.with_suffix(".part")
    part.touch(mode=0o600)
    part.write_text(json.dumps(result, ensure_ascii=False, indent=1), "utf-8")
    part.replace(done)
    say("Xong")
    return result


def _django(state: Path) -> None:
    from giaoban.config.commands import common

    common.setup(state)
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


class _Generating:
    """The demo's files, written in another process while the database is made."""

    def __init__(self, scene: str, folder: Path, size: str) -> None:
        self._asked, self._folder = (scene, folder, size), folder
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        argv = [sys.executable, "-m", "demo", scene, str(folder), size]
        self._process = subprocess.Popen(argv, env=env, stderr=subprocess.DEVNULL)

    def wait(self) -> Manifest:
        """Where the other process failed, this one tries, and its traceback is seen."""
        import demo

        if self._process.wait():
            scene, folder, size = self._asked
            return demo.build(cast("demo.Scene", scene), folder, cast("demo.Size", size))
        return demo.Manifest.read(self._folder / "manifest.json")


def _build(scene: str, generating: _Generating, say: Say, whole: bool) -> dict[str, Any]:
    from giaoban.accounts.demo import create_demo_accounts
    from giaoban.places.actions import load_trees
    from giaoban.registry.duplicates.actions.demo import fill as fill_movement
    from giaoban.situation.actions import compile_ahead

    say("Nạp danh mục địa bàn 2021 và 2025")
    load_trees()
    say("Sinh dữ liệu của tỉnh mẫu")
    manifest = generating.wait()
    compiling = compile_ahead()
    _load_ages(scene)
    slug = ""
    freezes = list(manifest.freezes)
    for file in manifest.files:
        while freezes and freezes[0].at < file.at:
            compiling.wait()  # ended long ago, as a rule
            slug = _freeze(freezes.pop(0), manifest, say)
        _import(file, say)
    stand = _account_places(scene, manifest)
    _furnish(scene, stand, say, whole)
    for freeze in freezes:
        slug = _freeze(freeze, manifest, say)
    say("Thêm vài hồ sơ nghi trùng và ca đang chuyển địa bàn")
    fill_movement(by=None, commune=stand["commune"])
    _plans(manifest)
    _field_work(scene, manifest, say)
    say("Tạo tài khoản mẫu")
    accounts = create_demo_accounts(places=stand, facilities=_refer(scene, stand, say))
    _plan_meeting(slug, stand, manifest, say)
    for account in accounts:
        account["place"] = getattr(account["place"], "code", account["place"])
    return {"accounts": accounts, "briefing": slug}


def _furnish(scene: str, stand: dict[str, Any], say: Say, whole: bool) -> None:
    from giaoban.config.demo_furnish import furnish_demo

    say("Sinh nhân lực, lịch trực, kho, xe, giường và một tuần chăm sóc tại nhà")
    made = furnish_demo(stand, datetime.fromisoformat(CLOCK[scene]), whole)
    if made.get("checks"):
        say(f"  {made['episodes']} F0 theo dõi tại nhà, {made['checks']} lượt khai báo sức khỏe")


def _refer(scene: str, stand: dict[str, Any], say: Say) -> dict[str, Any]:
    from giaoban.config.demo_furnish import refer_demo

    say("Lập các yêu cầu chuyển viện của buổi sáng")
    at = datetime.fromisoformat(CLOCK[scene])
    return refer_demo(stand, at, lambda moment: _set_clock(scene, moment.isoformat()))


def _field_work(scene: str, manifest: Manifest, say: Say) -> None:
    """Citizens' declarations and a half-walked hamlet, where the demo has a register of residents."""
    from giaoban.config.demo_field_work import field_work

    where = _account_places(scene, manifest)
    n = field_work(where["district"], where["commune"], manifest.clock)
    if n:
        say(f"Nhận {n} khai báo của người dân và một đợt rà soát dở dang")


def _load_ages(scene: str) -> None:
    from giaoban.places.actions import load_age_shares

    if scene == "quang-ninh":
        from demo.quang_ninh.facts import load

        load_age_shares((district, *band) for district, bands in load().ages.items() for band in bands)


def _import(file: File, say: Say) -> None:
    from giaoban.intake.place_files import import_announcements, import_facilities
    from giaoban.intake.returns import import_returns
    from giaoban.registry.lab.run import import_lab
    from giaoban.registry.linelist.run import import_linelist
    from giaoban.registry.residents import import_residents

    say(f"Nhập {file.path.name} ({file.rows} dòng)")
    actions: dict[str, Callable[..., Any]] = {
        "lab": import_lab,
        "linelist": import_linelist,
        "returns": import_returns,
        "residents": import_residents,
        "announcements": import_announcements,
        "facilities": import_facilities,
    }
    result = actions[file.kind](file.path, by=None, at=file.at)
    if result.refused:
        say(f"  {len(result.refused)} dòng bị từ chối, ví dụ: {result.refused[0]['reason']}")


def _freeze(freeze: Any, manifest: Manifest, say: Say) -> str:
    from giaoban.briefing import actions as briefing
    from giaoban.directives.programmes.demo import create_demo_programmes
    from giaoban.kernel.weeks import Window
    from giaoban.places import queries as places

    say(f"Chốt số liệu tuần {freeze.start:%d/%m}–{freeze.end:%d/%m/%Y} và lập báo cáo")
    place = places.resolve(manifest.place, freeze.end)
    window = Window(freeze.start, freeze.end)
    made = briefing.draft(by=None, place=place, window=window, known_at=freeze.at)
    for child in places.children(place, on=freeze.end):
        briefing.draft(by=None, place=child, window=window)
    briefing.draft(by=None, place=place, window=window, count="ministry")
    create_demo_programmes(place=place)  # by the first week; the second then tells what became of them
    return made.slug


def _plans(manifest: Manifest) -> None:
    from giaoban.directives.programmes.demo import create_demo_plans
    from giaoban.places import queries as places

    create_demo_plans(place=places.resolve(manifest.place, manifest.clock.date()))


def _plan_meeting(slug: str, people_at: dict[str, Any], manifest: Manifest, say: Say) -> None:
    from giaoban.briefing import queries
    from giaoban.directives.demo import prepare

    say("Lập cuộc họp giao ban của tuần")
    prepare(
        province=people_at["province"], commune=people_at["commune"], briefing=queries.by_slug(slug),
        today=manifest.clock.date(),
    )  # fmt: skip


def _account_places(scene: str, manifest: Manifest) -> dict[str, Any]:
    from giaoban.places import queries as places

    on = manifest.clock.date()
    levels = ("province", "district", "commune")
    return {level: places.resolve(code, on) for level, code in zip(levels, PLACES[scene], strict=True)}


def _last_moment(state: Path, scene: str) -> str:
    """Where the demo's clock goes on: never before the last thing somebody did in it."""
    _django(state)
    from giaoban.kernel.models import AuditEvent

    last = AuditEvent.objects.order_by("-domain_at").values_list("domain_at", flat=True).first()
    start = datetime.fromisoformat(CLOCK[scene])
    return max(start, last).isoformat() if last else CLOCK[scene]


def _set_clock(scene: str, moment: str) -> None:
    """Fix the clock and the root place of this state, for this process and the ones to come."""
    from giaoban.config.commands import common

    values = {
        "GIAOBAN_CLOCK": moment,
        "GIAOBAN_CLOCK_SINCE": str(time.time()),
        "GIAOBAN_ROOT_PLACE": PLACES[scene][0],
    }
    os.environ.update(values)
    common.write_environment(Path(os.environ["GIAOBAN_STATE"]), values)
