from django.apps import AppConfig


class ActielijstConfig(AppConfig):
    name = "actielijst"
    verbose_name = "actielijst"
