"""The two weeks of the scene, as day numbers (days since 1970)."""

from __future__ import annotations

from typing import Final

from demo.write import day

START: Final = day("2021-10-11")  # the province counts from Resolution 128/NQ-CP
BULLETIN: Final = day("2022-02-21")  # first day of week 8, the day of the bulletin
W08_END: Final = day("2022-02-27")
W09_START: Final = day("2022-02-28")
W09_END: Final = day("2022-03-06")
