from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "giaoban.care"
    label = "care"
    verbose_name = "Chăm sóc"
