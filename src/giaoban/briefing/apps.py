from typing import Any

from django.apps import AppConfig


class BriefingConfig(AppConfig):
    name = "giaoban.briefing"
    label = "briefing"
    verbose_name = "Báo cáo"

    def ready(self) -> None:
        """Figures by place can be exported by a layout; every briefing tells what was sequenced."""
        from giaoban.briefing.contributors import contribute
        from giaoban.briefing.variants import add_variants
        from giaoban.registry.layouts.sources import offer

        offer("figures", _figures)
        contribute(add_variants)


def _figures() -> Any:
    from giaoban.briefing.exporting import source

    return source()
