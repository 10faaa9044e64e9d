"""How many of the new cases are pupils, teachers, workers, health workers?"""

from giaoban.analytics.definition import LINE_LIST, Count

OCCUPATIONS = (("pupils", "pupil", "học sinh"), ("teachers", "teacher", "giáo viên"),
               ("workers", "worker", "công nhân"), ("health_workers", "health", "nhân viên y tế"))


def _occupation(name: str, code: str, vi: str) -> Count:
    return Count(
        id=f"new_{name}", label_vi=f"Ca mắc mới là {vi}", unit="cases", over="announced",
        label_en=f"New cases among {name.replace('_', ' ')}",
        chapter="Ca mắc theo tuổi và nghề", where=lambda r: r.occupation == code,
        definition_vi=f"Ca mới trong danh sách ghi nghề nghiệp là {vi}.", source=LINE_LIST)


INDICATORS = tuple(_occupation(*row) for row in OCCUPATIONS)
