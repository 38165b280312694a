#!/usr/bin/env python
"""Rebuild the vendored files under static/ from npm. Run by hand; needs npm, only at that moment.

Writes static/nlds/nlds.css (a subset of the NL Design System component CSS with the tokens it
needs), the fonts in static/fonts/ and static/HERKOMST.md with version, licence and checksum.
"""

import hashlib
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

STATIC = Path(__file__).resolve().parent.parent / "static"


class Package(NamedTuple):
    name: str
    version: str
    licence: str


COMPONENTS_CSS = Package("@utrecht/component-library-css", "9.0.4", "EUPL-1.2")
TOKENS = Package("@nl-design-system-unstable/voorbeeld-design-tokens", "7.4.1", "EUPL-1.2")
NOTO_SANS = Package("@fontsource-variable/noto-sans", "5.3.0", "OFL-1.1")
NOTO_EMOJI = Package("@expo-google-fonts/noto-emoji", "0.4.7", "OFL-1.1")
SOURCE_SANS = Package("source-sans", "3.52.0", "OFL-1.1")
SOURCE_SERIF = Package("source-serif", "4.5.1", "OFL-1.1")

COMPONENTS = {
    "utrecht-alert",
    "utrecht-breadcrumb-nav",
    "utrecht-button",
    "utrecht-checkbox",
    "utrecht-custom-checkbox",
    "utrecht-document",
    "utrecht-form-field",
    "utrecht-form-field-description",
    "utrecht-form-field-error-message",
    "utrecht-form-fieldset",
    "utrecht-form-label",
    "utrecht-link",
    "utrecht-radio-button",
    "utrecht-select",
    "utrecht-skip-link",
    "utrecht-table",
    "utrecht-textarea",
    "utrecht-textbox",
}
COPIES = {
    "nlds/LICENSE-utrecht.md": (COMPONENTS_CSS, "LICENSE.md"),
    "nlds/LICENSE-voorbeeld.md": (TOKENS, "LICENSE.md"),
    "fonts/noto-sans-latin.woff2": (NOTO_SANS, "files/noto-sans-latin-wght-normal.woff2"),
    "fonts/noto-sans-latin-ext.woff2": (NOTO_SANS, "files/noto-sans-latin-ext-wght-normal.woff2"),
    "fonts/OFL-noto-sans.txt": (NOTO_SANS, "LICENSE"),
    "fonts/NotoEmoji-Regular.ttf": (NOTO_EMOJI, "400Regular/NotoEmoji_400Regular.ttf"),
    "fonts/OFL-noto-emoji.txt": (NOTO_EMOJI, "LICENSE_FONT"),
    "fonts/SourceSans3-Regular.ttf": (SOURCE_SANS, "TTF/SourceSans3-Regular.ttf"),
    "fonts/SourceSans3-It.ttf": (SOURCE_SANS, "TTF/SourceSans3-It.ttf"),
    "fonts/SourceSans3-Semibold.ttf": (SOURCE_SANS, "TTF/SourceSans3-Semibold.ttf"),
    "fonts/SourceSans3-Bold.ttf": (SOURCE_SANS, "TTF/SourceSans3-Bold.ttf"),
    "fonts/OFL-source-sans.md": (SOURCE_SANS, "LICENSE.md"),
    "fonts/SourceSerif4-Regular.ttf": (SOURCE_SERIF, "TTF/SourceSerif4-Regular.ttf"),
    "fonts/SourceSerif4Display-Semibold.ttf": (
        SOURCE_SERIF,
        "TTF/SourceSerif4Display-Semibold.ttf",
    ),
    "fonts/OFL-source-serif.md": (SOURCE_SERIF, "LICENSE.md"),
}
HEADER = """\
/*
 * Subset of {components.name} {components.version},
 * Copyright (c) Gemeente Utrecht and Frameless B.V.,
 * with the tokens it needs from {tokens.name} {tokens.version},
 * Copyright (c) NL Design System Community. Both licensed under the EUPL-1.2.
 * Made by .ci/vendor_static.py; do not edit.
 */
"""


def download(package, target):
    """Fetch one package with npm (which checks its integrity) and unpack it."""
    command = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
    result = subprocess.run(command, cwd=target, check=True, capture_output=True, text=True)
    archive = result.stdout.split()[-1]
    subprocess.run(["tar", "--extract", "--file", archive], cwd=target, check=True)
    return target / "package"


def split_rules(css):
    """Yield (prelude, body) for each rule on the top level of a stylesheet without comments."""
    depth = start = body_start = 0
    for match in re.finditer(r'"[^"]*"|[{}]', css):
        if match[0] == "{":
            depth += 1
            body_start = match.end() if depth == 1 else body_start
        elif match[0] == "}":
            depth -= 1
            if depth == 0:
                prelude = css[start : body_start - 1].strip().split(";")[-1].strip()
                yield prelude, css[body_start : match.start()]
                start = match.end()


def split_selectors(prelude):
    return [part.strip() for part in re.split(r",(?![^()]*\))", prelude)]


def is_kept(selector):
    blocks = re.findall(r"\.(utrecht-[a-z0-9]+(?:-[a-z0-9]+)*)", selector)
    return bool(blocks) and set(blocks) <= COMPONENTS


def subset(css):
    kept = []
    for prelude, body in split_rules(css):
        if prelude.startswith("@media"):
            inner = subset(body)
            kept += [f"{prelude} {{\n{inner}}}\n"] if inner else []
        elif not prelude.startswith("@"):
            selectors = [selector for selector in split_selectors(prelude) if is_kept(selector)]
            kept += [f"{', '.join(selectors)} {{{body}}}\n"] if selectors else []
    return "".join(kept)


def token_closure(css, tokens):
    """The declarations of the theme that `css` uses, directly or through another token."""
    values = dict(re.findall(r"(--[\w-]+):\s*(.*?);", tokens))
    todo, needed = set(re.findall(r"var\((--[\w-]+)", css)), set()
    while todo:
        name = todo.pop()
        if name in values and name not in needed:
            needed.add(name)
            todo |= set(re.findall(r"var\((--[\w-]+)", values[name]))
    return "".join(f"  {name}: {values[name]};\n" for name in sorted(needed))


def without_comments(path):
    return re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)


def build_css(folders):
    css = subset(without_comments(folders[COMPONENTS_CSS] / "dist/index.css"))
    tokens = token_closure(css, without_comments(folders[TOKENS] / "dist/theme.css"))
    header = HEADER.format(components=COMPONENTS_CSS, tokens=TOKENS)
    return f"{header}\n.eb-theme {{\n{tokens}}}\n\n{css}"


def origin_table():
    """One line per vendored file; tests compare the checksums with the files."""
    origins = {path: package for path, (package, _) in COPIES.items()}
    origins["nlds/nlds.css"] = COMPONENTS_CSS
    lines = [
        f"| {path} | {package.name} {package.version} | {package.licence} | {checksum(path)} |"
        for path, package in sorted(origins.items())
    ]
    return "\n".join(lines)


def checksum(path):
    return hashlib.sha256((STATIC / path).read_bytes()).hexdigest()


def main():
    packages = [COMPONENTS_CSS, TOKENS, NOTO_SANS, NOTO_EMOJI, SOURCE_SANS, SOURCE_SERIF]
    with tempfile.TemporaryDirectory() as scratch:
        folders = {}
        for number, package in enumerate(packages):
            target = Path(scratch, str(number))
            target.mkdir()
            folders[package] = download(package, target)
        for folder in ("nlds", "fonts"):
            (STATIC / folder).mkdir(parents=True, exist_ok=True)
        for path, (package, source) in COPIES.items():
            shutil.copyfile(folders[package] / source, STATIC / path)
        (STATIC / "nlds/nlds.css").write_text(build_css(folders))
    (STATIC / "HERKOMST.md").write_text(
        "# Vendored files\n\n"
        "Made by `.ci/vendor_static.py`. `nlds/nlds.css` also holds tokens from "
        f"{TOKENS.name} {TOKENS.version} ({TOKENS.licence}), put under the class `eb-theme`.\n\n"
        "| file | package | licence | sha256 |\n| --- | --- | --- | --- |\n" + origin_table() + "\n"
    )


if __name__ == "__main__":
    main()
