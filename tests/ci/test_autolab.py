"""The archive and the command as Autolab runs them: a folder with three files, ``make``, and the last line."""

import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest

from .schemas import AUTOLAB_PRESENTATION, AUTOLAB_SCORES
from .test_gradescope import DOUBTFUL

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="Autolab runs make")

# Pythons before 3.11.4 know no filter; later ones warn without.
SAFELY = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}


@pytest.fixture
def autolab(tmp_path, command, course):
    """``autolab(source)`` does what Autolab does with a hand-in, and reads the last two lines as Autolab does."""

    def run(source):
        job = tmp_path / "job"
        assert command("ci", "init", "autolab", "tiny", "--output", tmp_path / "setup").code == 0
        with tarfile.open(tmp_path / "setup" / "01_tiny-autolab.tar") as archive:
            archive.extractall(job, **SAFELY)
        (job / "autograde-Makefile").rename(job / "Makefile")
        makefile = (job / "Makefile").read_text().replace("least confined", "least process")
        (job / "Makefile").write_text(makefile)
        with zipfile.ZipFile(job / "01_tiny-submission.zip", "w") as archive:
            archive.writestr("tiny.py", source)
        environ = {"PATH": f"{Path(sys.prefix, 'bin')}{os.pathsep}/usr/bin{os.pathsep}/bin"}
        done = subprocess.run(
            ["make"], cwd=job, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        *_, before, last = ["", *done.stdout.rstrip("\n").split("\n")]
        return SimpleNamespace(code=done.returncode, out=done.stdout, last=last, before=before)

    return run


def scores(done):
    found = json.loads(done.last)
    jsonschema.validate(found, AUTOLAB_SCORES)
    jsonschema.validate(json.loads(done.before), AUTOLAB_PRESENTATION)
    return found["scores"]


def test_right_work_scores_each_problem(autolab, sources):
    done = autolab(sources["right"])

    assert done.code == 0
    assert scores(done) == {"double": 2.0, "total": 1.0, "cube": 2.0}


def test_wrong_work_exits_with_0_and_has_hints(autolab, sources):
    done = autolab(sources["wrong"])

    shown = json.loads(done.before)
    assert (done.code, scores(done)) == (0, {"double": 0.0, "total": 0.0, "cube": 0.0})
    assert shown["stages"] == ["Twice", "Sum", "Cube and its gradient"]
    assert list(shown["Twice"]) == ["two is doubled", "each entry is doubled", "each entry is doubled (2)"]
    assert "Twice is not once." in shown["Twice"]["each entry is doubled"]["hint"]


def test_hostile_output_never_has_the_last_word(autolab, sources):
    done = autolab(sources["hostile"])

    assert scores(done) == {"double": 0.0, "total": 0.0, "cube": 0.0}
    assert "1000" in done.out
    assert not set("\r\x1b") & set(done.out)
    assert "LEAK array" not in done.out
    assert "LEAK [[" not in done.out


def test_unreadable_work_scores_0_with_its_sentence(autolab, sources):
    done = autolab(sources["unreadable"])

    assert scores(done) == {"double": 0.0, "total": 0.0, "cube": 0.0}
    assert "tiny.py is empty" in done.out


def test_a_fault_of_ours_has_no_line_of_scores(autolab, tmp_path, make_assignment, tiny_hidden):
    hidden = tiny_hidden.replace('@question("total", points=1)', '@question("total", points=0.5)') + DOUBTFUL
    make_assignment(tmp_path / "course", hidden=hidden)

    done = autolab("def total(x):\n    return 13.0\n")

    assert "scores" not in done.out
    assert "No points are lost" in done.out


def test_errors_of_the_suite_are_not_shown_to_students(autolab, tmp_path, make_assignment, tiny_hidden):
    make_assignment(tmp_path / "course", hidden=tiny_hidden + "\n\nraise ValueError('a hidden number')\n")

    done = autolab("")

    assert "hidden number" not in done.out
    assert done.last == "No score: a fault of the grader. Tell your instructors."


def test_the_archive_is_the_same_on_each_run(command, tmp_path, course):
    for folder in ("one", "two"):
        command("ci", "init", "autolab", "tiny", "--output", tmp_path / folder)

    one, two = ((tmp_path / folder / "01_tiny-autolab.tar").read_bytes() for folder in ("one", "two"))
    assert one == two
    with (
        tarfile.open(fileobj=io.BytesIO(one)) as outer,
        tarfile.open(fileobj=outer.extractfile("autograde.tar")) as inner,
    ):
        names = inner.getnames()
    assert {"course/solutions/01_tiny/hidden/test_hidden.py", "course/solutions/salt"} < set(names)
