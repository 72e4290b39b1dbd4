"""What the failing cases have in common, and none of the passing ones has."""

import numpy as np
import pytest

from autograder.diagnosis.parameters import Case, decisions, sentences
from autograder.model import Status, Visibility
from autograder.results import TestResult


def result(test, passed):
    status = Status.PASSED if passed else Status.FAILED
    return TestResult(
        id=test, title=test, question="q", status=status, score=0.0, max_score=1.0, visibility=Visibility.HIDDEN
    )


def decide(failing, passing, **other):
    """The sentences for cases of which each is a list of what holds."""
    cases = {f"f{i}": Case(["f"], ["dx"], holds) for i, holds in enumerate(failing)}
    cases |= {f"p{i}": Case(other.get("functions", ["f"]), ["dx"], holds) for i, holds in enumerate(passing)}
    return set(decisions([result(test, test.startswith("p")) for test in cases], cases).values())


def test_one_sentence_that_separates_is_told():
    assert decide([["A", "B"], ["A"]], [["B"], ["C"]]) == {"It fails exactly where A."}


@pytest.mark.parametrize(
    ("failing", "passing"),
    [
        ([["A"], ["A"]], [["B"]]),  # one case on a side
        ([["A"]], [["B"], ["B"]]),
        ([["A", "D"], ["A", "D"]], [["B"], ["C"]]),  # two sentences
        ([["A"], ["B"]], [["C"], ["C"]]),  # none
        ([["A"], ["A"]], [["A"], ["B"]]),
    ],
)
def test_else_nothing_is_told(failing, passing):
    assert decide(failing, passing) == set()


def test_only_cases_of_the_same_functions_are_compared():
    assert decide([["A"], ["A"]], [["B"], ["B"]], functions=["g"]) == set()


def test_sentences_about_numbers_switches_and_words():
    named = {"stride": 3, "padding": 0, "rate": 0.5, "train": True, "mode": "full", "axis": -1, "size": 1}

    assert sentences(named, {"mode": "valid"}) == [
        "`stride` is not 0", "`stride` is greater than 1", "`padding` is 0", "`rate` is not 0", "`train` is true",
        "`mode` is not its default", "`size` is not 0", "`size` is 1",
    ]  # fmt: skip


def test_sentences_about_images():
    named = {"x": np.zeros((1, 2, 7, 11), np.float32), "w": np.zeros((4, 2, 3, 3)), "stride": 3, "padding": 1}

    found = sentences(named, {})

    assert "`x` is in single precision" in found
    assert "`x` is not square in its last two axes" in found
    assert "`w` is square in its last two axes" in found
    assert "the batch has one example" in found
    assert "there are several channels" in found
    assert "the windows do not overlap" in found
    assert "the windows leave rows or columns over" in found  # 7 + 2 − 3 = 6 rows fit, 11 + 2 − 3 = 10 columns do not


def test_windows_whose_size_is_a_number_overlap_too():
    named = {"x": np.zeros((3, 2, 7, 11)), "size": 3, "stride": 2}

    assert "the windows overlap" in sentences(named, {})
    assert "the windows fit exactly" in sentences(named, {})
