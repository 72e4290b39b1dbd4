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
