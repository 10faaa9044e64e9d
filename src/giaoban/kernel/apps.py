from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "giaoban.kernel"
    label = "kernel"
    verbose_name = "Nền"
