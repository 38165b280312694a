"""D: a backup while people write, a wrong backup, a history that was altered."""

import json
import shutil
import tarfile
import threading
import time
import uuid
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction

from actielijst.models import Project
from pmiek.enums import Kanaal, Wijzigingsoort
from pmiek.historie_controle import controleer_historie
from pmiek.history import acting_as
from pmiek.keten import Keten
from pmiek.wijziging import Wijziging
from tests.weerbaarheid.bezoeker import Bezoeker, formulier, met
from tests.weerbaarheid.gegevens import WACHTWOORD, maak_plek
from tests.weerbaarheid.omgeving import database, wacht_tot
from tests.weerbaarheid.proeven_uitval import Schrijver, maak_schrijfplek, schrijvers
from tests.weerbaarheid.register import proef

RAUW = models.QuerySet(Wijziging)
# the texts of a fiche, printed by the restored installation itself
TEKSTEN = (
    "from pmiek.wijziging import Wijziging;"
    "print(*[str(veld['nieuw']) for velden in Wijziging.objects.values_list('velden', flat=True)"
    " for veld in velden.values()], sep='\\n')"
)


def maak_kopie(omgeving, map_):
    omgeving.beheer("maak_reservekopie", "--naar", map_)
    (pad,) = Path(map_).glob("*.tar")
    return pad


@proef("D2", "alles van voor het begin erin, hersteld <= 5 min, inloggen en export werken")
def d2(omgeving):
    plek = maak_schrijfplek(echte_code=True)
    map_ = omgeving.map / "kopie"
    document = Path(settings.DOCUMENT_MAP) / "gemaakt" / "kopie.pdf"
    document.parent.mkdir(parents=True, exist_ok=True)
    document.write_bytes(b"%PDF een gemaakt document")
    with omgeving.site() as site:
        lijst = schrijvers(plek, site.poort)
        wacht_tot(lambda: all(len(een.bevestigd) > 2 for een in lijst), 60)
        vooraf = [tekst for een in lijst for tekst in een.bevestigd]
        pad = maak_kopie(omgeving, map_)
        Schrijver.stop_alle(lijst)
    begin = time.monotonic()
    with database(omgeving.soort, str(omgeving.map), "hersteld") as adres:
        eigen = {"DATABASE_URL": adres, "PMIEK_VAR": str(omgeving.map / "hersteld")}
        omgeving.beheer("herstel_reservekopie", pad, **eigen)
        duur = time.monotonic() - begin
        teksten = set(omgeving.beheer("shell", "-c", TEKSTEN, **eigen).stdout.splitlines())
        historie = omgeving.beheer("controleer_historie", goed=False, **eigen).returncode == 0
        werkt = _inloggen_en_export(omgeving, plek, eigen)
    weg = [tekst for tekst in vooraf if tekst not in teksten]
    ook = omgeving.map / "hersteld" / "documenten" / "gemaakt" / "kopie.pdf"
    document_er = ook.exists() and ook.read_bytes() == document.read_bytes()
    return (
        f"{len(vooraf)} bevestigd vooraf, {len(weg)} ontbreken, hersteld in {duur:.0f} s, "
        f"inloggen en export {'werken' if werkt else 'werken niet'}",
        len(vooraf) > 4 and not weg and duur <= 300 and werkt and historie and document_er,
    )


def _inloggen_en_export(omgeving, plek, eigen):
    with omgeving.eigen_site(**eigen) as site:
        bezoeker = Bezoeker(site.poort)
        inlog = formulier(bezoeker.haal("/account/login/"), "login")
        gegevens = {"login": plek.gebruikers[0].email, "password": WACHTWOORD}
        binnen = bezoeker.volg(bezoeker.stuur("/account/login/", met(inlog, **gegevens)))
        export = bezoeker.haal(f"{plek.adres}projecten/exporteren/")
    return binnen.status == 200 and export.status == 200 and export.bytes_.startswith(b"PK")


@proef("D3", "elke foute kopie geweigerd met een zin, de goede aangenomen")
def d3(omgeving):
    maak_plek()
    pad = maak_kopie(omgeving, omgeving.map / "kopie-d3")
    foute = {
        "los bestand": _los_bestand,
        "afgebroken": _afgebroken,
        "andere versie": _andere_versie,
        "document weg": _document_weg,
        "veranderd": _veranderd,
    }
    aangenomen = []
    for naam, maak in foute.items():
        fout = omgeving.map / f"{naam.replace(' ', '-')}.tar"
        maak(pad, fout)
        proces = omgeving.beheer("herstel_reservekopie", fout, "--controleer", goed=False)
        if proces.returncode != 1 or "Traceback" in proces.stderr:
            aangenomen.append(naam)
    goede = omgeving.beheer("herstel_reservekopie", pad, "--controleer", goed=False)
    leeg = omgeving.beheer("herstel_reservekopie", pad, goed=False)
    gevraagd = leeg.returncode == 1 and "--vervang" in leeg.stderr
    return (
        f"{len(foute) - len(aangenomen)} van {len(foute)} geweigerd {aangenomen}, "
        f"goede kopie {'aangenomen' if goede.returncode == 0 else goede.stderr[-80:]}",
        not aangenomen and goede.returncode == 0 and gevraagd,
    )


def _los_bestand(pad, doel):
    """What `cp` would give: on SQLite the main file, on PostgreSQL a piece of a dump."""
    if connection.vendor == "sqlite":
        shutil.copyfile(connection.settings_dict["NAME"], doel)
    else:
        doel.write_bytes(b"PGDMP" + bytes(4096))


def _afgebroken(pad, doel):
    doel.write_bytes(pad.read_bytes()[:-30_000])


def _andere_versie(pad, doel):
    _met_manifest(pad, doel, lambda manifest: manifest["migraties"].append("pmiek.0999_later"))


def _document_weg(pad, doel):
    _met_manifest(
        pad,
        doel,
        lambda manifest: manifest["delen"].update({"documenten/x": {"sha256": "", "grootte": 0}}),
    )


def _veranderd(pad, doel):
    inhoud = bytearray(pad.read_bytes())
    inhoud[4096] ^= 1
    doel.write_bytes(inhoud)


def _met_manifest(pad, doel, verander):
    with tarfile.open(pad) as oud, tarfile.open(doel, "w") as nieuw:
        for lid in oud.getmembers():
            if lid.name != "manifest.json":
                nieuw.addfile(lid, oud.extractfile(lid))
        manifest = json.loads(oud.extractfile("manifest.json").read())
        verander(manifest)
        tekst = doel.with_suffix(".json")
        tekst.write_text(json.dumps(manifest))
        nieuw.add(tekst, "manifest.json")


@proef(
    "D6",
    "100.000 regels <= 5 s, eerste foute regel genoemd, 0 vertakkingen na 50 schrijvers",
    rustig=True,
)
def d6(omgeving):
    vertakt = _vijftig_schrijvers()
    plek = maak_plek()
    _veel_regels(plek.projecten[0], 100_000)
    begin = time.process_time()
    ongeschonden = not any(uitslag.breuk for uitslag in controleer_historie())
    duur = time.process_time() - begin
    genoemd = [
        _genoemd(plek, 777, lambda rij: RAUW.filter(pk=rij.pk).update(naam="anders")),
        _genoemd(plek, 500, lambda rij: RAUW.filter(pk=rij.pk)._raw_delete("default")),
    ]
    Keten.objects.filter(pk=plek.provincie.pk).update(aantal=499)
    genoemd.append(_uitslag(plek).aantal == 499)
    # put away: later tests look at the whole history
    RAUW.filter(provincie=plek.provincie)._raw_delete("default")
    Keten.objects.filter(pk=plek.provincie.pk).update(aantal=0, zegel="")
    return (
        f"{duur:.1f} s, {sum(genoemd)} van 3 genoemd, {vertakt} vertakkingen",
        ongeschonden and duur <= 5 and all(genoemd) and vertakt == 0,
    )


def _genoemd(plek, nummer, doe):
    doe(Wijziging.objects.get(provincie=plek.provincie, volgnummer=nummer))
    return _uitslag(plek).aantal == nummer - 1


def _uitslag(plek):
    (uitslag,) = [u for u in controleer_historie() if u.naam == plek.provincie.naam]
    return uitslag


def _vijftig_schrijvers():
    """Places in a chain that are taken twice or missing, after 50 writers at the same moment."""
    plek = maak_plek(projecten=50, afspraken=0, gebruikers=1)
    start = threading.Barrier(50)

    def schrijf(pk):
        try:
            start.wait()
            with acting_as(None, Kanaal.OPDRACHT):
                project = Project.objects.get(pk=pk)
                project.doel = "tegelijk"
                project.save()
        finally:
            connection.close()

    draden = [threading.Thread(target=schrijf, args=(p.pk,)) for p in plek.projecten]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    uitslag = _uitslag(plek)
    nummers = list(
        Wijziging.objects.filter(provincie=plek.provincie).values_list("volgnummer", flat=True)
    )
    geschreven = Project.objects.filter(provincie=plek.provincie, doel="tegelijk").count()
    return len(nummers) - len(set(nummers)) + bool(uitslag.breuk) + (50 - geschreven)


def _veel_regels(project, aantal):
    soort = ContentType.objects.get_for_model(project)
    veld = {"plaats": 1, "label": "doel", "oud": "a", "nieuw": "b"}
    for _ in range(aantal // 5000):
        regels = [
            Wijziging(
                door_naam="S. Bakker",
                kanaal=Kanaal.SCHERM,
                handeling=uuid.uuid4(),
                soort=Wijzigingsoort.GEWIJZIGD,
                provincie=project.provincie,
                soort_object=soort,
                object_id=project.pk,
                naam=str(project),
                onderwerp_soort=soort,
                onderwerp_id=project.pk,
                velden={"doel": veld | {"oud_tekst": "a", "nieuw_tekst": "b"}},
            )
            for _ in range(5000)
        ]
        with transaction.atomic():
            Keten.objects.vasthouden(project.provincie_id).verzegel(regels)
            RAUW.bulk_create(regels, batch_size=500)
