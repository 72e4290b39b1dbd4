"""02 Backpropagation as its users meet it: answers that are right in another way, and notebooks in a real kernel."""

import runpy
from pathlib import Path

import pytest

from autograder.authoring.release import stub_files
from autograder.manifest import load_assignment
from autograder.model import Status
from autograder.notebooks import read_percent, write_notebook

NAME = "02_backprop"
COURSE = Path(__file__).parents[2]
FAIR = {path.stem: path for path in sorted((Path(__file__).parent / "fair" / NAME).glob("*.py"))}


@pytest.fixture(scope="module")
def assignment():
    return load_assignment(COURSE / "assignments" / NAME, COURSE / "solutions" / NAME)


@pytest.fixture(scope="module")
def master(assignment):
    return assignment.master.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def suite(assignment, open_suite):
    return open_suite(assignment)


@pytest.mark.parametrize("variant", FAIR)
def test_what_is_right_in_another_way_scores_in_full(suite, master, variant):
    source = f"{master}\n\n{FAIR[variant].read_text(encoding='utf-8')}"

    result = suite.grade(source)

    assert {t.id: (t.status, t.message) for t in result.tests if t.status is not Status.PASSED} == {}
    assert (result.score, result.max_score) == (40, 40)


def run_notebook(text, folder):
    """Run a notebook from top to bottom and return it with its outputs."""
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    pytest.importorskip("matplotlib")
    pytest.importorskip("ipykernel")
    notebook = nbformat.reads(text, as_version=4)
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    return notebook


def outputs(notebook):
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def test_the_stub_runs_and_says_what_is_missing(assignment, tmp_path):
    stub = stub_files(assignment)["backprop.ipynb"].decode()

    found = outputs(run_notebook(stub, tmp_path))

    assert len(found) == 7  # one for each picture
    assert all(output.text.startswith("Nothing to see yet. ") for output in found)
    assert found[0].text.endswith("numeric_gradient: write this part\n")


def test_the_filled_master_runs_and_draws(master, tmp_path):
    found = outputs(run_notebook(write_notebook(read_percent(master)), tmp_path))

    assert ["image/png" in output.get("data", {}) for output in found] == [True] * 7


def test_the_pictures_are_what_their_script_draws(assignment):
    drawn = runpy.run_path(str(assignment.master.parent / "pictures.py"))["pictures"]()

    kept = {path.name: path.read_text(encoding="utf-8") for path in (assignment.public / "figures").iterdir()}
    assert drawn == kept
