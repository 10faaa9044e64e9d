"""The extract reads the tables themselves (`registry.extract`): a view's joins cost more than the reading."""

from importlib import import_module

from django.db import migrations

_views = import_module("giaoban.registry.migrations.0002_extract_views")
_MADE = (_views.CASES, _views.STATES, _views.PERSONS, _views.DOSES)


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_field_work")]
    operations = [migrations.RunSQL(f"DROP VIEW {sql.split()[2]}", sql) for sql in _MADE]
