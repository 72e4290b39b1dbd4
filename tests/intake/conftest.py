"""A tiny assignment as students see it, and archives built to order."""

import io
import json
import tarfile
import zipfile

import pytest

from autograder.manifest import load_assignment

MANIFEST = 'title = "Doubling"\n[questions.double]\ntitle = "Double"\npoints = 2\n'


@pytest.fixture
def assignment(tmp_path):
    """An assignment whose module is ``doubling``, without stubs."""
    public = tmp_path / "assignments" / "01_doubling"
    public.mkdir(parents=True)
    (public / "assignment.toml").write_text(MANIFEST)
    return load_assignment(public)


@pytest.fixture
def notebook():
    """Make the bytes of a notebook with one code cell for each source."""

    def make(*sources):
        cells = [{"cell_type": "code", "source": source} for source in sources]
        return json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5}).encode()

    return make


@pytest.fixture
def zipped():
    """Make the bytes of a zip archive from names, or entries, and contents."""

    def make(*entries, method=zipfile.ZIP_DEFLATED):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", method) as archive:
            for name, content in entries:
                archive.writestr(name, content)
        return buffer.getvalue()

    return make


@pytest.fixture
def tarred():
    """Make the bytes of a tar.gz archive from names, or members, and contents."""

    def make(*entries, form=tarfile.PAX_FORMAT):
        buffer = io.BytesIO()
        with tarfile.open(fileobj=buffer, mode="w:gz", format=form) as archive:
            for name, content in entries:
                member = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
        return buffer.getvalue()

    return make
