from django.apps import AppConfig


class SituationConfig(AppConfig):
    name = "giaoban.situation"
    label = "situation"
    verbose_name = "Tình hình"
