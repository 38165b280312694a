"""What a heading that nobody knows probably means: proposed, for a person to confirm."""

from dataclasses import replace

from actielijst.inlezen.kolommen import GEEN, KOLOMMEN, in_een_spelling, ontbreekt

VOORSTEL = "Niet alle koppen kennen wij. Bij die kolommen staat een voorstel: kijk het na."
# shorter ones are found in words that have nothing to do with them
AFGEKORT, SAMENGESTELD = 4, 5
# our own files have these, and no other list does
NIET = {"id", "versie"}
# these stand in headings about anything: only alone they mean the field
ALGEMEEN = {"project", "naam", "nummer", "nr", "plaats", "doel", "drager", "schaal", "operator"}
# said in a heading beside what it is about
ANDERE_WOORDEN = {
    "naam": ("omschrijving", "benaming", "onderwerp", "initiatief", "maatregel"),
    "nummer": ("volgnr", "volg nr", "kenmerk", "code"),
    "ibn": ("gereed", "oplevering", "opgeleverd", "klaar", "ingebruikname", "in gebruik"),
    "locatie": ("waar", "gebied"),
    "betrokken_partijen": ("partners", "partner", "partij"),
}


def voorstellen(tabel) -> list[str]:
    """The field per column: what is known, and else what is most likely; "" where nothing is."""
    velden = [*tabel.velden]
    for plaats, kop in enumerate(tabel.koppen):
        voorstel = GEEN if velden[plaats] else _voorstel(kop, {*_BEKEND.values()} - {*velden})
        # asked last: of a column that is nearly empty it walks a whole sheet
        if voorstel and tabel.voorbeelden(plaats):
            velden[plaats] = voorstel
    return velden


def wat_eerst(tabel) -> str:
    """What somebody should look at first: what is missing, or what we think is in the columns."""
    voorgesteld = voorstellen(tabel)
    mist = ontbreekt(replace(tabel, velden=tuple(voorgesteld)))
    return mist or (VOORSTEL if voorgesteld != [*tabel.velden] else "")


def _voorstel(kop, vrij):
    """The longest known heading that stands in this one says what it is about."""
    woorden = in_een_spelling(kop).split()
    gevonden = [
        (len(bekend), bekend)
        for bekend, veld in _BEKEND.items()
        if veld in vrij and _staat_in(bekend.split(), woorden)
    ]
    return _BEKEND[max(gevonden)[1]] if gevonden else GEEN


def _staat_in(bekend, woorden):
    if len(bekend) > 1:
        return any(woorden[n : n + len(bekend)] == bekend for n in range(len(woorden)))
    return any(_is_woord(bekend[0], woord) for woord in woorden)


def _is_woord(bekend, woord):
    """'fase' itself, 'netbeh' for 'netbeheerder', or 'titel' at the end of 'projecttitel'."""
    is_eigen = woord in ALGEMEEN or woord in _BEKEND
    afgekort = len(woord) >= AFGEKORT and not is_eigen and bekend.startswith(woord)
    return woord == bekend or afgekort or (len(bekend) >= SAMENGESTELD and woord.endswith(bekend))


_BEKEND = {
    in_een_spelling(kop): kolom.veld
    for kolom in KOLOMMEN
    if kolom.veld not in NIET
    for kop in (*kolom.koppen, *ANDERE_WOORDEN.get(kolom.veld, ()))
    if kop not in ALGEMEEN
}
