from django.apps import AppConfig


class PmiekConfig(AppConfig):
    name = "pmiek"
    verbose_name = "kern"
