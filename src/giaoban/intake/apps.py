from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "giaoban.intake"
    label = "intake"
    verbose_name = "Tiếp nhận"
