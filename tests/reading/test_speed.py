"""A ten-page text is read in a fifth of a second after start-up."""

from __future__ import annotations

import time

from giaoban.reading import read
from tests.reading import score

# Decree 30 pages hold about 3,000 characters.
PAGE = 3_000


class TestSpeed:
    def test_ten_pages_take_under_200_ms(self):
        pages = "\n\n".join(text for _, text, gold in score.corpus() if not gold["fails"])
        pages = (pages * 3)[: 10 * PAGE]
        read(pages)
        times = []
        for _ in range(7):
            begin = time.perf_counter()
            read(pages)
            times.append(time.perf_counter() - begin)
        assert min(times) <= 0.2
