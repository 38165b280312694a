"""What is asked besides projects and agreements.

An app asks its own questions by a module `uitvraag` with `BRONNEN`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule


@dataclass(frozen=True)
class Bron:
    """Rows about the projects of a province, at most one per project."""

    # (province) -> {id of the project: row}
    regels: Callable
    # (row) -> the parties that have to say how it stands
    partijen_van: Callable
    # (rows) -> the sheet that holds them
    blad: Callable
    # (province) -> the lists behind its drop-downs
    keuzelijsten: Callable
    # (province) -> the last day on which it is of use, or None
    uiterlijk: Callable


def alle_bronnen() -> list[Bron]:
    return [
        bron
        for app in apps.get_app_configs()
        if module_has_submodule(app.module, "uitvraag")
        for bron in getattr(import_module(f"{app.name}.uitvraag"), "BRONNEN", [])
    ]
