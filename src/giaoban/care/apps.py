from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "giaoban.care"
    label = "care"
    verbose_name = "Chăm sóc"

    def ready(self) -> None:
        from giaoban.care.queries.alarms import open_about
        from giaoban.registry.duplicates import alarms

        alarms.contribute(open_about)
