from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "giaoban.registry"
    label = "registry"
    verbose_name = "Sổ ca bệnh"

    def ready(self) -> None:
        from giaoban.registry.duplicates import alarms
        from giaoban.registry.transfers.queries import alarmed

        alarms.contribute(alarmed)
