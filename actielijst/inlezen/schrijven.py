"""Write one row of a plan through the form of the screen: the same rules, the same refusals."""

import copy


def schema(tekst):
    """('actielijst', 1) of 'actielijst-1'; ('', 0) for what is no kind of file of ours."""
    naam, _, versie = tekst.rpartition("-")
    return (naam, int(versie)) if versie.isdecimal() and len(versie) < 6 else ("", 0)


# the workbook for one party has all sheets
UITVRAAG = ("uitvraag", 1)


class Gedeeld(dict):
    """Fields of a form that the next form takes as they are."""

    def __deepcopy__(self, memo):
        return dict(self)


class Rijformulier:
    """Mixed into the form of the screen: the rows of a file are judged one after the other.

    They share their fields, which cost more to make than to use, and what they are judged by is
    read once for all of them.
    """

    def __init__(self, *args, velden=None, **kwargs):
        self.is_eerste = velden is None
        if velden is not None:
            self.base_fields = Gedeeld(velden)
        super().__init__(*args, **kwargs)


class Schrijver:
    """Subclasses say which form a row is, and what its columns are called there."""

    # the column: the fields that its cell is named with in the history, as model.field
    cellen_van = {}
    formulierklasse = None
    # the sentence of whoever confirms the file, about what is unusual in it
    waarom = ""

    def __init__(self, provincie, gebruiker):
        self.provincie, self.gebruiker = provincie, gebruiker
        self._nieuw = self._velden = None

    def nieuw_object(self, regel):
        """What a new row becomes."""
        raise NotImplementedError

    def opties(self, obj):
        """What the form must know beside its object."""
        raise NotImplementedError

    def aanvulling(self, form, bron):
        """What a form asks that no column says, as far as the file itself is the answer."""
        return {}

    def velden(self, verandering, obj):
        return {verandering.veld: verandering.waarde}

    def bezwaren(self, regel, obj):
        """(field, sentence) of what no form judges: rows beside the object, how many there are."""
        return []

    def bewaar(self, regel, form):
        form.save()

    def cellen(self, regel):
        return {
            veld: verandering.cel
            for verandering in regel.veranderingen
            for veld in self.cellen_van.get(verandering.veld, (verandering.veld,))
        }

    def keur(self, regel, bron):
        """(the form that can be saved, the refusals as (row, field, Dutch sentence))."""
        # what is judged gets other values: the plan goes on saying what is stored
        obj = copy.copy(regel.bestaand) if regel.bestaand is not None else self.nieuw_object(regel)
        form = self._gevuld(obj, regel, {})
        if not form.is_valid() and (zinnen := self.aanvulling(form, bron)):
            form = self._gevuld(obj, regel, zinnen)
        bezwaren = [(veld, zin) for veld, zinnen in form.errors.items() for zin in zinnen]
        bezwaren += self.bezwaren(regel, obj)
        return form, [(regel, veld, zin) for veld, zin in bezwaren]

    def formulier(self, obj, data=None):
        form = self.formulierklasse(data, instance=obj, velden=self._velden, **self.opties(obj))
        self._velden = form.fields
        return form

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
    return form.current() | {"basis": form.fields["basis"].initial}
