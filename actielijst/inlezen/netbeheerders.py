"""One list of parties in two columns: what both say of a row is taken together.

The operators of a project are among its parties. A list of somebody else often names them in their
own column only; the other column then does not take them away.
"""

from dataclasses import replace

from actielijst.inlezen.vraag import opgesomd
from pmiek.enums import Partijsoort

APART, ALLEN = "netbeheerders", "betrokken_partijen"
MET = "met {} uit de kolom Netbeheerder"
OOK = "met {} uit de kolom Betrokken partijen"


def verenig(regel, bekend, *, is_eigen, tussen):
    """Let the changes of these two columns say what will be stored; `bekend` is {pk: party}.

    In a file of our own both columns said the same: what one of them changes alone is meant.
    """
    allen, apart = (_verandering(regel, veld) for veld in (ALLEN, APART))
    if allen is None or (is_eigen and apart is None):
        return
    genoemd, overig = {*allen.waarde[0]}, allen.waarde[1]
    nu = _partijen_van(regel.bestaand)
    daar = {*apart.waarde} if apart else _netbeheerders(nu, bekend)
    samen = genoemd | daar
    namen = [*_namen(samen, bekend, str), *filter(None, [overig])]
    gelijk = samen == nu and overig == getattr(regel.bestaand, "overige_betrokkenen", None)
    waarde = (sorted(samen), overig)
    _vervang(regel, allen, gelijk, waarde, tussen.join(namen), MET, samen - genoemd, bekend)
    if apart is not None:
        hier = _netbeheerders(samen, bekend)
        gelijk, namen = hier == _netbeheerders(nu, bekend), _namen(hier, bekend, _kort)
        _vervang(regel, apart, gelijk, sorted(hier), ", ".join(namen), OOK, hier - daar, bekend)


def _verandering(regel, veld):
    return next((v for v in regel.veranderingen if v.veld == veld), None)


def _partijen_van(project):
    return {str(partij.pk) for partij in project.betrokken_partijen.all()} if project else set()


def _netbeheerders(sleutels, bekend):
    return {pk for pk in sleutels if bekend[pk].soort == Partijsoort.NETBEHEERDER}


def _kort(partij):
    return partij.naam


def _namen(sleutels, bekend, hoe):
    return sorted(hoe(bekend[pk]) for pk in sleutels)


def _vervang(regel, oud, gelijk, waarde, tekst, zin, erbij, bekend):
    """The same change with more in it, or none when that is what is stored already."""
    plaats = regel.veranderingen.index(oud)
    if gelijk:
        del regel.veranderingen[plaats]
    elif erbij:
        hoe = zin.format(opgesomd(_namen(erbij, bekend, _kort)))
        hoe = "; ".join(filter(None, [oud.omzetting, hoe]))
        regel.veranderingen[plaats] = replace(oud, waarde=waarde, nieuw=tekst, omzetting=hoe)
