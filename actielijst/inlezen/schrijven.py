"""Write one row of a plan through the form of the screen: the same rules, the same refusals."""

from pmiek.rendered import as_posted


def schema(tekst):
    """('actielijst', 1) of 'actielijst-1'; ('', 0) for what is no kind of file of ours."""
    naam, _, versie = tekst.rpartition("-")
    return (naam, int(versie)) if versie.isdecimal() and len(versie) < 6 else ("", 0)


# the workbook for one party has all sheets
UITVRAAG = ("uitvraag", 1)


class Schrijver:
    """Subclasses say which form a row is, and what its columns are called there."""

    # the column: the fields that its cell is named with in the history, as model.field
    cellen_van = {}

    def __init__(self, provincie, gebruiker):
        self.provincie, self.gebruiker = provincie, gebruiker
        self._nieuw = None

    def object_van(self, regel):
        raise NotImplementedError

    def formulier(self, obj, data=None):
        raise NotImplementedError

    def aanvulling(self, form, bron):
        """What a form asks that no column says, as far as the file itself is the answer."""
        return {}

    def velden(self, verandering, obj):
        return {verandering.veld: verandering.waarde}

    def bewaar(self, regel, form):
        form.save()

    def cellen(self, regel):
        return {
            veld: verandering.cel
            for verandering in regel.veranderingen
            for veld in self.cellen_van.get(verandering.veld, (verandering.veld,))
        }

    def schrijf(self, regel, bron) -> list:
        """The refusals as (row, field, Dutch sentence); none when it was written."""
        obj = self.object_van(regel)
        form = self._gevuld(obj, regel, {})
        if not form.is_valid() and (zinnen := self.aanvulling(form, bron)):
            form = self._gevuld(obj, regel, zinnen)
        if not form.is_valid():
            return [(regel, veld, zin) for veld, zinnen in form.errors.items() for zin in zinnen]
        self.bewaar(regel, form)
        return []

    def _gevuld(self, obj, regel, extra):
        data = self._zoals_het_staat(obj, regel) | extra
        for verandering in regel.veranderingen:
            data |= self.velden(verandering, obj)
        return self.formulier(obj, data)

    def _zoals_het_staat(self, obj, regel):
        """The form as a browser would send it back untouched; of what is new always the same."""
        if regel.bestaand is not None:
            return _ongewijzigd(self.formulier(obj))
        if self._nieuw is None:
            self._nieuw = _ongewijzigd(self.formulier(obj))
        return self._nieuw


def _ongewijzigd(form):
    velden = {
        naam: as_posted(veld, form.get_initial_for_field(veld, naam))
        for naam, veld in form.own_fields.items()
    }
    return velden | {"basis": form.fields["basis"].initial}
