"""The demo province: a generator that writes the files a province would hand in.

Nothing here writes to a database. The product imports the files by its ordinary commands, so the
demo exercises the same path as real data.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from demo.bac_giang import build_bac_giang
from demo.manifest import File, Freeze, Manifest, Progress, silent
from demo.quang_ninh import build_quang_ninh, residents_by_age

__all__ = ["SCENES", "File", "Freeze", "Manifest", "Progress", "Scene", "Size", "age_shares", "build"]

Scene = Literal["quang-ninh", "bac-giang"]
Size = Literal["default", "province"]
SCENES: tuple[Scene, ...] = ("quang-ninh", "bac-giang")


def build(scene: Scene, out: Path, size: Size = "default", progress: Progress = silent) -> Manifest:
    """Write the files of a scene into `out` and say in which order they are to be imported."""
    out.mkdir(parents=True, exist_ok=True)
    if scene == "bac-giang":
        manifest = build_bac_giang(out, progress)
    elif scene == "quang-ninh":
        manifest = build_quang_ninh(out, everyone=size == "province", progress=progress)
    else:
        raise ValueError(f"unknown scene {scene!r}, known are {', '.join(SCENES)}")
    manifest.save(out / "manifest.json")
    return manifest


def age_shares(scene: Scene) -> list[tuple[str, int, int, float]]:
    """District code, ages from and to, residents: for the populations by age of the product."""
    return residents_by_age() if scene == "quang-ninh" else []
