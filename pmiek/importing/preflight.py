"""Look at a file from the outside: what it is and how large it would become."""

import zipfile
import zlib
from pathlib import Path

from pmiek.importing import limits
from pmiek.importing.cells import Unreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCAL_HEADER = 30
ALLOWED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENCRYPTED = 0x1
SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
TYPES = "[content_types].xml"
MANIFEST = "META-INF/manifest.xml"
# of a zip file that is none, or that asks for what cannot be done with it
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
OPSLAAN = "Open het in Excel of LibreOffice en sla het op als .xlsx."
GEEN_WERKMAP = f"Dit is geen werkmap die wij kunnen lezen. {OPSLAAN}"
WACHTWOORD = f"Deze werkmap heeft een wachtwoord. Haal het weg. {OPSLAAN}"
KAPOT = f"Dit bestand is beschadigd of niet volledig aangekomen. {OPSLAAN}"


def cannot_open(path: Path) -> str:
    """Why the user of this process cannot open the file, as a sentence; "" when they can."""
    try:
        with path.open("rb"):
            return ""
    except FileNotFoundError:
        return f"Het bestand {path} is er niet."
    except PermissionError:
        return f"De gebruiker van deze opdracht mag {path} niet lezen."
    except OSError:
        return f"{path} is geen bestand."


def kind_of(path: Path, name: str) -> str:
    """'xlsx', 'ods' or 'csv'; raises Unreadable with a sentence for everything else."""
    size = path.stat().st_size
    if not size:
        raise Unreadable("Dit bestand is leeg.")
    if size > limits.MAX_SIZE:
        raise Unreadable("Dit bestand is groter dan 10 MB. Haal afbeeldingen en oude bladen weg.")
    with path.open("rb") as file:
        start = file.read(8)
    if start == OLE:
        raise Unreadable(
            "Dit is een .xls-bestand, of een werkmap met een wachtwoord. "
            f"Haal het wachtwoord weg. {OPSLAAN}"
        )
    if start.startswith(b"PK"):
        return check_workbook(path)
    if Path(name).suffix.lower() in (".csv", ".txt"):
        return "csv"
    raise Unreadable(GEEN_WERKMAP)


def unpacked_size(path: Path, kind: str) -> int:
    """Bytes of text that there are to read, as the file says itself."""
    if kind == "csv":
        return path.stat().st_size
    with zipfile.ZipFile(path) as archive:
        return sum(m.file_size for m in archive.infolist() if m.filename.endswith(".xml"))


def check_workbook(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_size(members)
            _check_honesty(members)
            if _is_opendocument(archive):
                return "ods"
            _check_contents({member.filename.lower() for member in members})
            _check_macro_kind(archive, members)
    except BROKEN:
        raise Unreadable(KAPOT) from None
    return "xlsx"


def _is_opendocument(archive):
    names = set(archive.namelist())
    if not {"content.xml", "mimetype"} <= names:
        return False
    if archive.read("mimetype").strip() != SPREADSHEET:
        raise Unreadable(GEEN_WERKMAP)
    if MANIFEST in names and b"encryption-data" in archive.read(MANIFEST):
        raise Unreadable(WACHTWOORD)
    return True


def _check_size(members):
    if len(members) > limits.MAX_MEMBERS:
        raise Unreadable(f"Deze werkmap bestaat uit meer dan {limits.MAX_MEMBERS} delen.")
    if any(member.file_size > limits.MAX_MEMBER for member in members):
        raise Unreadable("Een blad van deze werkmap is uitgepakt groter dan 16 MB.")
    if sum(member.file_size for member in members) > limits.MAX_UNPACKED:
        raise Unreadable("Deze werkmap is uitgepakt groter dan 32 MB.")


def _check_honesty(members):
    if any(member.flag_bits & ENCRYPTED for member in members):
        raise Unreadable(WACHTWOORD)
    names = [member.filename for member in members]
    unusual = any(member.compress_type not in ALLOWED for member in members)
    if unusual or len(names) != len(set(names)) or _overlap(members):
        raise Unreadable(KAPOT)


def _overlap(members):
    """Parts that lie over each other: a small file that unpacks to a very large one."""
    in_order = sorted(members, key=lambda member: member.header_offset)
    ends = [m.header_offset + _length(m) for m in in_order]
    starts = [member.header_offset for member in in_order[1:]]
    return any(end > start for end, start in zip(ends, starts, strict=False))


def _length(member):
    """At least: an extra field may follow the name."""
    return LOCAL_HEADER + len(member.orig_filename) + member.compress_size


def _check_contents(names):
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Unreadable(f"Deze werkmap bevat macro's; die lezen wij niet. {OPSLAAN}")
    if "xl/workbook.bin" in names:
        raise Unreadable(f"Dit is een .xlsb-bestand. {OPSLAAN}")
    if "xl/workbook.xml" not in names or TYPES not in names:
        raise Unreadable(GEEN_WERKMAP)


def _check_macro_kind(archive, members):
    """What it says that it is counts, and not how it is called: a plain list may end in .xlsm."""
    types = next(member for member in members if member.filename.lower() == TYPES)
    if b"macroenabled" in archive.read(types).lower():
        raise Unreadable(f"Dit is een werkmap voor macro's; die lezen wij niet. {OPSLAAN}")
