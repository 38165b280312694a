from django.apps import AppConfig
from django.forms import Field


class PmiekConfig(AppConfig):
    name = "pmiek"
    verbose_name = "kern"

    def ready(self):
        # an error says what to do, also on the forms of allauth
        Field.default_error_messages["required"] = "Vul dit veld in."
