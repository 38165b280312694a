from actielijst.forms.project import partijenveld, partijveld
from actielijst.models import IPKoppeling, Uitvoeringsafspraak
from pmiek.choices import SharedSelect
from pmiek.enums import Partijsoort
from pmiek.inputs import QuickDate, QuickText, QuickTextarea
from pmiek.rendered import RenderedForm

MAX_AFSPRAKEN = 500
MAX_KOPPELINGEN = 50


class AfspraakForm(RenderedForm):
    # said once above the rows
    zonder_niet_verplicht = True
    is_open = False

    trekker = partijveld("trekker / verantwoordelijke")
    betrokken_partijen = partijenveld("betrokken partijen")

    class Meta:
        model = Uitvoeringsafspraak
        fields = [
            "activiteit",
            "resultaat",
            "trekker",
            "betrokken_partijen",
            "planning",
            "status",
            "overige_betrokkenen",
            "trekker_persoon",
            "soort",
            "afgerond_op",
        ]
        widgets = {
            "activiteit": QuickTextarea(attrs={"rows": 2}),
            "resultaat": QuickTextarea(attrs={"rows": 2}),
            "status": SharedSelect,
            "overige_betrokkenen": QuickText,
            "trekker_persoon": QuickText,
            "soort": SharedSelect,
            "afgerond_op": QuickDate,
        }
        error_messages = {
            "activiteit": {
                "required": "Schrijf op wat er gaat gebeuren, of verwijder de lege afspraak."
            },
            "afgerond_op": {"invalid": "Schrijf een datum, bijvoorbeeld 14-03-2026."},
        }

    def __init__(self, *args, partijen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["trekker"].load(partijen)
        self.fields["betrokken_partijen"].load(partijen)
        self.fields["planning"].vorige = self.instance.planning
        self.fields["planning"].eerste = self.instance.eerste_planning


class IPKoppelingForm(RenderedForm):
    netbeheerder = partijveld("netbeheerder")

    class Meta:
        model = IPKoppeling
        fields = ["nummer", "netbeheerder", "editie", "ibn"]
        error_messages = {
            "nummer": {
                "required": "Vul het nummer uit het investeringsplan in, of verwijder de regel."
            }
        }

    def __init__(self, *args, partijen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["netbeheerder"].load(partijen.only(is_netbeheerder))


def is_netbeheerder(partij):
    return partij.soort == Partijsoort.NETBEHEERDER
