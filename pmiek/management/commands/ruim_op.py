import logging

from django.core.management.base import BaseCommand, CommandError

from pmiek.opruimen import alle_opruimers

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Verwijdert wat zijn tijd heeft gehad, zoals concepten ouder dan 30 dagen. Dagelijks."

    def handle(self, *args, **options):
        mislukt = [wat for wat, ruim in alle_opruimers() if not self._ruimt(wat, ruim)]
        if mislukt:
            raise CommandError(f"Niet opgeruimd: {', '.join(mislukt)}. De reden staat in het log.")

    def _ruimt(self, wat, ruim):
        try:
            self.stdout.write(f"{wat}: {ruim()}")
        except Exception:
            # the others need not wait for it
            logger.exception("%s niet opgeruimd", wat)
            return False
        return True
