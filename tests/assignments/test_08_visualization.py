"""08 Visualization: answers right in another way earn all points; the pictures of a right one are in the report."""

import runpy
from pathlib import Path

import pytest

from autograder.manifest import load_assignment
from autograder.model import Status

NAME = "08_visualization"
COURSE = Path(__file__).parents[2]
FAIR = {path.stem: path for path in sorted((Path(__file__).parent / "fair" / NAME).glob("*.py"))}


@pytest.fixture(scope="module")
def assignment():
    return load_assignment(COURSE / "assignments" / NAME, COURSE / "solutions" / NAME)


@pytest.fixture(scope="module")
def graded(assignment, open_suite):
    master = assignment.master.read_text(encoding="utf-8")
    sources = {variant: f"{master}\n\n{path.read_text(encoding='utf-8')}" for variant, path in FAIR.items()}
    return open_suite(assignment, jobs=2).grade_all({**sources, "reference": master})


@pytest.mark.parametrize("variant", [*FAIR, "reference"])
def test_what_is_right_in_another_way_scores_in_full(graded, variant):
    result = graded[variant]

    assert {t.id: (t.status, t.message) for t in result.tests if t.status is not Status.PASSED} == {}
    assert (result.score, result.max_score) == (40, 40)


def test_students_see_their_pictures_and_read_what_is_on_them(graded):
    shown = {each.name: each for test in graded["reference"].tests for each in test.pictures}

    assert {each.kind for each in shown.values()} == {"heat_map", "image", "points"}
    assert shown["your map of a hundred digits"].text.startswith("100 points of 10 classes, across from")
    assert shown["in red what speaks for 0 1 2 3 4, and for 5 6 7 8 9"].text == (
        "20 × 50 pixels in colour, from 0.0375 to 1"
    )


def test_the_pictures_are_what_their_script_draws(assignment):
    drawn = runpy.run_path(str(assignment.master.parent / "pictures.py"))["pictures"]()

    kept = {path.name: path.read_text(encoding="utf-8") for path in (assignment.public / "figures").iterdir()}
    assert drawn == kept
