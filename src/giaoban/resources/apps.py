from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "giaoban.resources"
    label = "resources"
    verbose_name = "Nguồn lực"
