"""What the code does not do, read from its syntax tree; exceptions stand here with their reason."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

BASIS = Path(settings.BASE_DIR)
PAKKETTEN = ["pmiek", "actielijst", "monitoring"]
# a name that must not be used, whatever it is imported as
NAMEN = {"mark_safe", "SafeString", "SafeText", "csrf_exempt", "RawSQL", "load_workbook", "eval"}
NAMEN |= {"exec", "pickle", "HTML"}
METHODEN = {"raw", "extra"}
MAG = {
    ("actielijst/templatetags/documenten.py", "mark_safe"): "a span around words of escaped text",
    ("pmiek/pdf/engine.py", "HTML"): "the one place with a fetcher that refuses",
    ("pmiek/importing/parsing.py", "load_workbook"): "in a limited process, after a look outside",
}
# a scope may also stand at the start of the chain, or around it
SCOPES = {"zichtbaar_voor", "bewerkbaar_door", "van"}
DOORGEEFT = {"get_visible_or_404", "get_editable_or_403"}
ZONDER_SCOPE = {
    ("actielijst/views/beheer.py", "Provincie"): "the province of the role, read again",
    ("actielijst/views/toegang.py", "Provincie"): "the province of the role, read again",
    ("actielijst/views/bewerken.py", "Project"): "handed to get_editable_or_403",
    ("actielijst/views/documenten.py", "Hoofddocumenttekst"): "of the round of the own province",
    ("actielijst/views/documenten.py", "Werker"): "the workers of the site belong to nobody",
    ("actielijst/views/inlezing.py", "Keten"): "how long that of the own province is",
    ("actielijst/views/inlezing.py", "Wijziging"): "of this request itself, and only counted",
    ("actielijst/views/rollen.py", "Rol"): "handed to get_editable_or_403",
    ("actielijst/views/start.py", "Wijziging"): "of projects that are scoped already",
    ("actielijst/views/uitnodigingen.py", "Uitnodiging"): "whoever holds the link has the right",
    ("actielijst/views/uitnodigingen.py", "Gebruiker"): "the account of the address of the link",
    ("actielijst/views/voorbeeldacties.py", "Voorbeeldactie"): "of everybody, or of the province",
    ("monitoring/views/herinneringen.py", "Monitoringronde"): "handed to get_visible_or_404",
    ("monitoring/views/documenten.py", "Monitoringronde"): "handed to get_visible_or_404",
    ("monitoring/views/wijzigingen.py", "Monitoringronde"): "handed to get_editable_or_403",
    ("monitoring/views/wijzigingen.py", "Wijzigingentekst"): "of a round that was scoped",
    ("monitoring/views/vragen.py", "Monitoringregel"): "of a round and projects of the province",
    ("monitoring/views/vragen.py", "VraagAanEnergyboard"): "handed to get_editable_or_403",
    ("monitoring/views/regels.py", "Monitoringregel"): "handed on, or of a row that was scoped",
    ("monitoring/views/rondes.py", "Monitoringronde"): "handed to get_visible_or_404",
    ("pmiek/ongedaan/views.py", "Wijziging"): "judged by the plan that is made of it",
    ("pmiek/views.py", "Keten"): "asks whether the database answers",
}


def bronnen():
    for pakket in PAKKETTEN:
        for pad in sorted((BASIS / pakket).rglob("*.py")):
            if "migrations" not in pad.parts:
                yield pad


def naam(pad):
    return str(pad.relative_to(BASIS))


def per(paden):
    return pytest.mark.parametrize("pad", list(paden), ids=naam)


def knopen(tekst):
    boom = ast.parse(tekst)
    for knoop in ast.walk(boom):
        for kind in ast.iter_child_nodes(knoop):
            kind.ouder = knoop
    return ast.walk(boom)


def verboden_namen(tekst):
    for knoop in knopen(tekst):
        match knoop:
            case ast.Name(id=gevonden) | ast.Attribute(attr=gevonden) if gevonden in NAMEN:
                yield gevonden
            case ast.alias(name=gevonden) if gevonden.split(".")[-1] in NAMEN:
                yield gevonden.split(".")[-1]
            case ast.Call(func=ast.Attribute(attr=gevonden)) if gevonden in METHODEN:
                yield f".{gevonden}("
            case ast.keyword(arg=None, value=waarde) if is_verzoek(waarde):
                yield "**request"
            case ast.keyword(arg="shell", value=ast.Constant(value=True)):
                yield "shell=True"


def is_verzoek(waarde):
    """Whether an expression is about what the visitor sent."""
    return any(
        isinstance(knoop, ast.Attribute) and knoop.attr in {"GET", "POST", "FILES", "COOKIES"}
        for knoop in ast.walk(waarde)
    )


def zonder_scope(tekst):
    """The models that a view reads without saying for whom."""
    for knoop in knopen(tekst):
        if isinstance(knoop, ast.Attribute) and knoop.attr == "objects" and not heeft_scope(knoop):
            yield ast.unparse(knoop.value)


def heeft_scope(knoop):
    ouder = getattr(knoop, "ouder", None)
    while isinstance(ouder, ast.Attribute | ast.Call):
        if isinstance(ouder, ast.Attribute) and ouder.attr in SCOPES:
            return True
        if isinstance(ouder, ast.Call) and getattr(ouder.func, "id", "") in DOORGEEFT:
            return True
        ouder = getattr(ouder, "ouder", None)
    return False


def schermen():
    return [pad for pad in bronnen() if pad.stem == "views" or "views" in pad.parts]


@per(bronnen())
def test_niets_verbodens(pad):
    assert [fout for fout in verboden_namen(pad.read_text()) if (naam(pad), fout) not in MAG] == []


@per(schermen())
def test_een_scherm_leest_met_een_scope(pad):
    open_ = [model for model in zonder_scope(pad.read_text()) if (naam(pad), model) not in MODELLEN]

    assert open_ == []


MODELLEN = set(ZONDER_SCOPE)


def test_elke_uitzondering_is_nog_nodig():
    namen = {(naam(pad), fout) for pad in bronnen() for fout in verboden_namen(pad.read_text())}
    modellen = {(naam(pad), model) for pad in schermen() for model in zonder_scope(pad.read_text())}

    assert set(MAG) - namen == set()
    assert MODELLEN - modellen == set()


@pytest.mark.parametrize(
    ("regel", "fout"),
    [
        ("from django.utils.safestring import mark_safe as m", "mark_safe"),
        ("x = safestring.mark_safe(t)", "mark_safe"),
        ("@csrf_exempt\ndef v(request): pass", "csrf_exempt"),
        ("Project.objects.raw('select')", ".raw("),
        ("rijen.extra(where=['1'])", ".extra("),
        ("rijen.filter(**request.GET.dict())", "**request"),
        ("rijen.filter(**{k: v for k, v in self.request.POST.items()})", "**request"),
        ("openpyxl.load_workbook(bestand)", "load_workbook"),
        ("weasyprint.HTML(string=tekst)", "HTML"),
        ("subprocess.run(opdracht, shell=True)", "shell=True"),
        ("pickle.loads(bytes)", "pickle"),
    ],
)
def test_het_verbod_ziet_de_fout(regel, fout):
    assert fout in set(verboden_namen(regel))


@pytest.mark.parametrize(
    ("regel", "gevonden"),
    [
        ("x = Project.objects.all()", ["Project"]),
        ("x = Project.objects.get(pk=pk)", ["Project"]),
        ("x = Project.objects.filter(pk=pk).zichtbaar_voor(g)", []),
        ("x = get_editable_or_403(Project.objects.voor_fiche(), request, pk=pk)", []),
        ("x = self.model.objects.van(provincie)", []),
    ],
)
def test_de_scope_wordt_gezien(regel, gevonden):
    assert list(zonder_scope(regel)) == gevonden
