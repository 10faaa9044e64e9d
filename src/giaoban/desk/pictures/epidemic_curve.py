"""New cases a day by announcement, sample or onset."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.desk import pictures
from giaoban.desk.queries import pictures_data
from giaoban.desk.queries.cuts import Cut
from giaoban.documents import svg
from giaoban.kernel import wording
from giaoban.places.models import Unit

# By what a case is dated, and how many last days are still filling up: people are sampled some days after
# they fall ill and announced some days after that. The days are a guess; the median delay is on the board.
BY = {
    "announced": (gettext_lazy("Công bố"), gettext_lazy("theo ngày công bố"), 0),
    "sampled": (gettext_lazy("Lấy mẫu"), gettext_lazy("theo ngày lấy mẫu"), 3),
    "onset": (gettext_lazy("Khởi phát"), gettext_lazy("theo ngày khởi phát"), 7),
}
_WIDE, _NARROW = (760, 320), (344, 260)
_NARROW_DAYS = 28  # what a phone shows without crowding the bars

Series = Sequence[tuple[date, float]]


def epidemic_curve(cut: Cut, place: Unit, by: str, narrow: bool = False) -> SafeString:
    width, height = _NARROW if narrow else _WIDE

    def draw() -> pictures.Drawn:
        series = pictures_data.curve(cut, place, by)
        if not any(n for _day, n in series):
            return pictures.NOTHING
        filling = BY[by][2]
        title = finding(series[: len(series) - filling])
        what = _("Ca mắc mới {by}, {place}, đến {day}").format(
            by=BY[by][1], place=place.full_name, day=wording.day(cut.end)
        )
        drawn = svg.curve(
            series[-_NARROW_DAYS:] if narrow else series,
            title=title,
            subtitle=what,
            width=width,
            height=height,
            incomplete_from=cut.end - timedelta(days=filling - 1) if filling else None,
            unit=_("ca"),
        )
        return pictures.Drawn(drawn, (title, what))

    return pictures.kept(cut, place, f"curve-{by}" + ("-narrow" if narrow else ""), draw)


def finding(series: Series) -> str:
    """The title: the mean of the last seven whole days against the seven before."""
    last, before = (sum(n for _day, n in part) / 7 for part in (series[-7:], series[-14:-7]))
    text = _("Bình quân {n} ca mắc mới một ngày").format(n=wording.number(last, 0 if last >= 10 else 1))
    if not before or last == before:
        return text
    share = wording.percent(abs(last - before) / before * 100, 1)
    moved = _(", tăng {share} trong một tuần") if last > before else _(", giảm {share} trong một tuần")
    return text + moved.format(share=share)
