"""How many communes are at each announced level?"""

from giaoban.analytics.definition import ANNOUNCED_PLACE, ANNOUNCEMENTS, Change, Count

CHAPTER = "Cấp độ dịch"


def _level(level: int) -> tuple[Count, Change]:
    return (
        Count(
            id=f"level{level}", label_vi=f"Số xã cấp độ {level}", unit="communes",
            label_en=f"Communes at level {level}", chapter=CHAPTER, over="levels",
            place=ANNOUNCED_PLACE, where=lambda r: r.level == level, known_by="levels_announced",
            definition_vi=f"Số xã có cấp độ dịch đã công bố, hiệu lực mới nhất đến ngày cuối kỳ, "
            f"là cấp {level}.", source=ANNOUNCEMENTS),
        Change(
            id=f"level{level}_change", label_vi=f"Tăng, giảm số xã cấp độ {level}",
            label_en=f"Change of communes at level {level}", unit="communes", chapter=CHAPTER,
            place=ANNOUNCED_PLACE, of=f"level{level}", source=ANNOUNCEMENTS,
            definition_vi=f"Số xã cấp độ {level} cuối kỳ này trừ cuối kỳ trước."))


INDICATORS = (
    *(indicator for level in (1, 2, 3, 4) for indicator in _level(level)),
    Count(
        id="levels_announced", label_vi="Số xã đã công bố cấp độ dịch", unit="communes",
        label_en="Communes with an announced level", chapter=CHAPTER, over="levels",
        place=ANNOUNCED_PLACE, known_by="levels_announced",
        breakdowns=(("level1", "level2", "level3", "level4"),),
        definition_vi="Số xã có ít nhất một lần công bố cấp độ dịch có hiệu lực đến ngày cuối "
        "kỳ.", source=ANNOUNCEMENTS),
)
