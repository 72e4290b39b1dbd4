"""The public checks on a student's own machine: no reference, no salt, no score, nothing hidden."""

import os
import shutil

import pytest

from autograder.authoring.release import release
from autograder.errors import InputError
from autograder.grading.check import check_work
from autograder.manifest import load_assignment
from autograder.model import Isolation, Status
from autograder.notebooks import read_percent, write_notebook


@pytest.fixture
def own(tiny, tmp_path):
    """The assignment as a student has it: the public folder alone."""
    return load_assignment(shutil.copytree(tiny.public, tmp_path / "01_tiny"))


def statuses(result):
    return {t.title: t.status for t in result.tests}


def test_a_stub_is_not_attempted(own):
    result = check_work(own, own.public / "tiny.py", (), Isolation.PROCESS)

    assert statuses(result) == {
        "two is doubled": Status.NOT_ATTEMPTED,
        "one two three make six": Status.NOT_ATTEMPTED,
    }
    assert (result.score, result.max_score) == (0.0, 0.0)


def test_the_folder_is_checked_by_its_newest_form(own, reference_source):
    notebook = own.public / "tiny.ipynb"
    notebook.write_text(write_notebook(read_percent(reference_source)))
    os.utime(own.public / "tiny.py", (1, 1))

    result = check_work(own, own.public, (), Isolation.PROCESS)

    assert set(statuses(result).values()) == {Status.PASSED}
    assert result.warnings[0] == "tiny.ipynb is checked, because it is newer than tiny.py"


def test_a_form_without_work_in_it_is_not_checked_however_new_it_is(tiny, tmp_path, reference_source):
    own = load_assignment(release(tiny, tmp_path))
    (own.public / "tiny.py").write_text(reference_source)
    os.utime(own.public / "tiny.py", (1, 1))

    result = check_work(own, own.public, (), Isolation.PROCESS)

    assert set(statuses(result).values()) == {Status.PASSED}
    assert result.warnings == []


def test_a_visible_failure_shows_its_line_and_its_numbers(own):
    (own.public / "tiny.py").write_text("print('loaded')\ndef double(x): return 3 * x\n")

    result = check_work(own, own.public / "tiny.py", ("double",), Isolation.PROCESS)

    assert [t.status for t in result.tests] == [Status.FAILED]
    assert "> assert submission.double(2.0) == 4.0   (test_tiny.py, line" in result.tests[0].message
    assert result.output == "loaded\n"


def test_a_structural_mistake_is_hinted_at(own):
    (own.public / "tiny.py").write_text("def total(x): return -sum(x)\n")

    result = check_work(own, own.public / "tiny.py", ("total",), Isolation.PROCESS)

    assert [m.name for m in result.mistakes] == ["sign"]
    assert result.tests[0].hint.startswith("Every sign is the other way round.")


def test_a_question_alone(own):
    result = check_work(own, own.public / "tiny.py", ("total",), Isolation.PROCESS)

    assert list(result.questions) == ["total"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda folder: shutil.rmtree(folder / "checks"),
            "checks is missing: fetch the folder of the assignment again",
        ),
        (
            lambda folder: [f.unlink() for f in folder.glob("tiny.*")],
            "has no tiny.py and no tiny.ipynb: name your file",
        ),
        (lambda folder: [f.write_text("") for f in folder.glob("tiny.py")], "tiny.py is empty"),
    ],
)
def test_what_cannot_be_checked_is_refused_in_a_sentence(own, change, sentence):
    change(own.public)
    path = own.public if "has no" in sentence else own.public / "tiny.py"

    with pytest.raises(InputError, match=sentence):
        check_work(own, path, (), Isolation.PROCESS)


def test_a_recursion_without_end_is_told_once(own):
    # Its twenty equal steps hid the sentence that helps, for every test of the question.
    path = own.public / "tiny.py"
    path.write_text("def double(x):\n    return double(x)\n")

    result = check_work(own, path, ("double",), Isolation.PROCESS)

    message = result.tests[0].message
    assert message.count("tiny.py, line 2, in double") == 1
    assert message.endswith("return double(x)\n    (again and again)")


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

TOWER_CHECKS = """
from autograder import question


@question("tower")
def test_one_becomes_four(submission):
    assert submission.tower(1.0) == 4.0
"""


@pytest.fixture
def tower(own):
    """A folder beside the tiny assignment's, with work that builds on it."""
    folder = own.public.parent / "02_tower"
    (folder / "checks").mkdir(parents=True)
    (folder / "assignment.toml").write_text(TOWER)
    (folder / "checks" / "test_tower.py").write_text(TOWER_CHECKS)
    (folder / "tower.py").write_text("from tiny import double\n\n\ndef tower(x):\n    return double(double(x))\n")
    return load_assignment(folder)


def test_work_builds_on_what_lies_in_the_folder_beside_it(tower, own, reference_source):
    (own.public / "tiny.py").unlink()
    (own.public / "tiny.ipynb").write_text(write_notebook(read_percent(reference_source)))

    result = check_work(tower, tower.public, (), Isolation.PROCESS)

    assert statuses(result) == {"one becomes four": Status.PASSED}
    assert result.reason == ""


def test_what_is_wrong_there_is_named_before_all_else_and_the_rest_runs(tower, own):
    (own.public / "tiny.py").write_text("def double(x):\n    return x + x * x\n")

    result = check_work(tower, tower.public, (), Isolation.PROCESS)

    assert statuses(result) == {"one becomes four": Status.FAILED}
    assert result.reason == "Mend this first in 01_tiny: double. Its own checks do not pass yet."


def test_a_module_that_is_not_there_is_asked_for(tower, own):
    shutil.rmtree(own.public)

    result = check_work(tower, tower.public, (), Isolation.PROCESS)

    assert statuses(result) == {"one becomes four": Status.ERROR}
    assert result.reason == "tiny.py of 01_tiny is not here: put it, or its folder 01_tiny, beside this one"


def test_a_module_in_the_same_folder_comes_first(tower, own):
    (tower.public / "tiny.py").write_text("def double(x):\n    return 2 * x\n")

    result = check_work(tower, tower.public, (), Isolation.PROCESS)

    assert statuses(result) == {"one becomes four": Status.PASSED}
