"""``attach`` through the whole machine: who sees a picture, and whose fault it is when there is none."""

import pytest

from autograder.errors import InputError
from autograder.model import Status, Visibility
from autograder.scoring.visibility import Moment, redact

MANIFEST = 'title = "P"\n[questions.q]\ntitle = "Q"\npoints = 2\n[limits]\ncpu_s = 1\nwall_s = 10\n'

MASTER = """
import numpy as np

def curve(n):
    ### BEGIN SOLUTION
    return np.arange(n) / 4
    ### END SOLUTION
"""

CHECKS = """
from autograder import question

@question("q")
def test_public(submission, attach):
    out = submission.curve(4)
    attach("the curve", out)
    assert out.shape == (4,)
"""

HIDDEN = """
import numpy as np
from autograder import question

@question("q", points=1)
def test_hidden(submission, rng, attach):
    x = rng.normal(size=(2, 3))
    out = submission.curve(8)
    attach("the input", x)
    attach("the curve", out)
    attach("both", [out, out], kind="series")
    assert out.shape == (8,)
"""

MANY = """
@question("q", points=1)
def test_many(submission, attach):
    out = submission.curve(4)
    for i, height in enumerate(out):
        attach(f"height {i}", [height])
"""


@pytest.fixture(scope="module")
def suite(tmp_path_factory, make_assignment, open_suite):
    assignment = make_assignment(
        tmp_path_factory.mktemp("course"), name="03_pictures", master=MASTER, manifest=MANIFEST, hidden=HIDDEN + MANY,
        checks=CHECKS, misconceptions={},
    )  # fmt: skip
    return open_suite(assignment)


def by_name(result):
    return {test.id.partition("::test_")[2]: test for test in result.tests}


def test_pictures_come_in_the_order_of_the_test(suite):
    tests = by_name(suite.grade(MASTER))

    assert {test.status for test in tests.values()} == {Status.PASSED}
    assert [(p.name, p.kind, p.shape) for p in tests["hidden"].pictures] == [
        ("the input", "heat_map", [2, 3]),
        ("the curve", "series", [8]),
        ("both", "series", [2, 8]),
    ]
    assert tests["public"].pictures[0].values == [0.0, 0.25, 0.5, 0.75]


def test_students_see_the_pictures_of_visible_tests_alone(suite):
    result = suite.grade(MASTER)

    feedback = redact(result, Moment(due_passed=True, published=True))

    seen = {test.visibility: len(test.pictures) for test in feedback.tests}
    assert seen == {Visibility.VISIBLE: 1, Visibility.HIDDEN: 0}
    assert sum(len(test.pictures) for test in result.tests) == 1 + 3 + 4


def test_a_test_has_no_more_than_four_pictures_however_many_a_submission_asks_for(suite):
    many = by_name(suite.grade(MASTER.replace("np.arange(n)", "np.arange(n + 2)")))["many"]

    assert [p.name for p in many.pictures] == [f"height {i}" for i in range(4)]
    assert many.warnings == [
        f"the picture 'height {i}' is not drawn: it comes after 4 others, the most that a test may have" for i in (4, 5)
    ]


@pytest.mark.parametrize(
    "body",
    [
        "return None",
        "return 3.0",
        "return 'text'",
        "return object()",
        "return (x for x in range(n))",
        "return [[1.0], [1.0, 2.0]]",
        "return [10**300, 10**400]",
        "return {'a': np.ones(3)}",
        "return (np.ones(3), object())",
        "return np.zeros((0, 3))",
        "return np.ones((1, 1, 1, 1, 1))",
        "return np.array([1j])",
        "return np.full(n, np.nan)",
        "return np.full((300, 300), 1.7e308)",
        "return [[[1.0] * 3] * 3] * 3",
        "return np.array(['<script>'] * n)",
    ],
)
def test_whatever_a_submission_returns_is_no_fault(suite, body):
    source = MASTER.replace("return np.arange(n) / 4", body)

    result = suite.grade(source)

    tests = by_name(result)
    assert all(test.status.is_settled for test in result.tests), result.tests
    assert all(tests[name].pictures or tests[name].warnings for name in ("public", "hidden"))


def test_what_is_no_picture_becomes_a_warning(suite):
    public = by_name(suite.grade(MASTER.replace("return np.arange(n) / 4", "return object()")))["public"]

    assert public.warnings == ["the picture 'the curve' is not drawn: it is not made of numbers"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('attach("x", "text")', "the picture 'x' is not drawn: it is made of"),
        ('attach("x", [1.0], kind="pie")', "it has the kind 'pie'; there are heat_map, series, image, points"),
        ("attach(3, [1.0])", "the picture '3' is not drawn: it has no text for a name"),
    ],
)
@pytest.mark.parametrize("where", ["before", "after"])
def test_an_authors_mistake_is_told_before_anybody_is_graded(
    tmp_path, make_assignment, open_suite, line, sentence, where
):
    before, call = (f"    {line}\n", "") if where == "before" else ("", f"    {line}\n")
    hidden = f'{HIDDEN.partition("@question")[0]}@question("q", points=2)\ndef test_x(submission, attach):\n'
    hidden += f"{before}    submission.curve(3)\n{call}"
    assignment = make_assignment(
        tmp_path, name="03_pictures", master=MASTER, manifest=MANIFEST, hidden=hidden, checks=None, misconceptions={}
    )

    with pytest.raises(InputError) as caught:
        open_suite(assignment).grade(MASTER)

    assert sentence in str(caught.value)
