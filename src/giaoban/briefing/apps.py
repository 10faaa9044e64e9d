from django.apps import AppConfig


class BriefingConfig(AppConfig):
    name = "giaoban.briefing"
    label = "briefing"
    verbose_name = "Báo cáo"
