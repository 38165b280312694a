"""The process that parses: limited in time and memory, and without Django.

It prints JSON, or one Dutch sentence with exit code 3. Whatever else happens to it, the parent
has a sentence of its own.
"""

import json
import resource
import sys

from pmiek.importing import limits


def main(kind, path):
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CPU_SECONDS, limits.CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY, limits.MEMORY))
    from pmiek.importing.cells import Unreadable  # noqa: PLC0415  after the limits
    from pmiek.importing.parsing import parse_csv, parse_workbook  # noqa: PLC0415

    try:
        sheets = {"csv": parse_csv, "xlsx": parse_workbook}[kind](path)
    except Unreadable as refusal:
        sys.stdout.write(str(refusal))
        return limits.REFUSED
    json.dump(sheets, sys.stdout)
    return 0
