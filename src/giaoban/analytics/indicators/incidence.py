"""How many new cases per 100,000 residents and week?"""

from giaoban.analytics.definition import CENSUS, LINE_LIST, RETURNS, Count, Rate

INDICATORS = (
    Rate(
        id="incidence_7d", label_vi="Ca mắc mới trên 100.000 dân trong 7 ngày", chapter="Ca mắc",
        label_en="7-day incidence", unit="per_100k_week", count="new", population="population",
        window="d7",
        definition_vi="Ca mắc mới của 7 ngày đến ngày cuối kỳ trên 100.000 dân.",
        source=f"{LINE_LIST}; {RETURNS}; {CENSUS}"),
    Rate(
        id="incidence_14d", label_vi="Ca mắc mới trên 100.000 dân/tuần, bình quân 14 ngày",
        chapter="Ca mắc", label_en="14-day incidence per week", unit="per_100k_week",
        count="new", population="population", window="d14",
        definition_vi="Ca mắc mới bình quân một tuần của 14 ngày đến ngày cuối kỳ trên 100.000 "
        "dân.", source=f"{LINE_LIST}; {RETURNS}; {CENSUS}"),
    Count(
        id="population", label_vi="Dân số", label_en="Residents", unit="persons",
        chapter="Ca mắc", over="communes", weight=lambda r: r.population,
        where=lambda r: r.population.notnull(), known_by="population", place=CENSUS,
        definition_vi="Tổng dân số các xã.", source=CENSUS),
)
