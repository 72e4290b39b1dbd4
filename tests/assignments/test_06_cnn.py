"""06 CNN: answers right in another way earn all points; the pictures and the data are what their scripts make."""

import io
import runpy
from pathlib import Path

import numpy as np
import pytest

from autograder.manifest import load_assignment
from autograder.model import Status

NAME = "06_cnn"
COURSE = Path(__file__).parents[2]
FAIR = {path.stem: path for path in sorted((Path(__file__).parent / "fair" / NAME).glob("*.py"))}


@pytest.fixture(scope="module")
def assignment():
    return load_assignment(COURSE / "assignments" / NAME, COURSE / "solutions" / NAME)


@pytest.fixture(scope="module")
def suite(assignment, open_suite):
    return open_suite(assignment)


@pytest.mark.parametrize("variant", FAIR)
def test_what_is_right_in_another_way_scores_in_full(suite, assignment, variant):
    master = assignment.master.read_text(encoding="utf-8")

    result = suite.grade(f"{master}\n\n{FAIR[variant].read_text(encoding='utf-8')}")

    assert {t.id: (t.status, t.message) for t in result.tests if t.status is not Status.PASSED} == {}
    assert (result.score, result.max_score) == (40, 40)


def test_the_pictures_are_what_their_script_draws(assignment):
    drawn = runpy.run_path(str(assignment.master.parent / "pictures.py"))["pictures"]()

    kept = {path.name: path.read_text(encoding="utf-8") for path in (assignment.public / "figures").iterdir()}
    assert drawn == kept


def test_the_digits_are_what_their_script_makes(assignment):
    datasets = pytest.importorskip("sklearn.datasets")
    script = runpy.run_path(str(assignment.master.parent / "make_data.py"))
    digits = datasets.load_digits()

    for path, arrays in script["parts"](digits.images, digits.target).items():
        content = io.BytesIO()
        np.savez(content, **arrays)
        assert content.getvalue() == Path(path).read_bytes()


def test_no_digit_that_is_held_back_is_public(assignment):
    with (
        np.load(assignment.public / "data" / "digits.npz") as public,
        np.load(assignment.hidden / "held_back.npz") as rest,
    ):
        known, held_back = ({image.tobytes() for image in part["images"]} for part in (public, rest))

    assert len(known) == 1300
    assert len(held_back) == 497
    assert not known & held_back
