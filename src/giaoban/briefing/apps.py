from typing import Any

from django.apps import AppConfig


class BriefingConfig(AppConfig):
    name = "giaoban.briefing"
    label = "briefing"
    verbose_name = "Báo cáo"

    def ready(self) -> None:
        """Figures by place can be exported by a layout."""
        from giaoban.registry.layouts.sources import offer

        offer("figures", _figures)


def _figures() -> Any:
    from giaoban.briefing.exporting import source

    return source()
