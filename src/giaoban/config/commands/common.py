"""What every command shares: the state directory it works in, and Django when it needs it."""

from __future__ import annotations

import functools
import inspect
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from giaoban.config.environment import state_dir
from giaoban.kernel.errors import UserError

ROOT = Path(__file__).resolve().parents[4]
SETTINGS = "giaoban.config.settings.dev"
# What an installation fixes for itself beside its database: the demo's clock and its province.
OWN_ENVIRONMENT = frozenset({"GIAOBAN_CLOCK", "GIAOBAN_CLOCK_SINCE", "GIAOBAN_ROOT_PLACE"})
ENVIRONMENT_FILE = "environment.json"

StateOption = Annotated[
    Path | None,
    typer.Option(
        "--state",
        envvar="GIAOBAN_STATE",
        show_envvar=True,
        help="Thư mục trạng thái: cơ sở dữ liệu, bản chốt, văn bản.",
    ),
]


def state_of(words: Sequence[str]) -> Path | None:
    """The value of --state wherever it stands: settings are read before the command's own options."""
    given: str | None = None
    for position, word in enumerate(words):
        if word == "--":
            break
        if word == "--state":
            given = words[position + 1] if position + 1 < len(words) else None
        elif word.startswith("--state="):
            given = word.removeprefix("--state=")
    return Path(given) if given else None


def choose_state(state: Path | None) -> Path:
    """Make `state` (or the one in force) the state of this process and of those it starts."""
    if state is not None:
        os.environ["GIAOBAN_STATE"] = str(state.expanduser().resolve())
    return state_dir(ROOT)


def adopt(state: Path | None = None) -> Path:
    """Choose the state and take up what its installation fixes for itself."""
    chosen = choose_state(state)
    fixed = read_environment(chosen)
    if "GIAOBAN_CLOCK" in os.environ:  # a clock given by hand starts now, not when the demo's did
        fixed.pop("GIAOBAN_CLOCK_SINCE", None)
    for name, value in fixed.items():
        os.environ.setdefault(name, value)
    return chosen


def read_environment(state: Path) -> dict[str, str]:
    """What the installation in `state` fixes for itself; nothing where it fixes nothing."""
    path = state / ENVIRONMENT_FILE
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {name: str(content[name]) for name in OWN_ENVIRONMENT & content.keys()}
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (ValueError, AttributeError, OSError) as error:
        raise UserError(
            "state_unreadable",
            f"Không đọc được {path}.",
            "Xóa tệp đó rồi dựng lại bằng ./giaoban demo --fresh, hoặc chọn --state khác.",
        ) from error


def write_environment(state: Path, values: dict[str, str]) -> None:
    """Fix the clock or the root place of an installation; later commands take them up."""
    unknown = values.keys() - OWN_ENVIRONMENT
    if unknown:
        raise ValueError(f"not an installation's own: {sorted(unknown)}")
    state.mkdir(parents=True, exist_ok=True)
    part = state / (ENVIRONMENT_FILE + ".part")
    part.write_text(json.dumps(values, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    part.replace(state / ENVIRONMENT_FILE)


def setup(state: Path | None = None) -> Path:
    """Choose the state, then load Django."""
    chosen = adopt(state)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    django.setup()
    return chosen


def with_state(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same command with --state among its options; `main` has already acted on it."""
    signature = inspect.signature(function, eval_str=True)
    if "state" in signature.parameters:
        return function

    @functools.wraps(function)
    def command(*args: Any, state: Path | None = None, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    option = inspect.Parameter(
        "state", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=StateOption
    )
    parameters = [*signature.parameters.values(), option]
    command.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {**function.__annotations__, "state": StateOption}
    return command


def with_state_everywhere(app: typer.Typer) -> typer.Typer:
    """Give --state to every command of an app's own application, its groups included."""
    for info in app.registered_commands:
        if info.callback is not None:
            info.callback = with_state(info.callback)
    for group in app.registered_groups:
        if group.typer_instance is not None:
            with_state_everywhere(group.typer_instance)
    return app
