"""What no page offers but a browser can send: foreign keys, foreign rows, fields off the form."""

import re

import pytest
from django import forms
from django.urls import reverse

from actielijst.forms.afspraak import MAX_AFSPRAKEN
from actielijst.forms.fiche import Ficheformulier
from actielijst.models import Hoofddocumenttekst, Project
from pmiek.enums import Partijsoort, Rolsoort
from pmiek.models import Gebruiker, Partij, Rol
from tests.formulier import fichedata
from tests.toegang import maak_wereld, momentopname, rijen_van, verschil, verwijst_naar

BOEKHOUDING = {"versie", "gewijzigd_op"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def wereld(documenten_apart, caplog):
    caplog.set_level("CRITICAL", "django")
    return maak_wereld()


@pytest.fixture
def redacteur(wereld):
    return wereld.client(Rolsoort.REDACTEUR)


@pytest.fixture
def secretaris(wereld):
    return wereld.client(Rolsoort.SECRETARIS)


@pytest.fixture
def fiche(wereld):
    return reverse("actielijst:project_bewerken", args=["zuid-holland", wereld.eigen["project"].pk])


@pytest.fixture
def data(wereld):
    return fichedata(wereld.eigen["project"])


def keuzevelden(form):
    return {
        form.add_prefix(naam): veld
        for naam, veld in form.fields.items()
        if isinstance(veld, forms.ModelChoiceField)
    }


def fichekeuzes(project):
    """Every field of the fiche and its rows in which an object is chosen."""
    fiche = Ficheformulier(project, provincie=project.provincie)
    alle = [fiche.project, *fiche.koppelingen, *fiche.afspraken]
    return {naam: veld for form in alle for naam, veld in keuzevelden(form).items()}


def passend(naam, plek):
    """An object of the right kind in this province: only the province is wrong."""
    if naam in plek["keuzes"]:
        return plek["keuzes"][naam]
    if naam == "ronde":
        return plek["ronde"]
    return plek["netbeheerder" if naam.endswith("netbeheerder") else "partij"]


def geweigerd(response):
    """The sentences of a refusal, without the label before them."""
    assert response.status_code == 200
    return [zin for _, zin in response.context["fouten"]]


def blijft_van_de_ander(wereld, voor):
    """Nothing of the other province changed, and nothing new points at it."""
    na = rijen_van(momentopname())
    weg, nieuw = rijen_van(voor) - na, na - rijen_van(voor)
    return [rij for rij in weg | nieuw if verwijst_naar(rij, wereld.vreemd)]


def test_elke_keuze_van_een_andere_provincie_wordt_geweigerd(wereld, redacteur, fiche, data):
    velden = fichekeuzes(wereld.eigen["project"])
    voor = momentopname()
    zinnen = {
        naam: geweigerd(redacteur.post(fiche, data | {naam: passend(naam, wereld.vreemd).pk}))
        for naam in velden
    }

    assert len(velden) == 11
    assert {naam: len(gezegd) for naam, gezegd in zinnen.items()} == dict.fromkeys(velden, 1)
    assert all(re.search(WEIGERING, gezegd[0]) for gezegd in zinnen.values())
    assert verschil(voor, momentopname()) == {}


WEIGERING = "hoort niet bij deze provincie|Deze keuze kennen wij niet"


def test_dezelfde_keuzes_uit_de_eigen_provincie_worden_aangenomen(wereld, redacteur, fiche, data):
    keuzes = {naam: passend(naam, wereld.eigen).pk for naam in fichekeuzes(wereld.eigen["project"])}

    assert redacteur.post(fiche, data | keuzes).status_code == 302


@pytest.mark.parametrize("adres", ["rol_nieuw", "rol_bewerken"])
def test_een_rol_namens_een_partij_van_elders_wordt_geweigerd(wereld, secretaris, adres):
    eigen, vreemd = wereld.eigen, wereld.vreemd
    args = ["zuid-holland"] + ([eigen["rol"].pk] if adres == "rol_bewerken" else [])
    pagina = reverse(f"actielijst:{adres}", args=args)
    form = ingevuld(secretaris.get(pagina).context["form"])
    nieuw = {"email": "nieuw@voorbeeld.nl", "naam": "Nieuw"}
    voor = momentopname()

    response = secretaris.post(
        pagina, form | nieuw | {"soort": Rolsoort.PARTIJ, "partij": vreemd["partij"].pk}
    )

    assert list(response.context["form"].errors) == ["partij"]
    assert verschil(voor, momentopname()) == {}


def test_de_landelijke_rol_is_niet_uit_te_delen(wereld, secretaris):
    pagina = reverse("actielijst:rol_bewerken", args=["zuid-holland", wereld.eigen["rol"].pk])
    form = ingevuld(secretaris.get(pagina).context["form"])

    response = secretaris.post(pagina, form | {"soort": Rolsoort.LANDELIJK})

    assert list(response.context["form"].errors) == ["soort"]


@pytest.mark.parametrize(
    "vervalst",
    [
        lambda b: {"afspraak-0-id": b["afspraak"].pk, "afspraak-0-activiteit": "Gekaapt"},
        lambda b: {"afspraak-1-id": b["afspraak"].pk, "afspraak-1-verwijderd": "1"},
        lambda b: {"ip-0-id": b["koppeling"].pk, "ip-0-nummer": "Gekaapt"},
        lambda b: {"ip-1-id": b["koppeling"].pk, "ip-1-verwijderd": "1"},
        lambda b: {"afspraak-0-project": b["project"].pk, "afspraak-0-activiteit": "Verhuisd"},
        lambda b: {"afspraak-TOTAL_FORMS": "5000", "afspraak-INITIAL_FORMS": "0"},
        lambda b: {"afspraak-999999-activiteit": "Ver weg", "afspraak-999999-nieuw": "1"},
        lambda b: {"id": b["project"].pk, "pk": b["project"].pk, "provincie": b["provincie"].pk},
        lambda b: {"basis": f'{{"gemeenten": ["{b["partij"].pk}"]}}'},
        lambda b: {"rijactie": f"afspraak:verwijderen:{b['afspraak'].pk}"},
    ],
    ids=[
        "rij van een ander",
        "rij van een ander verwijderen",
        "IP-nummer van een ander",
        "IP-nummer van een ander verwijderen",
        "rij naar een ander project",
        "tellers van een formset",
        "rij met een hoog nummer",
        "nummer van het project",
        "basis met een vreemde gemeente",
        "rijactie op een vreemde rij",
    ],
)
def test_een_vervalste_rij_raakt_de_andere_provincie_niet(wereld, redacteur, fiche, data, vervalst):
    voor = momentopname()

    response = redacteur.post(fiche, data | vervalst(wereld.vreemd))

    assert response.status_code in (200, 302, 409)
    assert blijft_van_de_ander(wereld, voor) == []


def test_een_rij_van_een_ander_eigen_project_wordt_niet_overgenomen(wereld, redacteur, fiche, data):
    ander = wereld.eigen["afspraak_zonder_partij"]
    voor = momentopname()

    response = redacteur.post(
        fiche, data | {"afspraak-0-id": ander.pk, "afspraak-0-activiteit": "Gekaapt"}
    )

    assert response.context["conflicten"][0].wie == "Iemand anders"
    assert verschil(voor, momentopname()) == {}


@pytest.mark.parametrize("aantal", [MAX_AFSPRAKEN + 1, 5000])
def test_meer_rijen_dan_er_mogen_zijn_worden_niet_bewaard(redacteur, fiche, data, aantal):
    rijen = {f"afspraak-{n}-activiteit": "Nog een" for n in range(1, aantal + 1)}
    voor = momentopname()

    response = redacteur.post(fiche, data | rijen)

    assert response.status_code in (200, 400)
    assert verschil(voor, momentopname()) == {}


@pytest.mark.parametrize(
    "basis",
    [
        '{"gemeenten": 5}',
        '{"gemeenten": null}',
        '{"gemeenten": ["abc"]}',
        '{"gemeenten": [[1]]}',
        '{"gemeenten": ["%s"]}' % ("9" * 30),
        '{"naam": {"a": NaN}}',
        "[" * 100_000,
    ],
)
def test_een_vervalste_basis_is_een_geweigerd_formulier(redacteur, fiche, data, basis):
    redacteur.raise_request_exception = False

    response = redacteur.post(fiche, data | {"basis": basis, "naam": "Nieuwe naam"})

    assert response.status_code in (200, 302, 400, 409)


# --- fields that are not on the form


def ingevuld(form):
    """A form as a browser would send it back unchanged."""
    waarden = {veld.html_name: veld.value() for veld in form}
    return {naam: "" if waarde is None else waarde for naam, waarde in waarden.items()}


def buiten_het_formulier(obj, form):
    """A value that differs from the stored one, for every field that is not on the form."""
    return {
        veld.name: vervalste_waarde(veld)
        for veld in obj._meta.concrete_fields
        if veld.name not in form.fields
    }


def vervalste_waarde(veld):
    soort = veld.get_internal_type()
    if soort in ("DateField", "DateTimeField"):
        return "1999-12-31"
    if soort in ("CharField", "TextField", "EmailField", "SlugField"):
        return "vervalst"
    return "98765"


def waarden(obj, namen):
    rij = type(obj)._base_manager.filter(pk=obj.pk).values(*namen).get()
    return {naam: waarde for naam, waarde in rij.items() if naam not in BOEKHOUDING}


SCHERMEN = {
    "partij_bewerken": ("partij", {"naam": "Nieuwe naam"}),
    "keuze_bewerken": ("keuze", {"naam": "Nieuwe naam"}),
    "ronde_bewerken": ("ronde", {"naam": "9.0"}),
    "rol_bewerken": ("rol", {"soort": Rolsoort.MONITOR}),
    "huisstijl": ("provincie", {"bordnaam": "Energieraad"}),
    "teksten": ("tekst", {"terugblik": "Anders."}),
}


@pytest.mark.parametrize("scherm", SCHERMEN)
def test_wat_niet_op_het_scherm_staat_is_niet_te_zetten(wereld, secretaris, scherm):
    onderwerp, wijziging = SCHERMEN[scherm]
    tekst = Hoofddocumenttekst.objects.get(ronde=wereld.eigen["ronde"])
    obj = (wereld.eigen | {"tekst": tekst})[onderwerp]
    args = ["zuid-holland"] + ([obj.pk] if scherm.endswith("_bewerken") else [])
    pagina = reverse(f"actielijst:{scherm}", args=args)
    form = secretaris.get(pagina).context["form"]
    vervalst = buiten_het_formulier(obj, form)
    voor = waarden(obj, vervalst)

    response = secretaris.post(pagina, vervalst | ingevuld(form) | wijziging)

    obj.refresh_from_db()
    assert response.status_code == 302
    assert {naam: str(getattr(obj, naam)) for naam in wijziging} == wijziging
    assert waarden(obj, vervalst) == voor
    assert obj.versie == 2


def test_wat_niet_op_de_fiche_staat_is_niet_te_zetten(wereld, redacteur, fiche, data):
    project, afspraak = wereld.eigen["project"], wereld.eigen["afspraak"]
    formulier = Ficheformulier(project, provincie=project.provincie)
    rij = formulier.afspraken.forms[0]
    op_project = buiten_het_formulier(project, formulier.project)
    op_rij = buiten_het_formulier(afspraak, rij)
    # these follow from fields that are on the form
    op_project = {naam: waarde for naam, waarde in op_project.items() if naam != "sorteersleutel"}
    voor = waarden(project, op_project), waarden(afspraak, op_rij)

    response = redacteur.post(
        fiche,
        {f"afspraak-0-{naam}": waarde for naam, waarde in op_rij.items() if naam != "id"}
        | op_project
        | data
        | {"naam": "Nieuwe naam", "afspraak-0-activiteit": "Nieuwe activiteit"},
    )

    assert response.status_code == 302
    assert Project.objects.get(pk=project.pk).naam == "Nieuwe naam"
    assert (waarden(project, op_project), waarden(afspraak, op_rij)) == voor


def test_een_nieuw_object_komt_in_de_provincie_van_het_adres(wereld, secretaris):
    pagina = reverse("actielijst:partij_nieuw", args=["zuid-holland"])
    form = ingevuld(secretaris.get(pagina).context["form"])
    nieuw = {"naam": "Nieuwkomer", "soort": Partijsoort.OVERIG}

    secretaris.post(pagina, form | nieuw | {"provincie": wereld.vreemd["provincie"].pk, "id": 1})

    assert Partij.objects.get(naam="Nieuwkomer").provincie == wereld.eigen["provincie"]


def test_een_nieuw_project_komt_in_de_provincie_van_het_adres(wereld, redacteur):
    pagina = reverse("actielijst:project_nieuw", args=["zuid-holland"])
    form = ingevuld(redacteur.get(pagina).context["fiche"].project)

    redacteur.post(
        pagina, form | {"naam": "Nieuwkomer", "provincie": wereld.vreemd["provincie"].pk}
    )

    assert Project.objects.get(naam="Nieuwkomer").provincie == wereld.eigen["provincie"]


def test_wie_een_rol_uitdeelt_verandert_niets_aan_het_account(wereld, secretaris):
    """A secretaris of one province may not rename or lock out somebody of another."""
    ander = wereld.vreemd["gebruiker"]
    pagina = reverse("actielijst:rol_nieuw", args=["zuid-holland"])
    form = ingevuld(secretaris.get(pagina).context["form"])
    voor = Gebruiker.objects.filter(pk=ander.pk).values().get()
    account = {"email": ander.email, "naam": "Hernoemd", "is_active": "", "password": "x"}

    response = secretaris.post(pagina, form | account | {"soort": Rolsoort.LEZER})

    assert response.status_code == 302
    assert Gebruiker.objects.filter(pk=ander.pk).values().get() == voor
    assert Rol.objects.get(gebruiker=ander, provincie=wereld.eigen["provincie"]).soort == "lezer"
