"""05 Pooling: answers right in another way earn all points; the pictures are what their script draws."""

import runpy
from pathlib import Path

import pytest

from autograder.manifest import load_assignment
from autograder.model import Status

NAME = "05_pooling"
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


def test_the_pictures_are_what_their_script_draws(assignment):
    drawn = runpy.run_path(str(assignment.master.parent / "pictures.py"))["pictures"]()

    kept = {path.name: path.read_text(encoding="utf-8") for path in (assignment.public / "figures").iterdir()}
    assert drawn == kept
