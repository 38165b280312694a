"""The parent's side: a file is parsed in a process of its own, which the system can end."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from pmiek.importing import limits
from pmiek.importing.cells import Cell, Kind, Sheet, Unreadable
from pmiek.importing.preflight import KAPOT, kind_of

# not from the settings: the process that parses starts without Django
ROOT = Path(__file__).resolve().parents[2]
TE_ZWAAR = (
    "Dit bestand kost te veel tijd of geheugen om te lezen. Haal opmaak, lege rijen en oude "
    "bladen weg, of kopieer de lijst naar een nieuwe werkmap."
)


def read_file(path: Path, name: str) -> list[Sheet]:
    """The filled sheets of a workbook, or the one sheet of a csv file.

    Raises Unreadable with a Dutch sentence; never takes more than the limits say.
    """
    kind = kind_of(path, name)
    # a file, of which the system limits the size: a pipe would fill the memory of this process
    with tempfile.TemporaryFile(prefix="pmiek-gelezen-") as answer:
        code = _run_child(kind, path, answer)
        answer.seek(0)
        if code == limits.REFUSED:
            raise Unreadable(answer.read().decode())
        if code < 0 or code == limits.TOO_MUCH:
            raise Unreadable(TE_ZWAAR)
        if code:
            raise Unreadable(KAPOT)
        return [_sheet(found) for found in json.load(answer)]


def _run_child(kind, path, answer):
    try:
        return subprocess.run(
            [sys.executable, "-I", "-B", "-c", START, str(ROOT), kind, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            timeout=limits.WALL_SECONDS,
            env={"PATH": os.environ.get("PATH", "")},
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        raise Unreadable(TE_ZWAAR) from None


# isolated: nothing of the folder that the server was started in is imported
START = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from pmiek.importing.child import main; sys.exit(main(*sys.argv[2:]))"
)


def _sheet(found):
    rows = [[cell and _cell(*cell) for cell in row] for row in found["rows"]]
    return Sheet(found["name"], rows, found.get("hidden", []))


def _cell(kind, text, is_calculated=False, merged_from=""):
    return Cell(Kind(kind), text, is_calculated, merged_from)
