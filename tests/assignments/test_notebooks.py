"""Every notebook of the course runs from top to bottom on a real kernel: the stub as students get it, and filled."""

import re
import shutil
from pathlib import Path

import nbclient
import nbformat
import pytest

from autograder.authoring.markers import reference_source
from autograder.manifest import load_assignment
from autograder.notebooks import read_percent, write_notebook

pytest.importorskip("matplotlib")

COURSE = Path(__file__).parents[2]
NAMES = sorted(path.parent.name for path in COURSE.glob("assignments/*/assignment.toml"))


def run(assignment, text, home):
    """The code cells of a notebook with their outputs, run in a copy of the released folder; an error ends the test.

    Beside it are the assignments that it builds on, filled.
    """
    folder = shutil.copytree(assignment.public, home / assignment.name)
    for earlier in map(assignment.prerequisite, assignment.manifest.prerequisites):
        shutil.copytree(earlier.public, home / earlier.name, ignore=shutil.ignore_patterns("*.ipynb"))
        source = reference_source(earlier.master.read_text(encoding="utf-8"))
        (home / earlier.name / f"{earlier.module}.py").write_text(source, encoding="utf-8")
    notebook = nbformat.reads(text, as_version=4)
    resources = {"metadata": {"path": str(folder)}}
    nbclient.NotebookClient(notebook, timeout=180, kernel_name="python3", resources=resources).execute()
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def checks(cells):
    """What each ``%check`` displayed, as text."""
    shown = [cell for cell in cells if cell.source.startswith("%check")]
    return {cell.source.removeprefix("%check "): cell.outputs[0]["data"]["text/plain"] for cell in shown}


def pictures(cells):
    return [output for cell in cells for output in cell.outputs if "image/png" in output.get("data", {})]


@pytest.mark.parametrize("name", NAMES)
def test_the_stub_runs_and_its_checks_say_that_nothing_is_written(name, tmp_path):
    assignment = load_assignment(COURSE / "assignments" / name, COURSE / "solutions" / name)
    text = (assignment.public / f"{assignment.module}.ipynb").read_text(encoding="utf-8")

    cells = run(assignment, text, tmp_path)

    shown = checks(cells)
    assert list(shown) == list(assignment.manifest.questions)
    assert all("not written yet" in text for text in shown.values())


@pytest.mark.parametrize("name", NAMES)
def test_the_filled_notebook_runs_passes_its_checks_and_draws(name, tmp_path):
    assignment = load_assignment(COURSE / "assignments" / name, COURSE / "solutions" / name)
    text = write_notebook(read_percent(assignment.master.read_text(encoding="utf-8")))

    cells = run(assignment, text, tmp_path)

    shown = checks(cells)
    assert list(shown) == list(assignment.manifest.questions)
    assert {q: text for q, text in shown.items() if not re.search(r"The test passes|tests pass", text)} == {}
    assert len(pictures(cells)) >= 3
    assert [output for cell in cells for output in cell.outputs if output.output_type == "stream"] == []
