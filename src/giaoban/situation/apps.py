from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SituationConfig(AppConfig):
    name = "giaoban.situation"
    label = "situation"
    verbose_name = "Tình hình"

    def ready(self) -> None:
        post_migrate.connect(_watch, sender=self)


def _watch(**kwargs: object) -> None:
    from giaoban.situation import increment

    increment.watch(**kwargs)
