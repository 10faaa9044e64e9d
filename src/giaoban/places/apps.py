from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "giaoban.places"
    label = "places"
    verbose_name = "Địa bàn"
