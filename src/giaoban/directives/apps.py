from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "giaoban.directives"
    label = "directives"
    verbose_name = "Chỉ đạo"

    def ready(self) -> None:
        """Every briefing tells what became of the conclusions before it."""
        from giaoban.briefing.contributors import contribute
        from giaoban.directives.actions import add_follow_up
        from giaoban.directives.programmes.actions.told import add_programmes

        contribute(add_follow_up)
        contribute(add_programmes)
