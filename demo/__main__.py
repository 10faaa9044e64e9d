"""`python -m demo SCENE FOLDER SIZE` writes the files of a scene and their manifest."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import cast

from demo import Scene, Size, build

if __name__ == "__main__":
    scene, folder, size = sys.argv[1:]
    build(cast(Scene, scene), Path(folder), cast(Size, size))
