"""What CI starts fails when it should: no tests, one round only, no database."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

CI = Path(settings.BASE_DIR) / ".ci"
RONDE = "== 12 passed in 3.45s =="
STUK = "== 1 failed, 11 passed in 3.45s =="


@pytest.fixture
def start(tmp_path):
    """Run a script of .ci in a project of its own, where `make` says and does what is asked."""
    (tmp_path / ".ci").mkdir()
    (tmp_path / "bin").mkdir()
    (tmp_path / ".venv").symlink_to(Path(settings.BASE_DIR) / ".venv")

    def run(naam, *, zegt="", code=0, **omgeving):
        shutil.copy(CI / naam, tmp_path / ".ci" / naam)
        make = tmp_path / "bin" / "make"
        make.write_text(f"#!/bin/sh\ncat <<'EIND'\n{zegt}\nEIND\nexit {code}\n")
        make.chmod(0o755)
        pad = f"{tmp_path / 'bin'}:{os.environ['PATH']}"
        return subprocess.run(
            ["bash", tmp_path / ".ci" / naam],
            env={**os.environ, **omgeving, "PATH": pad, "TMPDIR": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )

    return run


@pytest.mark.parametrize(
    ("zegt", "code", "verwacht"),
    [
        ("", 0, 1),
        ("no tests ran in 0.01s", 0, 1),
        ("0 passed in 0.01s\n0 passed in 0.01s", 0, 1),
        (RONDE, 0, 1),
        (f"{RONDE}\n{RONDE}", 0, 0),
        (f"{RONDE}\n{STUK}", 2, 2),
    ],
)
def test_ci_is_alleen_groen_na_twee_rondes_met_tests(start, zegt, code, verwacht):
    assert start("run", zegt=zegt, code=code).returncode == verwacht


def test_zonder_postgresql_begint_er_geen_ronde(start):
    # port 1 is never a database
    uitkomst = start("toets", TEST_DATABASE_URL="postgres://postgres@127.0.0.1:1/postgres")

    assert uitkomst.returncode != 0
    assert "er is geen verbinding met PostgreSQL" in uitkomst.stderr
    assert "== tests" not in uitkomst.stdout
