"""What a test is given: recorded random numbers, and comparisons that blame the right side."""

import numpy as np
import pytest

from autograder.grading.fixtures import RecordingGenerator
from autograder.model import Status
from autograder.sandbox import wire

# The random numbers


def test_the_same_seed_gives_the_numbers_of_numpy():
    found, expected = RecordingGenerator(7, []), np.random.Generator(np.random.PCG64(7))

    np.testing.assert_array_equal(found.normal(size=3), expected.normal(size=3))
    np.testing.assert_array_equal(found.permutation(5), expected.permutation(5))


def test_each_draw_leaves_a_digest_of_its_content():
    first, second, other = [], [], []
    for draws, seed in ((first, 7), (second, 7), (other, 8)):
        rng = RecordingGenerator(seed, draws)
        rng.normal(size=3)
        rng.integers(10)
        rng.shuffle(np.arange(20))

    assert first == second
    assert len(first) == 3
    assert not set(first) & set(other)


def test_the_kind_and_shape_of_a_draw_count():
    first, second = [], []

    RecordingGenerator(7, first).normal(size=4)
    RecordingGenerator(7, second).normal(size=(2, 2))

    assert first != second


def test_it_crosses_the_wire_by_its_state():
    rng = RecordingGenerator(7, [])
    rng.normal()
    buffers = wire.encode(rng)
    whole = b"".join(map(bytes, buffers))
    header, _ = wire.frame_lengths(whole[:8])

    again = wire.decode(memoryview(whole[8 : 8 + header]), memoryview(b""), trusted=True)

    assert type(again) is np.random.Generator
    assert again.normal() == rng.normal()


# Through the whole machine

MANIFEST = 'title = "F"\n[questions.q]\ntitle = "Q"\npoints = {points}\n[limits]\ncpu_s = 1\nwall_s = 10\n'

MASTER = """
from types import SimpleNamespace
import numpy as np

### BEGIN SOLUTION
def helper(x):
    return x
### END SOLUTION

def square(x):
    ### BEGIN SOLUTION
    x = x * 1.0
    return x**2, SimpleNamespace(x=x)
    ### END SOLUTION

def square_backward(dout, cache):
    ### BEGIN SOLUTION
    return 2 * cache.x * dout
    ### END SOLUTION

def product(a, b):
    ### BEGIN SOLUTION
    return a @ b
    ### END SOLUTION

def product_backward(dout, a, b):
    ### BEGIN SOLUTION
    return dout @ b.T, a.T @ dout
    ### END SOLUTION

def draw(rng):
    ### BEGIN SOLUTION
    return rng.normal(size=3)
    ### END SOLUTION

def in_place(x):
    ### BEGIN SOLUTION
    x += 1
    return x
    ### END SOLUTION

def apply(f, x):
    ### BEGIN SOLUTION
    return f(x)
    ### END SOLUTION
"""

HIDDEN = """
import numpy as np
import pytest

from autograder import changed_arguments, question


@question("q", points=1)
def test_square(submission, reference, rng, check_gradient):
    x, dout = rng.normal(size=(2, 3)), rng.normal(size=(2, 3))
    out, cache = submission.square(x)
    check_gradient(reference.square, x, submission.square_backward(dout, cache), dout)


@question("q", points=1)
def test_product(submission, reference, rng, check_gradient):
    a, b, dout = rng.normal(size=(2, 3)), rng.normal(size=(3, 4)), rng.normal(size=(2, 4))
    gradients = submission.product_backward(dout, a, b)
    check_gradient(reference.product, (a, b), gradients, dout)
    da, db = gradients
    check_gradient(reference.product, (a, b), (None, db), dout)


@question("q", points=1)
def test_alone(submission, reference, rng, check_gradient):
    x, dout = rng.normal(size=(2, 3)), rng.normal(size=(2, 3))
    out, cache = submission.square(x)
    check_gradient(reference.square, (x,), (submission.square_backward(dout, cache),), dout)


@question("q", points=1)
def test_own_forward(submission, rng, check_gradient):
    x, dout = rng.normal(size=3), rng.normal(size=3)
    out, cache = submission.square(x)
    check_gradient(submission.square, x, submission.square_backward(dout, cache), dout)


@question("q", points=1)
def test_draw(submission, reference, rng, expect_close):
    state = rng.bit_generator.state
    out = submission.draw(rng)
    rng.bit_generator.state = state
    expect_close(out, reference.draw(rng), what="the draw")


@question("q", points=1)
def test_in_place(submission):
    out = submission.in_place(np.zeros(2))
    assert changed_arguments(out) == (0,)


@question("q", points=1)
def test_apply(submission, expect_close):
    calls = []
    def f(x):
        calls.append(1)
        return submission.product(x, np.eye(2))
    out = submission.apply(f, np.ones((2, 2)))
    expect_close(out, np.ones((2, 2)))
    assert len(calls) == 1


@question("q", points=1)
def test_functions_of_the_test(submission, reference, rng, expect_close, check_gradient):
    x = rng.normal(size=3)
    for power in (2, 3):
        check_gradient(lambda x: np.sum(x**power), x, power * x ** (power - 1))
        expect_close(submission.apply(lambda x: x**power, x), reference.apply(lambda x: x**power, x))
        expect_close(reference.apply(lambda x: x**power, x), x**power)
    assert submission.product(np.eye(2), np.eye(2)).shape == (2, 2)


@question("q", points=1)
def test_row_for_vector(submission, expect_close):
    expect_close(submission.product(np.ones(2), np.eye(2)), np.ones(2), what="out")


@question("q", points=1)
def test_tmp_path(submission, tmp_path):
    (tmp_path / "x").write_text("1")
    assert submission.product(np.eye(2), np.eye(2)).shape == (2, 2)
"""


@pytest.fixture(scope="module")
def suite(tmp_path_factory, make_assignment, open_suite):
    assignment = make_assignment(
        tmp_path_factory.mktemp("course"), name="03_fixtures", master=MASTER, manifest=MANIFEST.format(points=10),
        hidden=HIDDEN, checks=None, misconceptions={},
    )  # fmt: skip
    return open_suite(assignment)


@pytest.fixture(scope="module")
def grade(suite):
    """Grade the master with some of its text replaced; the results by the names of the tests."""

    def grade(*replacements):
        source = MASTER
        for old, new in replacements:
            assert old in source
            source = source.replace(old, new)
        return {t.id.partition("::test_")[2]: t for t in suite.grade(source).tests}

    return grade


def not_passed(tests):
    return {name: t.status for name, t in tests.items() if t.status is not Status.PASSED}


def test_the_reference_passes_all(grade):
    assert not_passed(grade()) == {}


@pytest.mark.parametrize(
    ("old", "new", "failed", "place"),
    [
        (
            "return 2 * cache.x * dout",
            "return cache.x * dout",
            ["square", "alone", "own_forward"],
            "the gradient: every entry",
        ),
        (
            "return 2 * cache.x * dout",
            "return 2 * cache.x[0] * dout[0]",
            ["square", "alone", "own_forward"],
            "the gradient: its shape",
        ),
        ("dout @ b.T, a.T @ dout", "dout @ b.T, 0 * b", ["product"], "the gradient of argument 2: every entry"),
        ("dout @ b.T, a.T @ dout", "(dout @ b.T,) * 3", ["product"], "the gradients: their number"),
        ("dout @ b.T, a.T @ dout", "None, a.T @ dout", ["product"], "the gradient of argument 1: its type"),
        ("return 2 * cache.x * dout", "return None", ["square", "alone", "own_forward"], "the gradient: its type"),
        ("return rng.normal(size=3)", "return rng.uniform(size=3)", ["draw"], "the draw: every entry"),
    ],
)
def test_a_wrong_result_is_told_with_its_place(grade, old, new, failed, place):
    tests = grade((old, new))

    assert list(not_passed(tests)) == failed
    assert (tests[failed[0]].status, tests[failed[0]].place) == (Status.FAILED, place)


def test_identity_forward_with_identity_backward_gains_nothing(grade):
    """A backward that fits the submission's own forward is still judged by the reference's."""
    tests = grade(("return x**2, SimpleNamespace(x=x)", "return x, None"), ("return 2 * cache.x * dout", "return dout"))

    assert not_passed(tests) == {"square": Status.FAILED, "alone": Status.FAILED}


def test_inputs_zeroed_in_place_stay_what_they_were(grade):
    tests = grade(("return 2 * cache.x * dout", "dout *= 0; cache.x *= 0; return dout"))

    assert list(not_passed(tests)) == ["square", "alone", "own_forward"]


def test_an_argument_that_should_have_changed_did_not(grade):
    assert not_passed(grade(("x += 1\n    return x", "return x + 1"))) == {"in_place": Status.FAILED}


@pytest.mark.parametrize(
    "body",
    [
        "return x  # never called",
        "f(x); return f(x)",
        "return f()",
        "return f(x, x)",
        "return f(object())",
        "return f(lambda: f)",
        "return f(y=x)",
        "return f(**{'x': x, '': 1})",
        "while True: f(x)",
        "try: f(None)\n    except Exception: return x",
    ],
)
def test_whatever_student_code_does_with_a_function_of_the_test_is_the_students(grade, body):
    tests = grade(("return f(x)", body))

    assert tests["apply"].status.is_settled, tests["apply"].message
    assert tests["apply"].status is not Status.PASSED


def test_a_row_for_a_vector_is_a_warning_and_a_pass(grade):
    tests = grade(("return a @ b", "return (a @ b)[None] if a.ndim == 1 else a @ b"))

    assert tests["row_for_vector"].status is Status.PASSED
    assert tests["row_for_vector"].warnings == ["out has shape (1, 2); (2,) is usual"]
