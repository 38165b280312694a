"""The file: a tar with parts and, last, a manifest that knows the checksum of each part."""

import hashlib
import io
import json
import os
import shutil
import tarfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

FORMAAT = 1
MANIFEST = "manifest.json"
DATABASE = "database"
DOCUMENTEN = "documenten/"
SOM = ".sha256"
BLOK = 1024 * 1024
ALLEEN_EIGENAAR = 0o600
KAPOT = (
    "Dit bestand is geen hele reservekopie: het is afgebroken of beschadigd. Er is niets hersteld."
)
VERANDERD = "Het deel {naam} is niet zoals het werd vastgelegd. Er is niets hersteld."
ANDER_BESTAND = (
    "De controlesom in {som} hoort bij een ander bestand: de reservekopie is veranderd of niet "
    "heel overgezet. Er is niets hersteld."
)


class KopieFout(Exception):
    """Why there is no backup, or why it is refused, as a Dutch sentence."""


@dataclass(frozen=True)
class Kopie:
    """An unpacked backup of which every part is as it was written."""

    manifest: dict
    map: Path

    @property
    def database(self):
        return self.map / DATABASE

    @property
    def documenten(self):
        """(path within the folder of documents, unpacked file)"""
        delen = [naam for naam in self.manifest["delen"] if naam.startswith(DOCUMENTEN)]
        return [(naam.removeprefix(DOCUMENTEN), self.map / naam) for naam in delen]


def schrijf(doel: Path, manifest: dict, delen) -> None:
    """`delen` are (name, path); the file gets its name when it is whole."""
    tijdelijk = doel.with_suffix(".tmp")
    # everything that anybody typed, and the hashes of passwords: for the owner alone
    tijdelijk.touch(mode=ALLEEN_EIGENAAR)
    try:
        with tijdelijk.open("wb") as bestand:
            with tarfile.open(fileobj=bestand, mode="w") as tar:
                sommen = dict(_toegevoegd(tar, delen))
                _voeg_manifest_toe(tar, manifest | {"formaat": FORMAAT, "delen": sommen})
            bestand.flush()
            os.fsync(bestand.fileno())
        tijdelijk.replace(doel)
    except BaseException:
        tijdelijk.unlink(missing_ok=True)
        raise
    _sompad(doel).write_text(f"{som_van(doel)}  {doel.name}\n")


def _toegevoegd(tar, delen):
    """(name, checksum) of each part; a document that was cleaned up meanwhile is left out."""
    for naam, pad in delen:
        try:
            yield naam, _voeg_toe(tar, naam, pad)
        except FileNotFoundError:
            if not naam.startswith(DOCUMENTEN):
                raise


def _voeg_toe(tar, naam, pad):
    with pad.open("rb") as bestand:
        info = tar.gettarinfo(arcname=naam, fileobj=bestand)
        lezer = _Telt(bestand)
        tar.addfile(info, lezer)
    return {"sha256": lezer.som.hexdigest(), "grootte": info.size}


def _voeg_manifest_toe(tar, manifest):
    inhoud = json.dumps(manifest, indent=1, sort_keys=True).encode()
    info = tarfile.TarInfo(MANIFEST)
    info.size = len(inhoud)
    tar.addfile(info, io.BytesIO(inhoud))


class _Telt:
    """Counts the checksum of what is read along."""

    def __init__(self, bestand):
        self.bestand, self.som = bestand, hashlib.sha256()

    def read(self, aantal=-1):
        blok = self.bestand.read(aantal)
        self.som.update(blok)
        return blok


def som_van(pad):
    with pad.open("rb") as bestand:
        return hashlib.file_digest(bestand, "sha256").hexdigest()


def _sompad(doel):
    return doel.with_name(doel.name + SOM)


@contextmanager
def uitgepakt(pad: Path, map_: Path):
    """The backup in this folder; KopieFout for anything that is not exactly as it was written."""
    _controleer_som(pad)
    try:
        with tarfile.open(pad, mode="r:") as tar:
            namen = set(tar.getnames())
            manifest = _lees_manifest(tar)
            if namen != {MANIFEST, *manifest["delen"]}:
                raise KopieFout(KAPOT)
            for naam, deel in manifest["delen"].items():
                _pak_uit(tar, naam, deel, map_)
    except (tarfile.TarError, KeyError, TypeError, ValueError, EOFError, AttributeError):
        raise KopieFout(KAPOT) from None
    yield Kopie(manifest, map_)


def _controleer_som(pad):
    som = _sompad(pad)
    if som.exists() and som.read_text().split()[:1] != [som_van(pad)]:
        raise KopieFout(ANDER_BESTAND.format(som=som.name))


def _lees_manifest(tar):
    manifest = json.loads(tar.extractfile(MANIFEST).read())
    if manifest["formaat"] != FORMAAT:
        raise KopieFout("Deze reservekopie heeft een vorm die deze versie niet kent.")
    return manifest


def _pak_uit(tar, naam, deel, map_):
    if naam.startswith("/") or ".." in PurePosixPath(naam).parts:
        raise KopieFout(KAPOT)
    doel = map_ / naam
    doel.parent.mkdir(parents=True, exist_ok=True)
    with tar.extractfile(naam) as bron, doel.open("wb") as bestand:
        shutil.copyfileobj(bron, bestand, BLOK)
    if som_van(doel) != deel["sha256"]:
        raise KopieFout(VERANDERD.format(naam=naam))
