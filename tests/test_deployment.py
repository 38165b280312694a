"""Makefile, container, compose, README and licence say the same thing."""

import configparser
import contextlib
import gc
import json
import os
import re
import runpy
import selectors
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from gunicorn.config import Config
from PIL import Image

from pmiek.pdf.pool import LIMITS_NOW
from tests.beelden.maak import BEELDEN, MERK, merk
from tests.test_architecture import ONGEVOLGD

WORTEL = Path(settings.BASE_DIR)
SLOTEN = ["requirements.txt", "requirements-dev.txt"]
GUNICORN = "-m gunicorn"
WORKER = "manage.py db_worker"


def lees(naam):
    return (WORTEL / naam).read_text()


def pakketten(groep):
    regels = [regel.split() for regel in lees(".ci/pakketten").splitlines()]
    return [regel[1] for regel in regels if regel[:1] == [groep]]


def compose():
    return yaml.safe_load(lees("compose.yaml"))


def opdracht_na(tekst, begin):
    """The options after `begin`, but for the address to listen on."""
    rest = tekst.split(begin, 1)[1].replace("\\\n", " ").splitlines()[0]
    rest = re.sub(r'[",\]]', " ", rest)
    return re.sub(r"--bind\s+\S+", "", rest).split()


def vergrendeld(naam):
    """Each locked package with the number of its hashes."""
    delen = re.split(r"(?m)^(?=\S)", lees(naam))
    return {deel.split("==")[0]: deel.count("--hash=sha256:") for deel in delen if deel.strip()}


def test_de_beelden_in_de_readme_zijn_van_deze_demo():
    genoemd = re.findall(r"!\[[^]]+\]\((tests/beelden/\w+\.png)\)", lees("README.md"))
    merken = {}
    for naam in genoemd:
        with Image.open(WORTEL / naam) as beeld:
            merken[naam] = beeld.info.get(MERK)

    # after a change of the demo: make demo, then python -m tests.beelden.maak ADRES
    assert merken == dict.fromkeys((f"tests/beelden/{naam}.png" for naam in BEELDEN), merk())


def test_dockerfile_en_project_gebruiken_dezelfde_python():
    versie = re.search(r"^FROM python:([\d.]+)-", lees("Dockerfile"), re.MULTILINE)[1]
    assert f'requires-python = ">={versie}"' in lees("pyproject.toml")


def test_dockerfile_installeert_de_vergrendelde_pakketten():
    assert "pip install --no-cache-dir --require-hashes --requirement requirements.txt" in lees(
        "Dockerfile"
    )


def test_dockerfile_leest_de_systeempakketten_uit_de_ene_lijst():
    assert "sed -nE 's/^(demo|kopie) //p' .ci/pakketten | xargs apt-get install" in lees(
        "Dockerfile"
    )


def test_dockerfile_draait_niet_als_root():
    regels = lees("Dockerfile").splitlines()
    assert [regel for regel in regels if regel.startswith("USER")] == ["USER pmiek"]


def test_de_gebruiker_van_de_container_is_die_van_de_reservekopie_in_de_readme():
    nummer = re.search(r"useradd --uid (\d+) .* pmiek ", lees("Dockerfile"))[1]
    assert f"--owner {nummer} kopie" in lees("README.md")


def test_readme_maakt_de_gebruiker_en_de_map_waarin_die_schrijft():
    opdrachten = lees("README.md").split("apt-get install", 1)[1].split("```")[0]
    assert re.search(r"useradd .* pmiek$", opdrachten, re.MULTILINE)
    assert "install --directory --owner pmiek --mode 0700 var\n" in opdrachten


def test_de_opdracht_van_een_echte_installatie_kent_de_instellingen(tmp_path):
    """Without them a command would work on another database, and say that all is well."""
    script = textwrap.dedent(lees("README.md").split("<<'SCRIPT'\n")[1].split("   SCRIPT\n")[0])
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$DATABASE_URL"; pwd; printf "[%s]" "$@"\n')
    python.chmod(0o755)
    instellingen = tmp_path / "pmiek.env"
    instellingen.write_text("DATABASE_URL='postgres:///a$b c'\n")
    vervangen = {"/etc/pmiek.env": instellingen, "/srv/pmiek": tmp_path}
    for oud, nieuw in {**vervangen, "/usr/sbin/runuser -u pmiek --": "env"}.items():
        assert oud in script
        script = script.replace(oud, str(nieuw))

    uit = subprocess.run(
        ["bash", "-c", script, "pmiek", "maak", "S. Jansen"], capture_output=True, text=True
    )

    assert uit.stdout.splitlines() == [
        "postgres:///a$b c",
        str(tmp_path),
        "[manage.py][maak][S. Jansen]",
    ]


def test_elke_opdracht_na_de_inrichting_gaat_met_die_instellingen():
    installatie = lees("README.md").split("## A real installation")[1]
    na_het_script = installatie.split("   SCRIPT\n")[1].partition("**Containers.**")
    assert "python manage.py" not in na_het_script[0].replace(f"python {WORKER}", "")
    assert re.findall(r"`manage\.py \w+", na_het_script[0] + na_het_script[2]) == []
    assert ".venv/bin/python manage.py" not in na_het_script[2].split("**Backup.**")[1]


def test_shell_en_systemd_lezen_dezelfde_waarden():
    """For systemd what follows a value on its line is a part of it, a remark too."""
    regels = lees("README.md").split("in `/etc/pmiek.env`", 1)[1].split("```")[1].splitlines()[1:]
    waarden = [regel.strip() for regel in regels if not regel.strip().startswith("#")]
    assert [waarde for waarde in waarden if re.search(r"[\s#]", waarde)] == []


def test_elke_map_van_de_toepassing_gaat_in_de_container():
    gekopieerd = re.findall(r"^COPY (\w+) \1$", lees("Dockerfile"), re.MULTILINE)
    mappen = {pad.name for pad in WORTEL.iterdir() if pad.is_dir() and pad.name[0] != "."}
    assert set(gekopieerd) == mappen - {"tests"} - ONGEVOLGD


def test_wat_de_container_kopieert_komt_door_dockerignore():
    toegelaten = set(re.findall(r"^!(.+)$", lees(".dockerignore"), re.MULTILINE))
    bronnen = [regel.split()[1:-1] for regel in re.findall(r"^COPY .+", lees("Dockerfile"), re.M)]
    assert {bron for regel in bronnen for bron in regel} == toegelaten


def test_readme_noemt_de_systeempakketten_van_een_echte_installatie():
    genoemd = lees("README.md").split("apt-get install", 1)[1].split("```")[0]
    assert {*pakketten("python"), *pakketten("demo"), *pakketten("kopie")} <= set(genoemd.split())


@pytest.mark.parametrize("bestand", ["Dockerfile", "README.md", ".ci/demo"])
def test_gunicorn_krijgt_overal_alleen_een_adres_mee(bestand):
    tekst = lees(bestand).replace('", "', " ")
    assert opdracht_na(tekst, GUNICORN) == []


def test_de_instellingen_van_gunicorn_zijn_geldig_en_laten_een_verzoek_af_maken():
    proces = subprocess.run(
        [sys.executable, "-m", "gunicorn", "--check-config"],
        cwd=WORTEL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (proces.returncode, proces.stderr) == (0, "")
    opties = runpy.run_path(str(WORTEL / "gunicorn.conf.py"))
    assert LIMITS_NOW.wait_seconds < opties["graceful_timeout"] < opties["timeout"] <= 60
    assert compose()["services"]["web"]["stop_grace_period"] == "1m"


def test_wie_wacht_op_een_proces_dat_stopt_wordt_nog_bediend_en_daarna_is_de_deur_dicht():
    soort = runpy.run_path(str(WORTEL / "gunicorn.conf.py"))["Worker"]
    bediend = []
    with contextlib.ExitStack() as stapel:
        deur = stapel.enter_context(socket.create_server(("127.0.0.1", 0)))
        adres = deur.getsockname()
        worker = soort(1, os.getppid(), [deur], None, 30, Config(), None)
        stapel.callback(worker.tmp.close)
        worker.poller = stapel.enter_context(selectors.DefaultSelector())
        worker.enqueue_req = lambda conn: bediend.append(stapel.enter_context(conn.sock))
        worker.set_accept_enabled(True)
        for _ in range(3):
            stapel.enter_context(socket.create_connection(adres))

        worker.alive = False
        worker.set_accept_enabled(False)

        assert len(bediend) == 3
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(adres)


def test_een_webproces_ruimt_zelden_op(monkeypatch):
    gezet = []
    monkeypatch.setattr(gc, "freeze", lambda: gezet.append("vast"))
    monkeypatch.setattr(gc, "set_threshold", lambda *grenzen: gezet.append(grenzen))

    runpy.run_path(str(WORTEL / "gunicorn.conf.py"))["post_worker_init"](None)

    assert gezet == ["vast", (50_000, 20, 20)]


def test_de_worker_is_overal_dezelfde_opdracht():
    assert compose()["services"]["worker"]["command"] == ["python", *WORKER.split()]
    assert re.findall(rf"{WORKER}.*", lees("README.md")) == [WORKER]
    assert re.findall(rf"{WORKER}[^2\n]*", lees(".ci/demo")) == [f"{WORKER} "]


def eenheid(naam):
    tekst = lees("README.md").split(f"/etc/systemd/system/{naam}.service`", 1)[1].split("```")[1]
    lezer = configparser.ConfigParser(interpolation=None)
    lezer.optionxform = str
    lezer.read_string(textwrap.dedent(tekst.removeprefix("ini\n")))
    return {deel: dict(lezer[deel]) for deel in lezer.sections()}


def test_herladen_is_voor_de_site_en_niet_voor_de_worker():
    """HUP gives gunicorn new code, and ends the worker with what it was making."""
    assert eenheid("pmiek-web")["Service"]["ExecReload"] == "/bin/kill -HUP $MAINPID"
    assert "ExecReload" not in eenheid("pmiek-worker")["Service"]
    assert "systemctl reload pmiek-web\n" in lees("README.md")
    assert "systemctl restart pmiek-worker\n" in lees("README.md")


@pytest.mark.parametrize("naam", ["pmiek-web", "pmiek-worker"])
def test_wie_stopt_houdt_de_processen_die_een_document_voor_hem_opmaken(naam):
    """Those know no end but the hard one: a signal to all of them breaks the document off."""
    assert eenheid(naam)["Service"]["KillMode"] == "mixed"


def test_site_en_worker_draaien_als_dezelfde_gebruiker_met_dezelfde_instellingen():
    web, worker = eenheid("pmiek-web"), eenheid("pmiek-worker")
    anders = {"ExecStart", "ExecReload", "TimeoutStopSec"}
    gelijk = [
        {naam: waarde for naam, waarde in deel["Service"].items() if naam not in anders}
        for deel in (web, worker)
    ]
    assert gelijk[0] == gelijk[1]
    assert web["Install"] == worker["Install"]
    assert worker["Service"]["TimeoutStopSec"] == "5min"
    assert compose()["services"]["worker"]["stop_grace_period"] == "5m"


def test_compose_migreert_voor_site_en_worker():
    diensten = compose()["services"]
    klaar = {"migrate": {"condition": "service_completed_successfully"}}
    assert [diensten[naam]["depends_on"] for naam in ("web", "worker")] == [klaar, klaar]
    assert "command" not in diensten["web"]


def test_compose_stopt_zonder_geheimen():
    omgeving = compose()["x-app"]["environment"]
    verplicht = {naam for naam, waarde in omgeving.items() if ":?" in waarde}
    assert verplicht == {"DATABASE_URL", "PMIEK_SECRET_KEY", "PMIEK_HOSTS"}


def test_in_een_container_is_elke_instelling_van_een_echte_installatie_te_zetten():
    vast = {"PMIEK_PRODUCTIE", "PMIEK_VAR"}
    niet_in_productie = {"PMIEK_DEMO", "PMIEK_DEBUG"}
    assert set(compose()["x-app"]["environment"]) == instellingen() - vast - niet_in_productie


def instellingen():
    return set(re.findall(r'"(PMIEK_[A-Z_]+|DATABASE_URL)"', lees("pmiek/settings.py")))


def test_readme_noemt_elke_instelling():
    tabel = [regel for regel in lees("README.md").splitlines() if regel.startswith("   | `")]
    namen = {naam for regel in tabel for naam in re.findall(r"`([A-Z_]+)`", regel.split("|")[1])}
    assert namen == instellingen()


def test_het_voorbeeld_in_de_readme_verstuurt_mail_met_een_wachtwoord(monkeypatch, tmp_path):
    voorbeeld = lees("README.md").split("in `/etc/pmiek.env`", 1)[1].split("```")[1]
    for naam, waarde in re.findall(r"(?m)^ *(\w+)=(.+)$", voorbeeld):
        monkeypatch.setenv(naam, waarde)

    mail = mailinstellingen(monkeypatch, tmp_path)

    assert mail["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert (mail["EMAIL_HOST"], mail["EMAIL_PORT"]) == ("mail.provincie.example", 587)
    assert (mail["EMAIL_HOST_USER"], mail["EMAIL_HOST_PASSWORD"]) == ("pmiek", "…")
    assert mail["EMAIL_USE_TLS"]


@pytest.mark.parametrize(
    ("poort", "tls", "starttls", "meteen"),
    [
        ("25", "0", False, False),
        ("587", "1", True, False),
        ("465", "1", False, True),
        ("465", "0", False, True),
    ],
)
def test_op_poort_465_is_een_gesprek_met_de_mailserver_meteen_versleuteld(
    monkeypatch, tmp_path, poort, tls, starttls, meteen
):
    monkeypatch.setenv("PMIEK_EMAIL_PORT", poort)
    monkeypatch.setenv("PMIEK_EMAIL_TLS", tls)

    mail = mailinstellingen(monkeypatch, tmp_path)

    # both at once is refused by Django at the first mail
    assert (mail["EMAIL_USE_TLS"], mail["EMAIL_USE_SSL"]) == (starttls, meteen)


def mailinstellingen(monkeypatch, map_):
    monkeypatch.setenv("PMIEK_VAR", str(map_))
    return runpy.run_path(str(WORTEL / "pmiek/settings.py"))


def test_readme_noemt_accounts_die_de_demo_heeft():
    accounts = {account["email"] for account in json.loads(lees("fixtures/demo/accounts.json"))}
    genoemd = set(re.findall(r"`(\w+@[\w.-]+)`", lees("README.md").split("## Roles")[0]))
    assert genoemd == {adres for adres in accounts if not adres.endswith("utrecht.example")} | {
        "secretaris@utrecht.example"
    }


def test_proxy_laat_evenveel_door_als_de_toepassing():
    megabytes = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2
    assert re.findall(r"client_max_body_size (\d+)m;", lees("README.md")) == [str(megabytes)]


def test_readme_noemt_elke_opdracht_van_de_makefile_die_bestaat():
    doelen = set(re.search(r"^\.PHONY: (.+)$", lees("Makefile"), re.MULTILINE)[1].split())
    assert set(re.findall(r"make (\w+)", lees("README.md"))) - {"alone"} == doelen - {"help"}


def test_statische_bestanden_zijn_te_verzamelen_voor_productie(tmp_path):
    productie = {"PMIEK_PRODUCTIE": "1", "PMIEK_SECRET_KEY": "test", "PMIEK_HOSTS": "localhost"}
    proces = subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput"],
        cwd=WORTEL,
        env={**os.environ, **productie, "PMIEK_VAR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (proces.returncode, proces.stderr) == (0, "")
    ingepakt = {pad.suffixes[-2] for pad in tmp_path.glob("static/**/*.br")}
    assert ".ttf" not in ingepakt
    assert ingepakt > {".css", ".js", ".svg"}


@pytest.mark.parametrize("naam", SLOTEN)
def test_elk_vergrendeld_pakket_heeft_een_hash(naam):
    assert [pakket for pakket, aantal in vergrendeld(naam).items() if not aantal] == []


@pytest.mark.parametrize("naam", SLOTEN)
def test_slot_noemt_geen_pakketbron(naam):
    assert re.findall(r"://|--index|--extra|--find|--trusted", lees(naam)) == []


def test_de_demo_en_de_tests_gebruiken_dezelfde_versies():
    runtime, dev = ({*re.findall(r"(?m)^\S+==\S+", lees(naam))} for naam in SLOTEN)
    assert runtime - dev == set()


def test_publiccode_heeft_wat_de_standaard_verplicht():
    gegevens = yaml.safe_load(lees("publiccode.yml"))
    verplicht = {
        *("publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus"),
        *("softwareType", "description", "legal", "maintenance", "localisation"),
    }
    assert verplicht - set(gegevens) == set()
    assert gegevens["localisation"] == {"localisationReady": False, "availableLanguages": ["nl"]}
    assert gegevens["maintenance"]["type"] in {"none", "internal", "contract", "community"}


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_publiccode_beschrijft_binnen_de_grenzen_van_de_standaard(taal):
    beschrijving = yaml.safe_load(lees("publiccode.yml"))["description"][taal]
    assert len(beschrijving["shortDescription"]) <= 150
    assert 150 <= len(beschrijving["longDescription"]) <= 10_000
    assert 5 <= len(beschrijving["features"]) <= 20


def test_licentie_en_versie_zijn_overal_dezelfde():
    gegevens = yaml.safe_load(lees("publiccode.yml"))
    assert lees("LICENSE").startswith("# EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert gegevens["legal"] == {"license": "EUPL-1.2"}
    assert 'license = "EUPL-1.2"' in lees("pyproject.toml")
    assert f'version = "{gegevens["softwareVersion"]}"' in lees("pyproject.toml")


def test_licentie_is_volledig():
    artikelen = re.findall(r"^## (\d+)\. ", lees("LICENSE"), re.MULTILINE)
    assert artikelen == [str(nummer) for nummer in range(1, 16)]


@pytest.mark.parametrize("naam", ["run", "demo", "toets", "klaarzetten"])
def test_scripts_zijn_uitvoerbaar_en_leesbaar_voor_bash(naam):
    pad = WORTEL / ".ci" / naam
    assert os.access(pad, os.X_OK)
    assert subprocess.run(["bash", "-n", pad], check=False).returncode == 0


@pytest.mark.parametrize(
    ("distributie", "ander", "gekozen"),
    [
        ("heel", "heel", "distributie"),
        ("zonder_venv", "heel", "python3"),
        ("te_oud", "heel", "python3"),
        ("zonder_venv", "te_oud", "distributie"),
        ("te_oud", "te_oud", ""),
    ],
)
def test_de_python_van_de_distributie_gaat_voor_als_hij_volledig_is(
    tmp_path, distributie, ander, gekozen
):
    functie = re.search(r"^zoek_python\(\) \{.*?^\}", lees(".ci/klaarzetten"), re.M | re.DOTALL)[0]
    for naam, soort in (("distributie", distributie), ("python3", ander)):
        weigert = {"heel": "niets", "zonder_venv": "ensurepip", "te_oud": "version_info"}[soort]
        script = f'#!/bin/sh\ncase "$2" in *{weigert}*) exit 1;; esac\n'
        (tmp_path / naam).write_text(script)
        (tmp_path / naam).chmod(0o755)
    functie = functie.replace("/usr/bin/python3", f"{tmp_path}/distributie")

    uitvoer = subprocess.run(
        ["/bin/bash", "-c", f"{functie}\nzoek_python"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    ).stdout

    assert Path(uitvoer.strip()).name == gekozen


@pytest.mark.parametrize("poort", ["abc", "0", "65536", "8000x"])
def test_demo_weigert_een_poort_die_geen_poort_is(poort):
    uitvoer = start_demo(poort)
    assert uitvoer == f"PORT moet een getal van 1 tot en met 65535 zijn, niet '{poort}'.\n"


def test_demo_zegt_dat_de_poort_bezet_is():
    with socket.create_server(("127.0.0.1", 0)) as bezet:
        poort = bezet.getsockname()[1]
        uitvoer = start_demo(str(poort))
    assert uitvoer == (
        f"Poort {poort} is al in gebruik. Stop dat programma of kies een andere: "
        f"make demo PORT={poort + 1}\n"
    )


def start_demo(poort):
    proces = subprocess.run(
        [WORTEL / ".ci/demo"],
        env={**os.environ, "PORT": poort},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert proces.returncode == 1
    return proces.stderr


def test_een_stap_van_de_demo_houdt_het_logboek_uit_wat_hij_toont(tmp_path):
    """The accounts are shown as they were printed, without the security log around them."""
    functie = re.search(r"^stap\(\) \{.*?^\}", lees(".ci/demo"), re.MULTILINE | re.DOTALL)[0]
    stappen = f'python={tmp_path}/python\n{functie}\nstap "Laden …" laad_demo\necho "$uitvoer"'
    nep = tmp_path / "python"
    nep.write_text('#!/bin/sh\necho "$2" accounts\necho logregel >&2\nexit ${MISLUKT:-0}\n')
    nep.chmod(0o755)

    goed, fout = (
        subprocess.run(
            ["bash", "-c", stappen],
            env={**os.environ, "MISLUKT": code},
            capture_output=True,
            text=True,
            check=False,
        )
        for code in "01"
    )

    assert (goed.stdout, goed.stderr) == ("Laden …\nlaad_demo accounts\n", "")
    assert fout.returncode == 1
    assert fout.stderr == "laad_demo accounts\nlogregel\nDit is niet gelukt: manage.py laad_demo\n"
