"""A list from outside: found, compared, asked about, and stored in one go."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from actielijst.enums import Fase, Inleesstatus
from actielijst.exports import actielijst_xlsx
from actielijst.management.commands import importeer_projecten
from actielijst.models import Inlezing, Project
from actielijst.views import inlezen
from pmiek.enums import Partijsoort
from pmiek.importing.preflight import KAPOT
from pmiek.ongedaan import draai_terug
from pmiek.wijziging import Wijziging
from tests.actielijst.inlezen import gewijzigd
from tests.bouwers import (
    maak_afspraak,
    maak_inlezing,
    maak_keuze,
    maak_koppeling,
    maak_partij,
    maak_project,
)
from tests.werkmappen import rommelige_lijst, werkmap

LIJST = [
    ["Nr.", "Project", "Gemeenten", "Fase", "IBN"],
    ["1", "Station Noord", "Leiden", "Verkenning", 2029],
]


def met(rij, **cellen):
    """The row of LIJST with other values in these columns (a is the first)."""
    return [cellen.get("abcde"[plaats], waarde) for plaats, waarde in enumerate(rij)]


def test_een_rommelige_lijst_wordt_herkend(stuur_in, controle, ronde, leiden, zuid_holland):
    maak_partij(zuid_holland, "Lisse")
    maak_partij(zuid_holland, "Liander", soort=Partijsoort.NETBEHEERDER)

    inlezing = stuur_in(rommelige_lijst())
    plan = controle(inlezing)

    assert (inlezing.bladnaam, inlezing.koprij) == ("Projecten", 3)
    assert inlezing.velden == [
        "",
        "naam",
        "nummer",
        "gemeenten",
        "netbeheerders",
        "fase",
        "ibn",
        "ip_nummers",
        "",
    ]
    assert [regel.naam for regel in plan.nieuw][:2] == ["1 Station Noord", "2 Station Zuid"]
    noord, zuid = plan.nieuw[:2]
    assert [(v.cel, v.nieuw, v.omzetting) for v in noord.veranderingen][1:4] == [
        ("C5", "1", ""),
        ("D5", "Leiden, Lisse", ""),
        ("E5", "Liander", ""),
    ]
    assert ("D6", "overgenomen uit de samengevoegde cel D5") in [
        (v.cel, v.omzetting) for v in zuid.veranderingen
    ]
    assert ("G6", "7-11-2027") in [(v.cel, v.nieuw) for v in zuid.veranderingen]


def test_wat_niet_te_lezen_is_wordt_met_blad_en_cel_gevraagd(stuur_in, controle, ronde, leiden):
    plan = controle(stuur_in(rommelige_lijst()))

    vragen = {vraag.cel: vraag.melding for vraag in plan.open_vragen}
    assert "geen kwartaal" in vragen["G7"]
    assert "formule zonder uitkomst" in vragen["B9"]
    assert "Liander" in vragen["E5"]


def test_de_eigen_actielijst_ongewijzigd_terug_verandert_niets(
    stuur_in, controle, zuid_holland, noord
):
    netbeheerder = maak_partij(zuid_holland, "Stedin", soort=Partijsoort.NETBEHEERDER)
    noord.type_infra = maak_keuze(zuid_holland, "station", lijst="type_infra")
    noord.overige_betrokkenen = "buurt, bewoners; en een VvE"
    noord.doel = "=1+1\n\tmet een tweede regel"
    noord.save()
    maak_koppeling(noord, nummer="IP, met komma", editie="IP2024", netbeheerder=netbeheerder)
    maak_afspraak(noord)
    maak_project(zuid_holland, naam="Buiten de lijst", nummer="")
    peildatum = noord.gewijzigd_op.date()

    plan = controle(stuur_in(actielijst_xlsx(zuid_holland, peildatum)))

    assert (gewijzigd(plan), plan.vragen, len(plan.gelijk)) == ([], [], 3)


@pytest.mark.parametrize(
    ("cellen", "verwacht"),
    [
        ({}, []),
        ({"b": "Station Noord II"}, [("B2", "Station Noord", "Station Noord II")]),
        ({"e": "Q3 2030"}, [("E2", "2029", "Q3 2030")]),
        ({"d": "planvorming"}, [("D2", "Verkenning", "planuitwerking")]),
        ({"c": None, "e": None}, []),
        ({"c": "gemeente leiden"}, []),
    ],
    ids=["niets", "naam", "ibn", "fase", "een lege cel wist niet", "dezelfde gemeente"],
)
def test_precies_de_veranderde_cellen_veranderen(stuur_in, controle, noord, cellen, verwacht):
    inhoud = werkmap([LIJST[0], met(LIJST[1], **cellen)])

    assert gewijzigd(controle(stuur_in(inhoud))) == verwacht


def test_er_verandert_niets_voor_de_bevestiging_en_dan_alles(stuur_in, bevestig, noord, redacteur):
    inlezing = stuur_in(werkmap([LIJST[0], met(LIJST[1], e="Q3 2030")]))
    noord.refresh_from_db()
    assert str(noord.ibn) == "2029"

    bevestig(inlezing)

    noord.refresh_from_db()
    wijziging = Wijziging.objects.van(noord).first()
    assert str(noord.ibn) == "Q3 2030"
    assert (wijziging.kanaal, wijziging.door, wijziging.bron) == (
        "excel",
        redacteur,
        "lijst.xlsx, blad Projecten, rij 2",
    )
    assert wijziging.zinnen == ["IBN gewijzigd van 2029 naar Q3 2030 (cel E2)"]


def test_hetzelfde_bestand_nog_eens_verandert_niets(stuur_in, bevestig, controle, noord):
    inhoud = werkmap([LIJST[0], met(LIJST[1], e="Q3 2030")])
    bevestig(stuur_in(inhoud))
    Inlezing.objects.all().delete()

    assert gewijzigd(controle(stuur_in(inhoud))) == []


def test_een_nieuw_project_komt_er_alleen_na_een_ja(stuur_in, bevestig, noord):
    inlezing = stuur_in(werkmap([*LIJST, ["2", "Station Zuid", "Leiden", "Verkenning", "n.t.b."]]))

    bevestig(inlezing)
    assert Project.objects.count() == 1
    Inlezing.objects.filter(pk=inlezing.pk).update(status=Inleesstatus.CONTROLE)
    bevestig(inlezing, nieuw=["2"])

    assert Project.objects.get(nummer="2").naam == "Station Zuid"


def test_wat_niet_in_het_bestand_staat_blijft(stuur_in, controle, bevestig, noord, ronde):
    ander = maak_project(noord.provincie, ronde=ronde, nummer="7")
    inlezing = stuur_in(werkmap(LIJST))

    assert controle(inlezing).niet_in_bestand == [ander]
    bevestig(inlezing)
    assert set(Project.objects.actueel()) == {noord, ander}


@pytest.mark.parametrize(
    ("antwoord", "ibn"),
    [
        ({"antwoord-E2:ibn": "waarde", "antwoord-E2:ibn-tekst": "Q1 2030"}, "Q1 2030"),
        ({"antwoord-E2:ibn": "overslaan"}, "2029"),
        ({}, "2029"),
        ({"antwoord-E2:ibn": "waarde", "antwoord-E2:ibn-tekst": "Q7 2030"}, "2029"),
    ],
    ids=["beter", "overslaan", "geen antwoord", "weer onleesbaar"],
)
def test_een_vraag_wordt_op_hetzelfde_scherm_beantwoord(stuur_in, bevestig, noord, antwoord, ibn):
    bevestig(stuur_in(werkmap([LIJST[0], met(LIJST[1], e="Q5 2030")])), **antwoord)

    noord.refresh_from_db()
    assert str(noord.ibn) == ibn


@pytest.mark.parametrize(("antwoord", "naam"), [("ja", "Station Nord"), ("", "Station Noord")])
def test_een_project_met_alleen_een_naam_moet_iemand_aanwijzen(
    stuur_in, bevestig, controle, noord, antwoord, naam
):
    inlezing = stuur_in(werkmap([["Projectnaam"], ["Station Nord"]]))
    assert "Hoort 'Station Nord' bij 1 Station Noord?" in controle(inlezing).open_vragen[0].melding

    keuze = {"antwoord-A2:project": str(noord.pk)} if antwoord else {}
    bevestig(inlezing, **keuze)

    assert [project.naam for project in Project.objects.all()] == [naam]


def test_een_project_wordt_ook_aan_zijn_ip_nummer_herkend(stuur_in, controle, noord):
    maak_koppeling(noord, nummer="VB-1")

    plan = controle(stuur_in(werkmap([["Projectnaam", "IP-nr."], ["Heel anders", "vb 1"]])))

    assert [regel.bestaand for regel in plan.gewijzigd] == [noord]


def test_twee_regels_over_hetzelfde_project_worden_gevraagd(stuur_in, controle, noord):
    plan = controle(stuur_in(werkmap([*LIJST, LIJST[1]])))

    assert [vraag.melding for vraag in plan.open_vragen] == [
        "1 Station Noord staat al op een eerdere regel."
    ]


def test_alles_van_een_bestand_is_in_een_keer_terug_te_draaien(
    stuur_in, bevestig, noord, redacteur
):
    inlezing = stuur_in(
        werkmap([LIJST[0], met(LIJST[1], b="Anders", e="2040"), ["2", "Nieuw", "Leiden"]])
    )
    bevestig(inlezing, nieuw=["2"])
    inlezing.refresh_from_db()

    draai_terug(inlezing.handeling, provincie=noord.provincie, gebruiker=redacteur)

    assert [(p.naam, str(p.ibn)) for p in Project.objects.all()] == [("Station Noord", "2029")]


def test_wat_ongedaan_is_gemaakt_staat_zo_op_de_uitkomst_en_in_de_lijst(
    client, stuur_in, bevestig, noord, redacteur
):
    lijst = reverse("actielijst:inlezen", args=[noord.provincie.slug])
    inlezing = stuur_in(werkmap([LIJST[0], met(LIJST[1], b="Ander station")]))
    bevestig(inlezing)
    inlezing.refresh_from_db()
    link = reverse("ongedaan", args=[noord.provincie.slug, inlezing.handeling])
    assert link in client.get(inlezing.get_absolute_url()).text
    assert "<td>Verwerkt</td>" in client.get(lijst).text

    draai_terug(inlezing.handeling, provincie=noord.provincie, gebruiker=redacteur)

    tekst = client.get(inlezing.get_absolute_url()).text
    assert "<h1>Verwerkt en ongedaan gemaakt</h1>" in tekst
    assert "al ongedaan gemaakt. Wat hieronder staat" in tekst
    assert link not in tekst
    assert "<td>Verwerkt en ongedaan gemaakt</td>" in client.get(lijst).text


def test_wie_intussen_iets_wijzigde_laat_de_controle_nog_eens_zien(stuur_in, bevestig, noord):
    inlezing = stuur_in(werkmap([LIJST[0], met(LIJST[1], e="Q3 2030")]))

    response = bevestig(inlezing, stand="van daarnet")

    noord.refresh_from_db()
    assert "intussen gewijzigd" in response.content.decode()
    assert str(noord.ibn) == "2029"


def test_een_tweede_bevestiging_verandert_niets_meer(stuur_in, bevestig, als_redacteur, noord):
    inlezing = stuur_in(werkmap([LIJST[0], met(LIJST[1], e="Q3 2030")]))
    bevestig(inlezing)
    aantal = Wijziging.objects.count()

    response = als_redacteur.post(inlezing.get_absolute_url(), {"verwerken": "1"})

    assert "Verwerkt" in response.content.decode()
    assert Wijziging.objects.count() == aantal


def test_een_regel_die_het_scherm_weigert_houdt_alles_tegen(stuur_in, bevestig, noord):
    inlezing = stuur_in(
        werkmap([*LIJST, ["2", "x" * 300, "Leiden", None, None], ["3", "Goed", "Leiden"]])
    )

    response = bevestig(inlezing, nieuw=["2", "3"])

    assert Project.objects.count() == 1
    assert "250" in response.context["fouten"][0][1]


def test_een_fase_terug_noemt_het_bestand_als_reden(stuur_in, bevestig, noord):
    noord.fase = Fase.PROJECT
    noord.save()

    bevestig(stuur_in(werkmap(LIJST)), **{"ongewoon-waarom": "Zo overgenomen uit lijst.xlsx."})

    noord.refresh_from_db()
    wisseling = noord.fasewisselingen.first()
    assert noord.fase == Fase.VERKENNING
    assert wisseling.reden == "Zo overgenomen uit lijst.xlsx, blad Projecten, rij 2."


def test_de_toewijzing_van_kolommen_wordt_onthouden(als_redacteur, stuur_in, noord):
    vreemd = werkmap([["Volgnr", "Project", "Wanneer klaar"], ["1", "Station Noord", "2031"]])
    inlezing = stuur_in(vreemd)
    adres = reverse("actielijst:inlezing_kolommen", args=["zuid-holland", inlezing.pk])
    als_redacteur.post(adres, {"kolom-0": "nummer", "kolom-1": "naam", "kolom-2": "ibn"})
    Inlezing.objects.all().delete()

    assert stuur_in(vreemd).velden == ["nummer", "naam", "ibn"]


def test_onbekende_koppen_worden_toegewezen(als_redacteur, stuur_in, controle, noord):
    eigen = werkmap([["Wat", "Waar", "Wanneer"], ["Station Noord", "Leiden", "2031"]])

    inlezing = stuur_in(eigen)
    adres = reverse("actielijst:inlezing_kolommen", args=["zuid-holland", inlezing.pk])
    als_redacteur.post(adres, {"kolom-0": "naam", "kolom-1": "", "kolom-2": "ibn"})
    inlezing.refresh_from_db()

    assert [tuple(blad["velden"]) for blad in inlezing.bladen] == [("naam", "", "ibn")]
    assert len(controle(inlezing).vragen) == 1  # which project a name alone is about


def test_een_bestand_zonder_lijst_krijgt_een_zin(stuur_in, ronde):
    response = stuur_in(werkmap([["Notulen"], ["van de vergadering"]]))

    assert "geen rij met koppen" in response.context["form"].errors["bestand"][0]
    assert Inlezing.objects.count() == 0


def test_een_gemeente_van_een_andere_provincie_is_een_vraag(stuur_in, controle, noord, utrecht):
    maak_partij(utrecht, "Amersfoort")

    plan = controle(stuur_in(werkmap([LIJST[0], met(LIJST[1], c="Amersfoort")])))

    assert plan.open_vragen[0].melding == "'Amersfoort' staat niet in uw lijst met gemeenten."


def test_een_id_van_een_andere_provincie_wijst_niets_aan(stuur_in, controle, utrecht, noord):
    vreemd = maak_project(utrecht, naam="Vreemd")

    plan = controle(stuur_in(werkmap([["ID", "Project"], [f"UT-{vreemd.pk}", "Iets"]])))

    assert [regel.bestaand for regel in plan.regels] == [None]


# --- the command


@pytest.fixture
def opdracht(tmp_path, zuid_holland, capsys):
    def run(inhoud, *opties):
        pad = tmp_path / "lijst.xlsx"
        pad.write_bytes(inhoud)
        einde = 0
        try:
            alles = {"provincie": "zuid-holland", "json": True} | dict(opties)
            call_command("importeer_projecten", pad, **alles)
        except SystemExit as stop:
            einde = stop.code
        uit = capsys.readouterr().out
        return einde, json.loads(uit) if alles["json"] else uit

    return run


def test_de_opdracht_leest_in_en_telt(opdracht, noord):
    einde, uitkomst = opdracht(
        werkmap([LIJST[0], met(LIJST[1], e="2031"), ["2", "Nieuw", "Leiden"]])
    )

    assert (einde, uitkomst["nieuw"], uitkomst["gewijzigd"], uitkomst["gelijk"]) == (0, 1, 1, 0)
    assert uitkomst["kolommen"]["Nr."] == "nummer"
    assert sorted(Project.objects.values_list("nummer", flat=True)) == ["1", "2"]


def test_de_proef_schrijft_niets(opdracht, noord):
    assert opdracht(werkmap([*LIJST, ["2", "Nieuw", "Leiden"]]), ("proef", True))[0] == 0
    assert Project.objects.count() == 1


def test_met_een_vraag_schrijft_de_opdracht_niets(opdracht, noord):
    einde, uitkomst = opdracht(werkmap([*LIJST, ["2", "Nieuw", "Nergens"]]))

    assert (einde, Project.objects.count()) == (1, 1)
    assert uitkomst["vragen"] == [
        {
            "blad": "Projecten",
            "cel": "C3",
            "kolom": "Gemeenten",
            "waarde": "Nergens",
            "melding": "'Nergens' staat niet in uw lijst met gemeenten.",
        }
    ]


def test_een_onleesbaar_bestand_is_einde_twee(opdracht, noord):
    gelukt, onleesbaar = opdracht(werkmap(LIJST), ("proef", True))[1], opdracht(b"PK kapot")

    assert onleesbaar[1].keys() == gelukt.keys()
    assert onleesbaar[0] == onleesbaar[1]["einde"] == 2
    assert (onleesbaar[1]["melding"], onleesbaar[1]["vragen"]) == (KAPOT, [])


def test_elke_kolom_en_elk_blad_wordt_genoemd(opdracht, noord):
    rijen = [["Nr.", "Letter", "Project", "Project"], ["1", "x", "Station Noord", "anders"]]
    _, uitkomst = opdracht(werkmap(rijen))

    assert uitkomst["kolommen"] == {
        "Nr.": "nummer",
        "Letter": "",
        "Project": "naam",
        "Project (Projecten, D1)": "",
    }
    assert uitkomst["niet_gelezen"] == [
        {"blad": "Projecten", "kolom": "Letter"},
        {"blad": "Projecten", "kolom": "Project"},
    ]
    assert uitkomst["andere_bladen"] == ["Toelichting"]
    assert uitkomst["verborgen"] == []


def test_een_bestand_dat_er_niet_is_is_onleesbaar(tmp_path, zuid_holland, capsys):
    pad = tmp_path / "weg.xlsx"
    with pytest.raises(SystemExit) as einde:
        call_command("importeer_projecten", pad, provincie="zuid-holland", json=True)

    uitkomst = json.loads(capsys.readouterr().out)
    assert (einde.value.code, uitkomst["melding"]) == (2, f"Het bestand {pad} is er niet.")


def test_wie_tussendoor_wijzigt_laat_de_opdracht_niets_schrijven(opdracht, noord, monkeypatch):
    maak_plan = importeer_projecten.maak_plan

    def plan_en_dan_een_ander(*args):
        plan = maak_plan(*args)
        ander = Project.objects.get(pk=noord.pk)
        ander.doel = "Intussen ingevuld."
        ander.save()
        return plan

    monkeypatch.setattr(importeer_projecten, "maak_plan", plan_en_dan_een_ander)
    rijen = [["Nr.", "Project", "IBN"], ["1", "Station Noord", "2031"], ["2", "Nieuw", "2030"]]
    einde, uitkomst = opdracht(werkmap(rijen))

    assert (einde, uitkomst["melding"]) == (1, importeer_projecten.TUSSENDOOR)
    assert [(p.naam, str(p.ibn)) for p in Project.objects.all()] == [("Station Noord", "2029")]


def test_de_opdracht_zegt_dat_rijen_verborgen_zijn(opdracht, noord):
    def verberg(blad):
        blad.row_dimensions[2].hidden = True

    rijen = [["Nr.", "Project"], ["1", "Station Noord"], ["2", "Nieuw"]]
    _, uitkomst = opdracht(werkmap(rijen, bewerk=verberg))

    assert uitkomst["verborgen"] == [{"blad": "Projecten", "rij": 2, "aantal": 1}]


def test_in_woorden_staat_wat_niet_is_gelezen(opdracht, noord):
    uit = opdracht(werkmap([["Nr.", "Letter"], ["1", "x"]]), ("json", False))

    assert uit == (
        0,
        "0 nieuw, 0 gewijzigd, 0 vragen, 1 gelijk\n"
        "Projecten: kolom 'Letter' niet gelezen.\n"
        "Blad Toelichting niet gelezen.\n",
    )


@pytest.mark.parametrize(
    ("verborgen", "zin"),
    [
        ([3], "Projecten: 1 verborgen rij gelezen, vanaf rij 3.\n"),
        ([2, 3], "Projecten: 2 verborgen rijen gelezen, vanaf rij 2.\n"),
    ],
)
def test_in_woorden_staat_dat_rijen_verborgen_zijn(opdracht, noord, verborgen, zin):
    def verberg(blad):
        for nummer in verborgen:
            blad.row_dimensions[nummer].hidden = True

    rijen = [["Nr.", "Project"], ["1", "Station Noord"], ["2", "Nieuw"]]
    _, uit = opdracht(werkmap(rijen, bewerk=verberg), ("json", False))

    assert zin in uit


def test_een_lezer_leest_niets_in(client, lezer, zuid_holland):
    client.force_login(lezer)

    assert client.get(reverse("actielijst:inlezen", args=["zuid-holland"])).status_code == 403


def test_alle_eerdere_lijsten_zijn_te_vinden_de_nieuwste_bovenaan(
    als_redacteur, redacteur, zuid_holland, monkeypatch
):
    monkeypatch.setattr(inlezen, "PER_PAGINA", 2)
    lijsten = [maak_inlezing(zuid_holland, redacteur) for _ in range(3)]
    adres = reverse("actielijst:inlezen", args=[zuid_holland.slug])

    eerste, tweede = als_redacteur.get(adres), als_redacteur.get(adres, {"page": 2})

    assert list(eerste.context["page_obj"]) == [lijsten[2], lijsten[1]]
    assert '<a href="?page=2" rel="next">Volgende</a>' in eerste.text
    assert list(tweede.context["page_obj"]) == [lijsten[0]]
