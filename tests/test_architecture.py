"""The agreements about the code itself: who imports whom, what is not used, what stays small."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from actielijst.models import (
    Celantwoord,
    Documenttaak,
    Fasewisseling,
    Inlezing,
    Kolomkop,
    Project,
)
from pmiek.history import TrackedModel
from pmiek.keten import Keten
from pmiek.models import Aanwezigheid, Concept, Partij, Terugdraaiing, Verzending, Wijziging
from pmiek.periode import PeriodeField
from pmiek.werker import Werker
from tests.bouwers import maak_afspraak, maak_partij, maak_project

BASIS = Path(settings.BASE_DIR)
MAPPEN = {"actielijst", "fixtures", "monitoring", "pmiek", "static", "templates", "tests"}
# what git leaves alone; Python makes the second beside a module that it was told to run
ONGEVOLGD = {"var", "__pycache__"}

# left may be imported by right, never the reverse
PAKKETTEN = ["pmiek", "actielijst", "monitoring"]
LAGEN = {
    "pmiek": [
        {"beveiligingslog", "databaseadres", "frames", "garbage", "meldingen"},
        {"storing", "werker"},
        {
            "enums",
            "validators",
            "begrippen",
            "thema",
            "conceptmail",
            "excel",
            "pdf",
            "formats",
            "posted",
            "importing",
        },
        {"apps", "aanwezigheid", "concept", "keten", "periode", "terugdraaiing", "verzending"},
        {"wijziging"},
        {"batch"},
        {"words"},
        {"history"},
        {"querysets"},
        {"models"},
        {"concepttekst", "geheimen", "ongedaan", "plek"},
        {
            "access",
            "adapter",
            "choices",
            "context",
            "drafts",
            "historie_controle",
            "inputs",
            "middleware",
            "opruimen",
            "referentie",
            "rendered",
            "passkeys",
            "session",
            "toezicht",
            "rechten",
            "tweedefactor",
            "wachtwoord",
        },
        {"rows", "ticked"},
        {"conflict", "reservekopie"},
        {"sessies", "views", "templatetags", "management"},
        {"urls", "settings", "wsgi"},
    ],
    "actielijst": [
        {"enums", "nummers", "apps"},
        {"belasting", "fiche", "querysets", "stand", "trechter"},
        {"models"},
        {"linter"},
        {"forms", "filters", "exports"},
        {"uitvraag"},
        {"documenten", "demo", "inlezen", "post", "categoriseren"},
        {"opruimen"},
        {"views", "templatetags", "management"},
        {"urls", "uitnodiging_urls"},
    ],
    "monitoring": [
        {"enums", "apps"},
        {"querysets", "verschuiving"},
        {"models"},
        {"koppen"},
        {"stand"},
        {"opnemen", "verloop", "vragen", "zinnen", "grafiek", "herinneren"},
        {"vergelijking", "invullen", "ankers", "tijdlijn"},
        {"lijst", "patronen", "plausibiliteit", "kolommen"},
        {"bijlage", "dashboard"},
        {"rondes", "samen", "documenten", "exports", "filters", "opfiche"},
        {"corrigeren", "uitgave", "uitvraag"},
        {"forms", "demo"},
        {"inlezen"},
        {"views", "templatetags"},
        {"urls"},
    ],
}
MAX_REGELS = 300

# what is not used, and where it is after all, with the reason; more in test_verboden.py
VERBODEN = {
    r"@receiver\b|\.connect\(": {
        "pmiek/reservekopie/databases.py": "opens a database file; it is no signal",
        "pmiek/reservekopie/postgresql.py": "opens a database; it is no signal",
    },
    r"^\s*print\(": {},
}
VERBODEN_IN_SJABLOON = {
    r"\|\s*safe(seq)?\b|autoescape off": {
        "nlds/layout/help_text_and_errors.html": "help texts are words of our own, never typed in",
    },
    r"<style|\sstyle=|\son[a-z]+=|javascript:": {},
    r"<script(?![^>]*\ssrc=)": {},
}
HOOFDLETTERS = re.compile(r"\b(IBN|IP|ID|CBS|nMIEK|pMIEK)\b")
ADRES = re.compile(r"https?://|(?<=[\"'(])//\w")
NAAMRUIMTE = re.compile(r"xmlns(:\w+)?=(\"|'|%22|%27)http://www\.w3\.org/[\w/.]+")
STATISCH = {".css", ".js", ".svg"}
# what is not a domain object, and says why in its own words
ONGETEKEND = {Wijziging, Keten, Werker, Documenttaak, Fasewisseling, Inlezing, Kolomkop}
ONGETEKEND |= {Celantwoord}
ONGETEKEND |= {Aanwezigheid, Concept, Terugdraaiing, Verzending}


def bronnen(*mappen):
    alle = [pad for map in mappen for pad in sorted((BASIS / map).rglob("*.py"))]
    return [pad for pad in alle if "migrations" not in pad.parts]


def naam(pad):
    return str(pad.relative_to(BASIS))


def per(paden):
    return pytest.mark.parametrize("pad", paden, ids=naam)


def sjablonen():
    return sorted((BASIS / "templates").rglob("*.html"))


def overtredingen(tekst, pad, regels):
    return [
        patroon
        for patroon, waar_wel in regels.items()
        if pad not in waar_wel and re.search(patroon, tekst, re.MULTILINE)
    ]


# --- modules


def eigen_imports(pad):
    """(package, module) of every import of our own, wherever in the file it stands."""
    for knoop in ast.walk(ast.parse(pad.read_text())):
        if isinstance(knoop, ast.Import):
            namen = [alias.name for alias in knoop.names]
        elif isinstance(knoop, ast.ImportFrom):
            namen = [f"{knoop.module}.{alias.name}" for alias in knoop.names]
        else:
            continue
        delen = [naam.split(".") for naam in namen]
        yield from ((deel[0], deel[1]) for deel in delen if deel[0] in PAKKETTEN and deel[1:])


def laag(pakket, module):
    """The place of a module in its package; a module without a place is a mistake."""
    gevonden = [nummer for nummer, namen in enumerate(LAGEN[pakket]) if module in namen]
    assert len(gevonden) == 1, f"{pakket}.{module} staat niet in LAGEN"
    return gevonden[0]


def mag_importeren(van, naar):
    (pakket, module), (ander, anders) = van, naar
    if pakket != ander:
        return PAKKETTEN.index(ander) < PAKKETTEN.index(pakket)
    return module == anders or laag(ander, anders) < laag(pakket, module)


@per([pad for pad in bronnen(*PAKKETTEN) if pad.parent.name not in PAKKETTEN or pad.stem[0] != "_"])
def test_module_importeert_alleen_stroomopwaarts(pad):
    pakket, bestand = pad.relative_to(BASIS).parts[:2]
    van = (pakket, bestand.removesuffix(".py"))
    laag(*van)

    fout = [
        naar
        for naar in eigen_imports(pad)
        if naar != ("pmiek", "VERSIE") and not mag_importeren(van, naar)
    ]

    assert fout == []


def test_elke_plaats_in_de_lagen_is_een_module():
    genoemd = {(pakket, naam) for pakket in PAKKETTEN for laag in LAGEN[pakket] for naam in laag}
    aanwezig = {
        (pad.parent.name, pad.stem) for pakket in PAKKETTEN for pad in (BASIS / pakket).iterdir()
    }

    assert genoemd - aanwezig == set()


@per(bronnen(*PAKKETTEN))
def test_module_blijft_klein(pad):
    assert len(pad.read_text().splitlines()) <= MAX_REGELS


@per(bronnen(*PAKKETTEN))
def test_module_gebruikt_niets_wat_is_afgesproken_niet_te_gebruiken(pad):
    assert overtredingen(pad.read_text(), naam(pad), VERBODEN) == []


def test_er_zijn_geen_andere_mappen():
    mappen = {pad.name for pad in BASIS.iterdir() if pad.is_dir() and pad.name[0] != "."}

    assert mappen - ONGEVOLGD == MAPPEN


# --- templates and static files


@per(sjablonen())
def test_sjabloon_houdt_zich_aan_de_strenge_csp(pad):
    naam = str(pad.relative_to(BASIS / "templates"))
    regels = VERBODEN_IN_SJABLOON
    if naam.startswith("pdf/"):  # WeasyPrint knows no CSP; what is typed is escaped there as well
        regels = {patroon: wel for patroon, wel in regels.items() if "safe" in patroon}

    assert overtredingen(pad.read_text(), naam, regels) == []


@per(
    sjablonen()
    + [
        pad
        for pad in sorted((BASIS / "static").rglob("*"))
        if pad.suffix in (".css", ".js", ".svg")
    ]
)
def test_niets_wordt_van_een_andere_site_geladen(pad):
    assert ADRES.findall(NAAMRUIMTE.sub("", pad.read_text())) == []


def test_elk_hoofdformulier_bewaart_een_concept():
    zonder = {
        str(pad.relative_to(BASIS / "templates"))
        for pad in sjablonen()
        if "data-hoofdformulier" in (tekst := pad.read_text())
        and not re.search(r"{% concept_veld |data-concept\b", tekst)
    }

    assert zonder == set()


# --- models


def modellen():
    return [
        model
        for app in PAKKETTEN
        if apps.is_installed(app)
        for model in apps.get_app_config(app).get_models()
    ]


def met_historie():
    return [model for model in modellen() if model not in ONGETEKEND]


def per_model(paren):
    return pytest.mark.parametrize("model", paren, ids=lambda model: model._meta.label)


def met_kleine_letters(tekst):
    zonder = HOOFDLETTERS.sub("", str(tekst))
    return zonder == zonder.lower()


@per_model(modellen())
def test_namen_zijn_met_kleine_letters(model):
    meta = model._meta
    namen = [meta.verbose_name, meta.verbose_name_plural]
    namen += [veld.verbose_name for veld in meta.get_fields() if hasattr(veld, "verbose_name")]

    assert [str(naam) for naam in namen if not met_kleine_letters(naam)] == []


@per_model(met_historie())
def test_elk_model_houdt_historie_bij(model):
    assert issubclass(model, TrackedModel)
    assert isinstance(model._meta.pk, models.BigAutoField)
    assert "versie" in {veld.name for veld in model._meta.concrete_fields}


# columns that a save fills in from the others, or that are about one moment on a screen
AFGELEID = {"versie", "gewijzigd_op", "sorteersleutel", "sleutel"}
# what is never deleted, so that nothing of it can be lost
BLIJVEND = {
    "monitoring.Regelcorrectie": {"gemaakt_op", "vorige", "waarden"},
    "monitoring.Tekstcorrectie": {"gemaakt_op", "vorige"},
}


@per_model(met_historie())
def test_wat_niet_te_herleiden_is_staat_in_de_historie(model):
    """Otherwise undoing a deletion would lose it; name it in `ook_in_historie`."""
    bekend = {veld.name for veld in model.tracked_fields()} | model.zonder_historie | AFGELEID
    bekend |= BLIJVEND.get(model._meta.label, set())
    for veld in model._meta.concrete_fields:
        if isinstance(veld, PeriodeField):
            bekend |= set(PeriodeField.kolommen(veld.name))

    velden = [veld for veld in model._meta.concrete_fields if not veld.primary_key]
    assert [veld.name for veld in velden if veld.name not in bekend] == []


@per_model(modellen())
def test_niets_verdwijnt_met_iets_anders_mee(model):
    """A cascade deletes rows that `delete()` never sees, and so leaves no history."""
    los = [
        veld.name
        for veld in model._meta.concrete_fields
        if veld.remote_field and veld.remote_field.on_delete is not models.PROTECT
    ]

    assert los == []


@per_model(modellen())
def test_koppelingen_zijn_rijen_met_historie(model):
    tussen = [veld.remote_field.through for veld in model._meta.many_to_many]

    assert [rij for rij in tussen if rij._meta.auto_created or rij in ONGETEKEND] == []


BULK = {
    "update": lambda rijen: rijen.update(versie=9),
    "delete": lambda rijen: rijen.delete(),
    "bulk_create": lambda rijen: rijen.bulk_create([]),
    "bulk_update": lambda rijen: rijen.bulk_update([], ["versie"]),
    "_raw_delete": lambda rijen: rijen._raw_delete("default"),
}


@pytest.mark.parametrize("bewerking", BULK)
@per_model(met_historie())
def test_bulkbewerking_wordt_geweigerd(model, bewerking):
    managers = [model._default_manager, model._base_manager, *_relaties_naar(model)]
    for manager in managers:
        with pytest.raises(NotImplementedError):
            BULK[bewerking](manager.all())


def _relaties_naar(model):
    """The managers by which other objects reach rows of this model."""
    for veld in model._meta.concrete_fields:
        if veld.many_to_one and not veld.remote_field.hidden:
            ouder = veld.related_model(pk=1)
            yield getattr(ouder, veld.remote_field.get_accessor_name())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "bewerking",
    [
        lambda project, partij, rij: project.afspraken.add(rij),
        lambda project, partij, rij: partij.afspraken_als_trekker.clear(),
        lambda project, partij, rij: partij.afspraken_als_trekker.remove(rij),
        lambda project, partij, rij: partij.afspraken_als_trekker.set([]),
        lambda project, partij, rij: project.gemeenten.add(maak_partij(project.provincie)),
        lambda project, partij, rij: project.gemeenten.remove(partij),
        lambda project, partij, rij: project.gemeenten.clear(),
        lambda project, partij, rij: project.gemeenten.set([]),
        lambda project, partij, rij: partij.projecten.clear(),
    ],
)
def test_ook_een_relatie_weigert_bulk(zuid_holland, bewerking):
    partij = maak_partij(zuid_holland)
    project = maak_project(zuid_holland, gemeenten=[partij], partijen=[partij])
    rij = maak_afspraak(project, trekker=partij)

    with pytest.raises(NotImplementedError):
        bewerking(project, partij, rij)


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Project, Partij], ids=["project", "partij"])
def test_wat_ergens_staat_wordt_niet_verwijderd(zuid_holland, model):
    partij = maak_partij(zuid_holland)
    obj = {Project: maak_project(zuid_holland, gemeenten=[partij]), Partij: partij}[model]

    with pytest.raises(models.ProtectedError):
        obj.delete()


@pytest.mark.parametrize("bewerking", ["update", "delete", "bulk_update", "_raw_delete"])
def test_de_historie_zelf_is_niet_in_bulk_te_wijzigen(bewerking):
    bewerk = {"update": lambda rijen: rijen.update(naam="x")} | {
        naam: BULK[naam] for naam in ("delete", "bulk_update", "_raw_delete")
    }
    for manager in (Wijziging._default_manager, Wijziging._base_manager):
        with pytest.raises(NotImplementedError):
            bewerk[bewerking](manager.all())


@pytest.mark.django_db
def test_een_regel_van_de_historie_is_niet_te_wijzigen_of_te_wissen(project):
    regel = Wijziging.objects.van(project).first()

    with pytest.raises(NotImplementedError):
        regel.save()
    with pytest.raises(NotImplementedError):
        regel.delete()
