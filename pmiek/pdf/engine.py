"""The only place that knows WeasyPrint. No Django here: a child process starts without it."""

import atexit
import functools
import hashlib
import logging
import threading
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote_to_bytes

from pmiek.frames import with_room
from pmiek.pdf.text import clean, without_indentation

STATIC = Path(__file__).resolve().parents[2] / "static"
STYLE_SHEET = Path(__file__).with_name("document.css")
# what decides, besides the style sheet, how the same text looks
SOURCES = [
    Path(__file__).with_name(f"{name}.py") for name in ("engine", "lines", "once", "styles", "text")
]
FONT_MAP = STATIC / "fonts"
FONT_SCHEME = "pmiek-font:"
SVG_PREFIX = "data:image/svg+xml,"

# Pango and fontconfig are not thread safe, and the style sheet and fonts are shared
_one_at_a_time = threading.RLock()


class PdfFout(Exception):
    """Why there is no document, as a Dutch sentence for the user."""


class OwnFiles:
    """A fetcher that knows our own fonts and pictures drawn in a template, and nothing else.

    `asked` and `refused` hold the addresses, for the tests.
    """

    def __init__(self):
        self.asked = []
        self.refused = []

    def __call__(self, url):
        from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

        self.asked.append(url)
        if url.startswith(SVG_PREFIX):
            body = unquote_to_bytes(url.removeprefix(SVG_PREFIX))
            return URLFetcherResponse(url, body, {"Content-Type": "image/svg+xml"})
        font = own_fonts().get(url.removeprefix(FONT_SCHEME))
        if font is None or not url.startswith(FONT_SCHEME):
            self.refused.append(url)
            raise FatalURLFetchingError(url[:200])
        return URLFetcherResponse(url, font.read_bytes(), {"Content-Type": "font/ttf"})


def to_pdf(html: str, fetcher: OwnFiles | None = None) -> bytes:
    """An accessible PDF (PDF/UA-1); PdfFout when anything at all went wrong."""
    prefix = hashlib.sha256(html.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    name = functools.partial(_name_headers, prefix)
    return _write(html, fetcher or OwnFiles(), pdf_variant="pdf/ua-1", finisher=name)


def to_untagged_pdf(html: str) -> bytes:
    """Pages to be stamped on others: without tags, or they would count as content."""
    return _write(html, OwnFiles())


def _name_headers(prefix, _, pdf):
    """Give table headers names that are unique in any set, and list them.

    WeasyPrint counts from 1 in every document; a header and its cells share one name object.
    """
    import pydyf

    headers = [element for element in pdf.objects if isinstance(element, dict) and "ID" in element]
    for name in {id(header["ID"]): header["ID"] for header in headers}.values():
        name.string = f"{prefix}-{name.string}"
    if headers:
        headers.sort(key=lambda header: header["ID"].string)
        names = [item for header in headers for item in (header["ID"], header.reference)]
        root = next(element for element in pdf.objects if _is_structure(element))
        tree = pydyf.Dictionary({"Names": pydyf.Array(names)})
        pdf.add_object(tree)
        root["IDTree"] = tree.reference


def _is_structure(element):
    return isinstance(element, dict) and element.get("Type") == "/StructTreeRoot"


@functools.cache
def own_fonts() -> dict[str, Path]:
    return {path.name: path for path in sorted(FONT_MAP.glob("*.ttf"))}


def warm_up():
    """Parse the style sheet and load the fonts: 35 ms that each document would pay again."""
    with _one_at_a_time:
        _style()


@with_room
def _write(html, fetcher, **options):
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    try:
        with _one_at_a_time, _complaints_are_fatal(logging.ERROR):
            sheet, fonts = _style()
            document = HTML(string=without_indentation(clean(html)), url_fetcher=fetcher)
            return document.write_pdf(stylesheets=[sheet], font_config=fonts, **options)
    except FatalURLFetchingError as error:
        raise PdfFout(
            f"Het document verwijst naar iets buiten het document en is niet gemaakt: {error}"
        ) from None


@functools.cache
def _style():
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    from pmiek.pdf.lines import remember_lines
    from pmiek.pdf.once import remember
    from pmiek.pdf.styles import lighten

    lighten()
    remember()
    remember_lines()
    fonts = FontConfiguration()
    atexit.register(_style.cache_clear)  # it removes its unpacked fonts when it is forgotten
    with _complaints_are_fatal(logging.WARNING):
        sheet = CSS(
            string=STYLE_SHEET.read_text(encoding="utf-8"),
            url_fetcher=OwnFiles(),
            font_config=fonts,
        )
    return sheet, fonts


@contextmanager
def _complaints_are_fatal(level):
    """WeasyPrint makes a PDF in any case and only logs what is wrong with it."""
    handler = _Complaints(level)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
    if handler.messages:
        raise PdfFout(f"Het document is niet gemaakt: {handler.messages[0]}")


class _Complaints(logging.Handler):
    def __init__(self, level):
        super().__init__(level)
        self.messages = []

    def emit(self, record):
        self.messages.append(record.getMessage())
