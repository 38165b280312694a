"""The process that parses: limited in time and memory, and without Django.

It prints JSON, or one Dutch sentence with exit code 3. Whatever else happens to it, the parent
has a sentence of its own.
"""

import json
import resource
import sys
from importlib import import_module

from pmiek.importing import limits

READERS = {
    "csv": ("delimited", "parse_csv"),
    "ods": ("opendocument", "parse_ods"),
    "xlsx": ("parsing", "parse_workbook"),
}


def main(kind, path):
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CPU_SECONDS, limits.CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.MAX_ANSWER, limits.MAX_ANSWER))
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY, limits.MEMORY))
    from pmiek.importing.cells import Unreadable  # noqa: PLC0415  after the limits

    module, function = READERS[kind]
    try:
        sheets = getattr(import_module(f"pmiek.importing.{module}"), function)(path)
    except Unreadable as refusal:
        sys.stdout.write(str(refusal))
        return limits.REFUSED
    except MemoryError:
        return limits.TOO_MUCH
    json.dump(sheets, sys.stdout)
    return 0
