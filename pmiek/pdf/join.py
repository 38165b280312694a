"""Join documents into one without laying them out again, and stay PDF/UA-1."""

import functools
import io
import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from pmiek.pdf.engine import PdfFout
from pmiek.pdf.text import clean

PART_LINK = re.compile(r"deel:(\d+)")
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>nl</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True)
class Part:
    """A document in a set; the headings of one that continues hang under those before it."""

    pdf: bytes
    title: str
    continues: bool = False

    @functools.cached_property
    def source(self):
        return pikepdf.open(io.BytesIO(self.pdf))


def page_counts(parts: list[Part]) -> list[int]:
    """Known before the contents page is made, so that it can print them."""
    return [len(part.source.pages) for part in parts]


def join(parts: list[Part], *, title: str) -> bytes:
    """One tagged document; a link to `deel:3` leads to the first page of part 3 (from 0)."""
    return to_bytes(joined(parts, title=title))


def joined(parts, *, title, front=None):
    """The same as a document that can still be changed; `front()` is the part before all others.

    It is asked for when these are joined, so that it can be made meanwhile.
    """
    target = _Target()
    for part in parts:
        target.add(part)
    if front:
        target.add_before(front())
    target.finish(clean(title))
    return target.pdf


def to_bytes(pdf: pikepdf.Pdf) -> bytes:
    """The same content gives the same bytes: no dates, no random identifier."""
    buffer = io.BytesIO()
    pdf.save(
        buffer,
        min_version="1.7",
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return buffer.getvalue()


class _Target:
    def __init__(self):
        self.pdf = pikepdf.new()
        self.document = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, K=Array())
        )
        self.starts = []
        self.parents = []
        self.next_key = 0
        self.identifiers = {}
        self.bookmarks = []

    def add(self, part):
        source, start = part.source, len(self.pdf.pages)
        self.starts.append(start)
        _resolve_names(source)
        self.pdf.pages.extend(source.pages)  # first: what is copied next refers to these pages
        pages = self.pdf.pages[start:]
        self._add_parents(source, pages)
        self._add_structure(source, part.title)
        bookmarks = self._copied_bookmarks(source) or [self._bookmark(part.title, pages[0])]
        if part.continues:
            _hang_under(self.bookmarks[-1], bookmarks)
        else:
            self.bookmarks += bookmarks

    def add_before(self, part):
        """Add it, then turn all that is in the order of the pages."""
        pages, bookmarks = len(self.pdf.pages), len(self.bookmarks)
        self.add(part)
        first = self.pdf.pages[pages:]
        del self.pdf.pages[pages:]
        self.pdf.pages[0:0] = first
        self.starts = [0, *(start + len(first) for start in self.starts[:-1])]
        self.document.K = Array([self.document.K[-1], *self.document.K[:-1]])
        self.bookmarks = self.bookmarks[bookmarks:] + self.bookmarks[:bookmarks]

    def _add_parents(self, source, pages):
        """Page and annotation keys count on from those of the parts before."""
        for page in pages:
            page.obj.StructParents += self.next_key
            for annotation in page.obj.get(Name.Annots, ()):
                if Name.StructParent in annotation:
                    annotation.StructParent += self.next_key
        numbers = self._copy(source.Root.StructTreeRoot.ParentTree).Nums
        for key, value in zip(numbers[::2], numbers[1::2], strict=True):
            self.parents.extend([int(key) + self.next_key, value])
        self.next_key += max(int(key) for key in numbers[::2]) + 1

    def _add_structure(self, source, title):
        part = self._copy(source.Root.StructTreeRoot.K[0])
        part.S, part.P, part.T = Name.Part, self.document, String(clean(title))
        self.document.K.append(part)
        names = self._names(source)
        if self.identifiers.keys() & names.keys():
            names = _renamed(names, part, f"{len(self.starts)}-")
        self.identifiers |= names

    def _names(self, source):
        """The table headers of a part by their names; only two equal parts have the same ones."""
        if Name.IDTree not in source.Root.StructTreeRoot:
            return {}
        names = self._copy(source.Root.StructTreeRoot.IDTree).Names
        return {str(name): item for name, item in zip(names[::2], names[1::2], strict=True)}

    def _copied_bookmarks(self, source):
        if Name.Outlines not in source.Root:
            return []
        items = [self._copy(source.Root.Outlines).get(Name.First)]
        while items[-1] is not None:
            items.append(items[-1].get(Name.Next))
        return items[:-1]

    def _bookmark(self, title, page):
        place = Array([page.obj, Name.XYZ, 0, page.mediabox[3], 0])
        return self.pdf.make_indirect(Dictionary(Title=String(clean(title)), Dest=place))

    def _copy(self, thing):
        return self.pdf.copy_foreign(thing)

    def finish(self, title):
        self._resolve_links()
        self.pdf.Root.StructTreeRoot = self.pdf.make_indirect(self._structure())
        self.document.P = self.pdf.Root.StructTreeRoot
        self.pdf.Root.Outlines = self._outlines()
        self.pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
        self.pdf.Root.Lang = String("nl")
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)
        self.pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        self.pdf.docinfo[Name.Title] = String(title)
        packet = XMP.format(title=escape(title)).encode()
        self.pdf.Root.Metadata = pikepdf.Stream(
            self.pdf, packet, Type=Name.Metadata, Subtype=Name.XML
        )

    def _structure(self):
        names = [
            item
            for name in sorted(self.identifiers)
            for item in (String(name), self.identifiers[name])
        ]
        return Dictionary(
            Type=Name.StructTreeRoot,
            K=Array([self.document]),
            ParentTree=self.pdf.make_indirect(Dictionary(Nums=Array(self.parents))),
            ParentTreeNextKey=self.next_key,
            **({"IDTree": self.pdf.make_indirect(Dictionary(Names=Array(names)))} if names else {}),
        )

    def _outlines(self):
        root = self.pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=len(self.bookmarks)))
        for item, following in zip(self.bookmarks, [*self.bookmarks[1:], None], strict=True):
            item.Parent = root
            item.Count = -abs(int(item.get(Name.Count, 0)))  # closed: a set has many headings
            if following is not None:
                item.Next, following.Prev = following, item
        root.First, root.Last = self.bookmarks[0], self.bookmarks[-1]
        return root

    def _resolve_links(self):
        for page in self.pdf.pages:
            for annotation in page.obj.get(Name.Annots, ()):
                link = PART_LINK.fullmatch(str(annotation.get(Name.A, {}).get(Name.URI, "")))
                if link:
                    self._lead_to(annotation, int(link[1]))

    def _lead_to(self, annotation, part):
        if part >= len(self.starts):
            raise PdfFout(f"De inhoudsopgave verwijst naar deel {part}, maar dat deel is er niet.")
        page = self.pdf.pages[self.starts[part]]
        place = Array([page.obj, Name.XYZ, 0, page.mediabox[3], 0])
        annotation.A = Dictionary(Type=Name.Action, S=Name.GoTo, D=place)
        annotation.Contents = String(f"Naar pagina {self.starts[part] + 1}")


def _hang_under(parent, bookmarks):
    for item in bookmarks:
        item.Parent = parent
        if Name.Last in parent:
            parent.Last.Next, item.Prev = item, parent.Last
        else:
            parent.First = item
        parent.Last = item
    parent.Count = -abs(int(parent.get(Name.Count, 0))) - len(bookmarks)


def _renamed(names, part, prefix):
    for element in _elements(part):
        if Name.ID in element:
            element.ID = String(prefix + str(element.ID))
        if Name.Headers in element.get(Name.A, {}):
            element.A.Headers = Array([String(prefix + str(name)) for name in element.A.Headers])
    return {prefix + name: element for name, element in names.items()}


def _elements(element):
    yield element
    for child in element.K if isinstance(element.get(Name.K), Array) else ():
        if isinstance(child, Dictionary) and child.get(Name.Type) == Name.StructElem:
            yield from _elements(child)


def _resolve_names(source):
    """The names of two parts would clash, so a link inside a part gets the place itself."""
    names = source.Root.get(Name.Names, {}).get(Name.Dests, {}).get(Name.Names, ())
    places = {str(name): place for name, place in zip(names[::2], names[1::2], strict=True)}
    for page in source.pages:
        for annotation in page.obj.get(Name.Annots, ()):
            if isinstance(annotation.get(Name.Dest), String):
                annotation.Dest = places[str(annotation.Dest)]
    if places:
        del source.Root.Names
