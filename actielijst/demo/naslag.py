from actielijst.enums import Lijst

PARTIJVELDEN = frozenset({"bevoegd_gezag", "volgende_fase_wie", "trekker", "netbeheerder"})


class Naslag:
    """Parties and choices of one province, by the names that the facts use."""

    def __init__(self, provincie):
        self.provincie = provincie
        self.partijen = {str(partij): partij for partij in provincie.partijen.all()}
        self.keuzes = {(keuze.lijst, keuze.naam): keuze for keuze in provincie.keuzes.all()}

    def velden(self, feiten):
        return {veld: self._waarde(veld, waarde) for veld, waarde in feiten.items()}

    def partijen_van(self, namen):
        return [self.partijen[naam] for naam in namen]

    def gemeenten_van(self, namen):
        return self.partijen_van(f"gemeente {naam}" for naam in namen)

    def _waarde(self, veld, waarde):
        if veld in Lijst.values:
            return self.keuzes[veld, waarde]
        return self.partijen[waarde] if veld in PARTIJVELDEN else waarde
