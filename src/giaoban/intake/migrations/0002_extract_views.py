"""Aggregate returns as the extract takes them."""

from django.db import migrations

RETURNS = """
CREATE VIEW extract_returns AS
SELECT r.id, u.code AS unit, p.code AS publisher, r.established, r.place_text, r.from_date,
       r.to_date, r.indicator, r.value, r.source, r.recorded_at AS known_from,
       r.superseded_at AS known_to
FROM intake_return r JOIN places_unit u ON u.id = r.unit_id JOIN places_unit p ON p.id = r.publisher_id
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial"), ("places", "0001_initial")]
    operations = [migrations.RunSQL(RETURNS, "DROP VIEW extract_returns")]
