"""One export in a process of its own, to be watched from outside."""

import sys
from importlib import import_module

import django
from django.utils.module_loading import import_string

MAKERS = {
    "actielijst_pdf": "actielijst.documenten.actielijst.actielijst_pdf",
    "actielijst_xlsx": "actielijst.exports.actielijst_xlsx",
}


def main(wat):
    django.setup()
    gegevens = import_module("tests.bench.gegevens")
    import_string(MAKERS[wat])(gegevens.provincie(), gegevens.PEILDATUM)


if __name__ == "__main__":
    main(sys.argv[1])
