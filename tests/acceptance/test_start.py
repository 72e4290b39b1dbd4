"""A student who has nothing but the zip: START.md's own commands, in an empty folder. Needs a network."""

import io
import os
import re
import subprocess
import sys
import zipfile

import pytest

from autograder.authoring.bundle import bundle

pytestmark = [pytest.mark.acceptance, pytest.mark.skipif(sys.platform == "win32", reason="runs the lines for macOS")]


def commands(start, section):
    """The indented lines of a section."""
    text = re.search(rf"^## {section}\n(.*?)^## ", start, re.MULTILINE | re.DOTALL)[1]
    return re.findall(r"^ {4}(.+)$", text, re.MULTILINE)


def test_the_commands_of_start_md_lead_to_a_check_and_to_an_archive(tiny, tmp_path, reference_source):
    zipfile.ZipFile(io.BytesIO(bundle(tiny))).extractall(tmp_path)
    folder = tmp_path / "01_tiny"
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}

    def run(line):
        return subprocess.run(line, shell=True, cwd=folder, env=environment, capture_output=True, text=True)

    make, install, check, work = commands((folder / "START.md").read_text(), "macOS")
    assert run(make).returncode == 0
    assert run(install).returncode == 0
    of_the_stub = run(check)
    assert (of_the_stub.returncode, of_the_stub.stderr) == (1, "")
    assert "○ Twice  0 of 1" in of_the_stub.stdout
    assert run(work.replace("lab tiny.ipynb", "lab --version")).returncode == 0

    (folder / "tiny.py").write_text(reference_source)
    assert run(check).returncode == 0
    submitted = run(".venv/bin/autograder submit")
    assert submitted.stdout.startswith(
        "tiny.py goes in: tiny.ipynb is as released.\nPublic checks: All 2 tests pass.\n"
    )
