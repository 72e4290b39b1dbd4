"""``verify`` lets a sound assignment pass and finds each way in which one can be unsound."""

import pytest

from autograder.errors import InputError
from autograder.grading.verify import verify
from autograder.model import Isolation

SALT = b"a secret"

# One assignment with every defect that a run can show, so that it is run once.
UNSOUND_MASTER = '''
import numpy as np


def double(x):
    """Twice x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION


def given(x):
    """Written for the students."""
    return x


def count(x):
    """How many entries there are."""
    ### BEGIN SOLUTION
    return len(x)
    ### END SOLUTION
'''

UNSOUND_MANIFEST = """
title = "Unsound"
[questions.double]
title = "Twice"
points = 3
[questions.given]
title = "Given"
points = 1
[questions.count]
title = "Count"
points = 1
[limits]
wall_s = 10
cpu_s = 2
"""

UNSOUND_HIDDEN = """
from pathlib import Path

import numpy as np

from autograder import Inconclusive, question

FLAG = Path({flag!r})
AGAIN = FLAG.exists()
FLAG.touch()


@question("double", points=1)
def test_double(submission, rng, expect_close):
    x = rng.normal(size=3)
    expect_close(submission.double(x), 2 * x)


@question("double", points=1)
def test_only_at_first(submission, rng):
    out = submission.double(1.0)
    assert AGAIN or out == 2.0


@question("double", points=1)
def test_other_draws(submission, rng):
    x = rng.normal(size=4 if AGAIN else 3)
    assert submission.double(x).shape == x.shape


@question("given", points=1)
def test_given(submission):
    assert submission.given(1.0) == 1.0


@question("count", points=1)
def test_count(submission, rng):
    n = submission.count([1.0, 2.0])
    x = rng.normal(size=n)
    if n > 100:
        raise Inconclusive("too large to tell")
    assert n == 2
    assert len(x) == n
"""

ABOUT = '"""Why."""\n\nfails = ["{fails}"]\nhint = "Look again."\n\n\n'
UNSOUND_MISCONCEPTIONS = {
    "adds_three": ABOUT.format(fails="double") + "def double(x):\n    return x + 3\n",
    "blamed_wrongly": ABOUT.format(fails="count") + "def double(x):\n    return 5 * x\n",
    "counts_too_many": ABOUT.format(fails="count") + "def count(x):\n    return 3\n",
    "counts_hundreds": ABOUT.format(fails="count") + "def count(x):\n    return 300\n",
    "not_caught": ABOUT.format(fails="count") + "def count(x):\n    return 2\n",
}


@pytest.fixture(scope="module")
def sound(tiny):
    return verify(tiny, SALT, Isolation.PROCESS, 2)


@pytest.fixture(scope="module")
def unsound(tmp_path_factory, make_assignment):
    root = tmp_path_factory.mktemp("unsound")
    assignment = make_assignment(
        root, name="02_unsound", master=UNSOUND_MASTER, manifest=UNSOUND_MANIFEST,
        hidden=UNSOUND_HIDDEN.format(flag=str(root / "flag")), checks=None, misconceptions=UNSOUND_MISCONCEPTIONS,
    )  # fmt: skip
    (assignment.public / "unsound.py").write_text("an old stub\n")
    return verify(assignment, SALT, Isolation.PROCESS, 2)


def test_a_sound_assignment_may_be_released(sound):
    assert sound.problems == []
    assert sound.ok


def test_what_is_printed_as_json_has_the_documented_form(sound):
    assert sound.as_dict() == {
        "name": "01_tiny",
        "ok": True,
        "reference": {"score": 5.0, "max_score": 5.0},
        "stub": {"score": 0.0},
        "misconceptions": [
            {"name": "doubled_once", "ok": True, "expected": ["double"], "failed": ["double"]},
            {"name": "mean_for_sum", "ok": True, "expected": ["total"], "failed": ["total"]},
            {"name": "power_stays", "ok": True, "expected": ["cube"], "failed": ["cube"]},
        ],
        "problems": [],
    }


@pytest.mark.parametrize(
    "problem",
    [
        "blamed_wrongly fails double; expected count",
        "not_caught fails nothing; expected count",
        "the stub is passed in hidden/test_hidden.py::test_given; expected not_attempted",
        "the stub as a notebook is passed in hidden/test_hidden.py::test_given; expected not_attempted",
        "adds_three is failed and then passed in hidden/test_hidden.py::test_only_at_first; expected equal results",
        "reference met other inputs when hidden/test_hidden.py::test_other_draws ran again; use the rng fixture",
        "the inputs of hidden/test_hidden.py::test_count depend on what the submission returns; draw them before",
        "counts_hundreds is inconclusive in hidden/test_hidden.py::test_count: ",
        "02_unsound/unsound.py: is not what the master gives; run autograder release",
    ],
)
def test_each_defect_is_found(unsound, problem):
    assert [p for p in unsound.problems if problem in p]
    assert not unsound.ok


def test_nothing_is_said_against_what_is_sound(unsound):
    text = "\n".join(unsound.problems)

    assert "test_double" not in text
    assert "counts_too_many fails" not in text
    assert "counts_too_many is" not in text
    assert unsound.as_dict()["stub"] == {"score": 1.0}


def test_where_a_suite_is_weak_is_noted_only(unsound):
    missed = "delete this test and nothing is missed, since no misconception fails it"
    assert unsound.notes == [
        f"hidden/test_hidden.py::test_other_draws: {missed}",
        f"hidden/test_hidden.py::test_given: {missed}",
        "hidden/test_hidden.py::test_count: only this test catches counts_hundreds",
        "hidden/test_hidden.py::test_count: only this test catches counts_too_many",
    ]


# Three mistakes that look alike where they are wrong, at other sizes each.
HIDDEN_BY_SIZE = """
import pytest

from autograder import question


@question("double", points=1)
def test_double_of_one(submission, expect_close):
    expect_close(submission.double([1.0]), [2.0])


@question("double", points=1)
@pytest.mark.parametrize("size", [2, 3, 4])
def test_double(submission, rng, expect_close, size):
    x = rng.normal(size=size)
    expect_close(submission.double(x), 2 * x)
"""
TRIPLES = ABOUT.format(fails="double") + "def double(x):\n    return (3 if len(x) in {sizes} else 2) * np.array(x)\n"
BY_SIZE = {
    "one_and_two": TRIPLES.format(sizes=[1, 2]),
    "up_to_three": TRIPLES.format(sizes=[1, 2, 3]),
    "even": TRIPLES.format(sizes=[2, 4]),
}


def test_mistakes_are_told_apart_by_what_passes(tmp_path, make_assignment):
    master = """
import numpy as np


def double(x):
    ### BEGIN SOLUTION
    return 2 * np.array(x)
    ### END SOLUTION
"""
    manifest = 'title = "Sizes"\n[questions.double]\ntitle = "Twice"\npoints = 4\n'
    assignment = make_assignment(
        tmp_path, name="03_sizes", master=master, manifest=manifest, hidden=HIDDEN_BY_SIZE, checks=None,
        misconceptions=BY_SIZE,
    )  # fmt: skip

    found = verify(assignment, SALT, Isolation.PROCESS, 2)

    assert found.problems == []


def test_a_test_that_holds_for_one_salt_alone_is_found(tmp_path, make_assignment, tiny_hidden):
    lucky = f"""

from pathlib import Path

DRAWN = Path({str(tmp_path / "drawn")!r})


@question("total", points=1)
def test_lucky(submission, rng):
    drawn = str(rng.integers(2**60))
    if not DRAWN.exists():
        DRAWN.write_text(drawn)
    submission.total([1.0])
    assert drawn == DRAWN.read_text()
"""
    hidden = tiny_hidden.replace('@question("total", points=1)', '@question("total", points=0.5)')
    assignment = make_assignment(tmp_path, hidden=hidden + lucky.replace("points=1", "points=0.5"))

    found = verify(assignment, SALT, Isolation.PROCESS, 2)

    assert len(found.problems) == 1
    assert found.problems[0].startswith(
        "with another salt, the reference does not pass hidden/test_hidden.py::test_lucky"
    )


def test_a_reference_that_fails_is_the_one_problem(tmp_path, make_assignment, reference_source):
    assignment = make_assignment(tmp_path, master=reference_source.replace("3 * cache", "2 * cache"))

    found = verify(assignment, SALT, Isolation.PROCESS, 1)

    assert [p.partition(" of question")[0] for p in found.problems] == [
        "the reference does not pass hidden/test_hidden.py::test_gradient_of_the_cube"
    ]


@pytest.mark.parametrize("fails", ["no_such_question", "double', 'no_such_question"])
def test_a_misconception_about_an_unknown_question_is_refused(tmp_path, make_assignment, fails):
    source = f'"""Why."""\nfails = [\'{fails}\']\nhint = \'h\'\ndef double(x):\n    return x\n'
    assignment = make_assignment(tmp_path, misconceptions={"lost": source})

    with pytest.raises(InputError, match="fails: 'no_such_question' is no question of 01_tiny"):
        verify(assignment, SALT, Isolation.PROCESS, 1)
