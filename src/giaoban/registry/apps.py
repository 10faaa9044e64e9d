from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "giaoban.registry"
    label = "registry"
    verbose_name = "Sổ ca bệnh"
