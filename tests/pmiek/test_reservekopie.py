"""Backup and restore by their commands, on the database of the test itself."""

import io
import json
import tarfile
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, models
from psycopg import sql

from pmiek.models import Gebruiker, Partij
from pmiek.reservekopie import archief, maken, postgresql
from pmiek.reservekopie.databases import Postgresql
from pmiek.wijziging import Wijziging
from tests.bouwers import maak_partij
from tests.gelijktijdig import tegelijk

pytestmark = pytest.mark.usefixtures("gelijktijdig")
VERVANG = {"vervang": True}


@pytest.fixture
def document(settings):
    pad = Path(settings.DOCUMENT_MAP) / "gemaakt" / "abc.pdf"
    pad.parent.mkdir(parents=True)
    pad.write_bytes(b"%PDF document")
    (pad.parent / "half.tmp").write_bytes(b"half")
    bewaard = Path(settings.DOCUMENT_MAP) / "fiches" / "ab" / "c.pdf"
    bewaard.parent.mkdir(parents=True)
    bewaard.write_bytes(b"opnieuw te maken")
    return pad


@pytest.fixture
def kopie(zuid_holland, redacteur, document, tmp_path):
    maak_partij(zuid_holland, "Leiden")
    call_command("maak_reservekopie", naar=tmp_path / "kopie")
    (pad,) = (tmp_path / "kopie").glob("*.tar")
    return pad


@pytest.fixture
def oude_databases():
    """What a restore keeps on PostgreSQL is another database; a test leaves none behind."""
    yield
    if connection.vendor != "postgresql":
        return
    naam = connection.settings_dict["NAME"]
    connection.close()
    with postgresql._beheer() as beheer:
        vraag = "SELECT datname FROM pg_database WHERE datname LIKE %s"
        for (oud,) in beheer.execute(vraag, [f"{naam}\\_oud\\_%"]).fetchall():
            beheer.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(oud)))


def herstel(pad, **opties):
    uitvoer = io.StringIO()
    call_command("herstel_reservekopie", pad, stdout=uitvoer, **opties)
    return uitvoer.getvalue()


def namen():
    return set(Partij.objects.values_list("naam", flat=True))


def test_een_kopie_bevat_wat_nodig_is_en_niet_meer(kopie):
    with tarfile.open(kopie) as tar:
        assert tar.getnames() == ["database", "documenten/gemaakt/abc.pdf", "manifest.json"]
        manifest = json.loads(tar.extractfile("manifest.json").read())

    assert manifest["aantallen"]["pmiek.Partij"] == 1
    assert manifest["historie"][str(Partij.objects.get().provincie_id)][0] > 0
    assert [pad.name for pad in kopie.parent.iterdir() if pad.suffix == ".tmp"] == []
    assert kopie.stat().st_mode & 0o777 == 0o600


def test_een_document_dat_intussen_is_opgeruimd_houdt_de_kopie_niet_tegen(
    document, tmp_path, monkeypatch
):
    blijft = document.with_name("blijft.pdf")
    blijft.write_bytes(b"%PDF")

    def en_dan_opgeruimd(documenten=maken._documenten):
        gevonden = documenten()
        document.unlink()
        return gevonden

    monkeypatch.setattr(maken, "_documenten", en_dan_opgeruimd)
    pad = maken.maak(tmp_path / "kopie")

    with tarfile.open(pad) as tar:
        assert tar.getnames() == ["database", "documenten/gemaakt/blijft.pdf", "manifest.json"]
    assert "is in orde" in herstel(pad, controleer=True)


def test_zonder_de_database_is_er_geen_kopie(tmp_path):
    doel = tmp_path / "kopie.tar"
    with pytest.raises(FileNotFoundError):
        archief.schrijf(doel, {}, [(archief.DATABASE, tmp_path / "weg")])

    assert list(tmp_path.glob("kopie*")) == []


def test_controleren_verandert_niets(kopie, zuid_holland):
    maak_partij(zuid_holland, "Gouda")

    assert "is in orde en hier te herstellen" in herstel(kopie, controleer=True)
    assert namen() == {"Leiden", "Gouda"}


@pytest.mark.usefixtures("oude_databases")
def test_herstellen_brengt_alles_terug_en_bewaart_wat_er_stond(kopie, zuid_holland, document):
    maak_partij(zuid_holland, "Gouda")
    document.unlink()

    assert "is hersteld: " in (uitvoer := herstel(kopie, **VERVANG))
    assert "De gegevens van daarvoor staan in" in uitvoer
    assert namen() == {"Leiden"}
    assert document.read_bytes() == b"%PDF document"
    maak_partij(zuid_holland, "Delft")  # and it can be written again


@pytest.mark.usefixtures("oude_databases")
def test_na_herstel_is_niemand_ingelogd(kopie, client, redacteur, tmp_path):
    client.force_login(redacteur)
    call_command("maak_reservekopie", naar=tmp_path / "later")
    (later,) = (tmp_path / "later").glob("*.tar")
    herstel(later, **VERVANG)

    assert client.get("/hulp/").status_code == 302


def test_gegevens_worden_niet_zonder_vragen_vervangen(kopie):
    with pytest.raises(CommandError, match="Er staan al gegevens"):
        herstel(kopie)


def test_ook_terwijl_er_wordt_geschreven_is_de_kopie_heel(zuid_holland, tmp_path):
    def schrijf():
        for nummer in range(15):
            maak_partij(zuid_holland, f"Partij {tmp_path.name} {nummer}")

    def kopieer():
        call_command("maak_reservekopie", naar=tmp_path, stdout=io.StringIO())

    maak_partij(zuid_holland, "vooraf")
    assert tegelijk(schrijf, kopieer) == [None, None]

    (pad,) = tmp_path.glob("*.tar")
    assert "is in orde" in herstel(pad, controleer=True)


def bewerk(pad, veranderd):
    """The same file with other parts, and no checksum beside it."""
    with tarfile.open(pad) as tar:
        delen = {naam: tar.extractfile(naam).read() for naam in tar.getnames()}
    delen = veranderd(delen)
    with tarfile.open(pad, "w") as tar:
        for naam, inhoud in delen.items():
            info = tarfile.TarInfo(naam)
            info.size = len(inhoud)
            tar.addfile(info, io.BytesIO(inhoud))
    pad.with_name(f"{pad.name}.sha256").unlink(missing_ok=True)


def manifest_met(**velden):
    def verander(delen):
        manifest = json.loads(delen["manifest.json"]) | velden
        return delen | {"manifest.json": json.dumps(manifest).encode()}

    return verander


def zonder(naam):
    return lambda delen: {deel: delen[deel] for deel in delen if deel != naam}


def met_pad_naar_buiten(delen):
    manifest = json.loads(delen["manifest.json"])
    manifest["delen"]["../buiten"] = {"sha256": "", "grootte": 1}
    return delen | {"../buiten": b"x", "manifest.json": json.dumps(manifest).encode()}


GEEN_HELE, ANDERS = "geen hele reservekopie", "niet zoals het werd vastgelegd"
VERANDERINGEN = {
    "database": (lambda delen: delen | {"database": delen["database"][:-1] + b"x"}, ANDERS),
    "document": (lambda delen: delen | {"documenten/gemaakt/abc.pdf": b"ander"}, ANDERS),
    "document weg": (zonder("documenten/gemaakt/abc.pdf"), GEEN_HELE),
    "manifest weg": (zonder("manifest.json"), GEEN_HELE),
    "deel erbij": (lambda delen: delen | {"erbij": b"x"}, GEEN_HELE),
    "pad naar buiten": (met_pad_naar_buiten, GEEN_HELE),
    "andere database": (manifest_met(database="MySQL"), "is van MySQL; deze installatie gebruikt"),
    "andere versie": (manifest_met(migraties=["pmiek.0999_later"]), "een andere versie"),
    "andere vorm": (manifest_met(formaat=99), "een vorm die deze versie niet kent"),
    "andere telling": (
        manifest_met(aantallen={"pmiek.Partij": 7}),
        "staan 1 rijen; er werden er 7",
    ),
}


def test_een_veranderde_kopie_wordt_geweigerd(kopie, tmp_path):
    # one backup for all: making and unpacking one takes seconds on PostgreSQL
    heel = kopie.read_bytes()
    for nummer, (naam, (veranderd, zin)) in enumerate(VERANDERINGEN.items()):
        pad = tmp_path / f"{nummer}.tar"
        pad.write_bytes(heel)
        bewerk(pad, veranderd)
        assert zin in geweigerd(pad), naam

    assert namen() == {"Leiden"}


def geweigerd(pad):
    with pytest.raises(CommandError) as fout:
        herstel(pad, **VERVANG)
    return str(fout.value)


def test_een_afgebroken_kopie_wordt_geweigerd(kopie):
    inhoud, som = kopie.read_bytes(), kopie.with_name(f"{kopie.name}.sha256")
    for deel in (0, 0.3, 0.9):
        kopie.write_bytes(inhoud[: int(len(inhoud) * deel)])
        assert "hoort bij een ander bestand" in geweigerd(kopie)

    som.unlink()
    for deel in (0, 0.3, 0.9):
        kopie.write_bytes(inhoud[: int(len(inhoud) * deel)])
        assert GEEN_HELE in geweigerd(kopie)


def test_een_gekopieerd_databasebestand_is_geen_reservekopie(tmp_path, zuid_holland):
    bestand = tmp_path / "pmiek.sqlite3"
    bestand.write_bytes(b"SQLite format 3\x00" + bytes(4096))

    assert GEEN_HELE in geweigerd(bestand)


def test_een_kopie_waarvan_de_historie_is_veranderd_wordt_geweigerd(zuid_holland, tmp_path):
    maak_partij(zuid_holland)
    regel = Wijziging.objects.first()
    models.QuerySet(Wijziging).filter(pk=regel.pk).update(naam="vervalst")
    call_command("maak_reservekopie", naar=tmp_path)
    (pad,) = tmp_path.glob("*.tar")

    with pytest.raises(CommandError, match="De historie in deze reservekopie klopt niet"):
        herstel(pad, controleer=True)


def test_een_mislukte_wissel_laat_alles_zoals_het_was(kopie, zuid_holland, monkeypatch):
    def mislukt(self, bestand, oud):
        raise archief.KopieFout("bezet")

    monkeypatch.setattr("pmiek.reservekopie.databases.Sqlite.wissel", mislukt)
    monkeypatch.setattr("pmiek.reservekopie.databases.Postgresql.wissel", mislukt)
    maak_partij(zuid_holland, "Gouda")
    with pytest.raises(CommandError, match="bezet"):
        herstel(kopie, **VERVANG)

    assert namen() == {"Leiden", "Gouda"}
    assert Gebruiker.objects.count() == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite needs no other program")
def test_zonder_pg_dump_staat_er_welk_pakket_nodig_is(zuid_holland, tmp_path, monkeypatch):
    monkeypatch.setattr(postgresql.shutil, "which", lambda naam: None)

    with pytest.raises(CommandError, match="Installeer het pakket postgresql-client"):
        call_command("maak_reservekopie", naar=tmp_path)


def test_een_map_waarin_niet_te_schrijven_is_wordt_genoemd(zuid_holland, tmp_path):
    bestand = tmp_path / "bestand"
    bestand.touch()

    for naar in (bestand, bestand / "map"):
        with pytest.raises(CommandError, match=f"In {naar} is niet te schrijven: "):
            call_command("maak_reservekopie", naar=naar)


def test_een_kopie_die_er_niet_is_wordt_genoemd(zuid_holland, tmp_path):
    with pytest.raises(CommandError, match=r"weg\.tar is er niet"):
        call_command("herstel_reservekopie", tmp_path / "weg.tar", controleer=True)


@pytest.fixture
def tls():
    """The options of a database whose server is known by its certificate."""
    opties = {
        "sslmode": "verify-full",
        "sslrootcert": "/etc/pmiek/ca.pem",
        "sslcert": "/etc/pmiek/pmiek.pem",
        "sslkey": "/etc/pmiek/pmiek.key",
    }
    # away again before the test database is emptied, which would ask for them
    with pytest.MonkeyPatch.context() as zolang:
        zolang.setitem(connection.settings_dict, "OPTIONS", opties | {"options": "-c a=b"})
        yield opties


def test_pg_dump_weet_hoe_de_site_haar_database_herkent(tls):
    omgeving = postgresql._omgeving()

    assert {naam: omgeving[f"PG{naam.upper()}"] for naam in tls} == tls


def test_de_herstelde_database_wordt_bekeken_zoals_de_site_de_hare(tls, monkeypatch, tmp_path):
    for naam in ("zet_klaar", "verwijder"):
        monkeypatch.setattr(postgresql, naam, lambda *wat: None)

    with Postgresql().klaargezet(tmp_path) as alias:
        assert connections[alias].settings_dict["OPTIONS"] == tls | {"connect_timeout": 5}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no users")
def test_wie_geen_database_mag_maken_hoort_als_wie_dat_is(zuid_holland, kopie, monkeypatch):
    def nee(beheer, opdracht, *args):
        if "CREATE DATABASE" in str(opdracht):
            raise psycopg.errors.InsufficientPrivilege
        return echt(beheer, opdracht, *args)

    echt = psycopg.Connection.execute
    monkeypatch.setattr(psycopg.Connection, "execute", nee)
    # as in an address without one: the user of the machine
    monkeypatch.setitem(connection.settings_dict, "USER", "")
    monkeypatch.setenv("PGUSER", "postgres")
    with pytest.raises(CommandError, match="ALTER ROLE postgres CREATEDB"):
        herstel(kopie, controleer=True)
