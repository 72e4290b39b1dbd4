"""04 Convolution: answers right in another way earn all points. Slow ones are in its demonstration class."""

from pathlib import Path

import pytest

from autograder.manifest import load_assignment
from autograder.model import Status

NAME = "04_convolution"
COURSE = Path(__file__).parents[2]
FAIR = {path.stem: path for path in sorted((Path(__file__).parent / "fair" / NAME).glob("*.py"))}


@pytest.fixture(scope="module")
def assignment():
    return load_assignment(COURSE / "assignments" / NAME, COURSE / "solutions" / NAME)


@pytest.mark.parametrize("variant", FAIR)
def test_what_is_right_in_another_way_scores_in_full(open_suite, assignment, variant):
    master = assignment.master.read_text(encoding="utf-8")

    result = open_suite(assignment).grade(f"{master}\n\n{FAIR[variant].read_text(encoding='utf-8')}")

    assert {t.id: (t.status, t.message) for t in result.tests if t.status is not Status.PASSED} == {}
    assert (result.score, result.max_score) == (40, 40)
