"""Gradients in grading: whose forward is differentiated, what the hint says, and who answers for the undecided."""

import pytest

from autograder.grading.check import check_work
from autograder.grading.gradients import WRONG_BACKWARD, WRONG_FORWARD
from autograder.manifest import load_assignment
from autograder.model import Isolation, Status

MANIFEST = 'title = "G"\n[questions.q]\ntitle = "Q"\npoints = 2\n[limits]\ncpu_s = 20\nwall_s = 60\n'

MASTER = """
import time
import numpy as np

def square(x):
    ### BEGIN SOLUTION
    return x**2, x
    ### END SOLUTION

def square_backward(dout, cache):
    ### BEGIN SOLUTION
    return 2 * cache * dout
    ### END SOLUTION
"""

CHECKS = """
from autograder import question


@question("q")
def test_own(submission, rng, check_gradient):
    x, dout = rng.normal(size=11), rng.normal(size=11)
    _, cache = submission.square(x)
    check_gradient(submission.square, x, submission.square_backward(dout, cache), dout)
"""

HIDDEN = """
import pytest

from autograder import question


@question("q", points=1)
@pytest.mark.parametrize("size", [5, 77])
def test_reference(submission, reference, rng, check_gradient, size):
    x, dout = rng.normal(size=size), rng.normal(size=size)
    _, cache = submission.square(x)
    check_gradient(reference.square, x, submission.square_backward(dout, cache), dout)
"""


@pytest.fixture(scope="module")
def assignment(tmp_path_factory, make_assignment):
    return make_assignment(
        tmp_path_factory.mktemp("course"), name="03_gradients", master=MASTER, manifest=MANIFEST, hidden=HIDDEN,
        checks=CHECKS, misconceptions={},
    )  # fmt: skip


@pytest.fixture(scope="module")
def grade(assignment, open_suite):
    """Grade the master with some of its text replaced; own, then the two sizes against the reference."""
    suite = open_suite(assignment)

    def grade(*replacements):
        return suite.grade(changed(*replacements)).tests

    return grade


def changed(*replacements):
    source = MASTER
    for old, new in replacements:
        assert old in source
        source = source.replace(old, new)
    return source


def test_the_reference_passes(grade):
    assert {t.status for t in grade()} == {Status.PASSED}


def test_a_wrong_backward_is_told_from_a_wrong_forward(grade):
    own, *hidden = grade(("return 2 * cache * dout", "return cache * dout"))

    assert own.status is Status.FAILED
    for test in hidden:
        assert (test.status, test.score, test.place) == (Status.FAILED, 0.0, "the gradient: every entry")
        assert test.message.endswith(WRONG_BACKWARD)


def test_the_right_backward_of_a_wrong_forward_still_fails_and_is_told(grade):
    own, *hidden = grade(("return x**2, x", "return x**3, x"), ("return 2 * cache", "return 3 * cache**2"))

    assert own.status is Status.PASSED
    for test in hidden:
        assert (test.status, test.score) == (Status.FAILED, 0.0)
        assert test.message.endswith(WRONG_FORWARD)


@pytest.mark.parametrize(
    "forward",
    [
        "time.sleep(0.05); return x**2, x",
        "square.calls = getattr(square, 'calls', 0) + 1; assert square.calls != 2; return x**2, x",
        "return (None if getattr(square, 'again', False) else x**2), (setattr(square, 'again', True), x)[1]",
    ],
)
def test_a_forward_that_cannot_tell_gives_no_hint_and_changes_nothing(grade, forward):
    _, *hidden = grade(("return x**2, x", forward), ("return 2 * cache * dout", "return cache * dout"))

    for test in hidden:
        assert (test.status, test.score) == (Status.FAILED, 0.0)
        assert WRONG_FORWARD not in test.message


def test_a_submission_cannot_earn_that_a_test_stays_open(grade):
    own, *hidden = grade(("return x**2, x", "return np.round(x**2, 2), x"))

    assert own.status is Status.FAILED
    assert "cannot be decided" in own.message
    assert {t.status for t in hidden} == {Status.PASSED}  # the reference's forward is the one that counts


def test_a_row_for_a_vector_is_a_warning(grade):
    tests = grade(("return 2 * cache * dout", "return (2 * cache * dout)[None]"))

    assert [t.status for t in tests] == [Status.PASSED] * 3
    assert tests[1].warnings == ["the gradient has shape (1, 5); (5,) is usual"]


def test_in_a_check_the_undecided_costs_nothing(assignment):
    own = load_assignment(assignment.public)
    path = own.public / "gradients.py"
    path.write_text(changed(("return x**2, x", "return np.round(x**2, 2), x")))

    result = check_work(own, path, (), Isolation.PROCESS)

    assert [t.status for t in result.tests] == [Status.INCONCLUSIVE]
    assert "cannot be decided" in result.tests[0].message


def test_a_forward_that_gives_the_references_output_is_not_differentiated(grade):
    """One call for the test, one to compare: not the dozens that a numeric gradient needs."""
    counted = ("return x**2, x", "print('called'); return x**2, x")

    right, *_ = grade(counted)
    wrong, *_ = grade(counted, ("return 2 * cache * dout", "return cache * dout"))

    assert (right.status, right.output.count("called")) == (Status.PASSED, 2)
    assert wrong.status is Status.FAILED
    assert wrong.output.count("called") > 11  # entries


def test_the_right_gradient_of_the_reference_does_not_fit_another_forward(grade):
    own, *hidden = grade(("return x**2, x", "return x**3, x"))

    assert own.status is Status.FAILED
    assert {t.status for t in hidden} == {Status.PASSED}
