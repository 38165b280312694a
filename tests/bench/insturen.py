"""One list sent in by a process of its own, to be watched from outside."""

import sys
from importlib import import_module
from pathlib import Path

import django


def main(pad):
    django.setup()
    import_module("tests.bench.inlezen").stuur_in(Path(pad))


if __name__ == "__main__":
    main(sys.argv[1])
