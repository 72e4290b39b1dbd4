"""``%check`` in a real kernel, in the released folder of the tiny assignment."""

import shutil

import nbclient
import nbformat
import pytest

from autograder.notebooks import read_percent, write_notebook


def run_cells(folder, *cells):
    """Execute cells in a fresh kernel: what each printed, displayed or raised, as text, and as HTML if there is any."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    resources = {"metadata": {"path": str(folder)}}
    nbclient.NotebookClient(notebook, timeout=120, allow_errors=True, resources=resources).execute()
    return [_shown(cell.outputs) for cell in notebook.cells]


def _shown(outputs):
    by_kind = [output.get("data", {"text/plain": output.get("text", output.get("evalue"))}) for output in outputs]
    return {kind: content for bundle in by_kind for kind, content in bundle.items()}


@pytest.fixture(scope="module")
def folder(tiny, tmp_path_factory):
    return shutil.copytree(tiny.public, tmp_path_factory.mktemp("home") / "01_tiny")


@pytest.fixture(scope="module")
def session(folder):
    """A student's session, by what is to be seen of it."""
    steps = {
        "start": "%load_ext autograder",
        "nothing executed": "%check double",
        "a stub": "def double(x):\n    raise NotImplementedError",
        "of the stub": "%check double",
        "wrong": "def double(x):\n    return 3 * x",
        "of the wrong one": "%check double",
        "right": "def double(x):\n    return 2 * x\n",
        "of the right one": "%check double",
        "stopped": "raise KeyboardInterrupt\ndouble = None",
        "of what stood before": "%check double",
        "unknown": "%check halve",
        "all": "%check",
        "the kernel": "import sys\n'autograder.grading.session' in sys.modules, double(2)",
    }
    return dict(zip(steps, run_cells(folder, *steps.values()), strict=True))


def test_what_was_not_executed_is_missing_and_says_so(session):
    assert "double is missing: run its cell, then this one" in session["nothing executed"]["text/plain"]


def test_each_check_is_of_what_was_executed_last(session):
    assert "not written yet" in session["of the stub"]["text/plain"]
    assert "wrong result" in session["of the wrong one"]["text/plain"]
    assert "The test passes." in session["of the right one"]["text/plain"]
    assert "The test passes." in session["of what stood before"]["text/plain"]


def test_a_notebook_gets_html_with_the_place_in_its_own_cells(session):
    shown = session["of the stub"]["text/html"]

    assert shown.startswith('<div class="autograder-check">')
    assert "In [3], line 2, in double" in shown
    assert "&amp; {" not in shown  # the rule that keeps the style from the notebook


def test_an_unknown_question_is_one_sentence(session):
    sentence = "autograder: 01_tiny has no question 'halve'; it has: double, total, cube\n"

    assert session["unknown"]["text/plain"] == sentence


def test_without_a_question_all_are_checked(session):
    assert "✓ Twice  1 of 1" in session["all"]["text/plain"]
    assert "total is missing: run its cell, then this one" in session["all"]["text/plain"]


def test_no_check_runs_in_the_kernel(session):
    assert session["the kernel"]["text/plain"] == "(False, 4)"


def test_outside_of_an_assignment_one_sentence_says_where_to_go(tmp_path):
    shown = run_cells(tmp_path, "%load_ext autograder\n%check")[0]

    assert shown["text/plain"] == (
        "autograder: no assignment.toml is found here or above: go into the folder of the assignment with cd "
        "(in a notebook %cd)\n"
    )


TOWER = """
title = "Tower"

[questions.tower]
title = "Twice twice"
points = 1

[prerequisites.tiny]
assignment = "01_tiny"

[[prerequisites.tiny.served]]
functions = ["double"]
questions = ["double"]
"""


def test_a_notebook_imports_the_form_of_earlier_work_that_was_written(tiny, reference_source, tmp_path):
    shutil.copytree(tiny.public, tmp_path / "01_tiny")
    drawing = "\n# %%\nimport matplotlib.pyplot as plt\n\nplt.plot([1])\nraise ValueError('this cell fails')\n"
    (tmp_path / "01_tiny" / "tiny.py").unlink()
    (tmp_path / "01_tiny" / "tiny.ipynb").write_text(write_notebook(read_percent(reference_source + drawing)))
    folder = tmp_path / "02_tower"
    folder.mkdir()
    (folder / "assignment.toml").write_text(TOWER)

    *_, shown = run_cells(folder, "%load_ext autograder", "from tiny import double", "double(21)")

    assert shown == {"text/plain": "42"}
