from django.apps import AppConfig

from pmiek.meldingen import zet_meldingen


class PmiekConfig(AppConfig):
    name = "pmiek"
    verbose_name = "kern"

    def ready(self):
        zet_meldingen()
