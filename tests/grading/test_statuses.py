"""Every status, provoked for real: a student's code in a worker, a suite in its own process, pytest collecting it."""

import pytest

from autograder.model import Status, SubmissionStatus

MANIFEST = """
title = "Statuses"
[questions.q]
title = "Everything that can happen"
points = 16
[limits]
wall_s = 1.5
cpu_s = 0.4
output_kib = 1
[limits.loading]
wall_s = 10
"""

MASTER = "\n".join(
    [
        "import numpy as np",
        *(
            f"def {name}(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION\n"
            for name in (
                "passes fails raises exits own_error loops sleeps eats_memory dies stub_left stub_elsewhere missing "
                "swallowed doubtful lucky unlucky"
            ).split()
        ),
    ]
)

HIDDEN = '''
import os

import pytest

from autograder import Inconclusive, feedback, question

runs = {"lucky": 0, "unlucky": 0}
PLAIN = ["passes", "fails", "raises", "exits", "own_error", "loops", "sleeps", "eats_memory", "dies", "stub_left"]


@question("q", points=1)
@pytest.mark.parametrize("name", [*PLAIN, "stub_elsewhere", "missing"])
def test_plain(submission, name):
    assert getattr(submission, name)(1.0) == 2.0


@question("q", points=1)
def test_swallowed(submission):
    try:
        submission.swallowed(1.0)
    except Exception:
        pass


@question("q", points=1)
def test_doubtful(submission):
    out = submission.doubtful(1.0)
    if out == 13.0:
        raise Inconclusive("thirteen cannot be told from right")
    assert out == 2.0


@question("q", points=1)
def test_lucky(submission):
    """Fails in its first run after the reference: trouble that passes."""
    runs["lucky"] += 1
    if runs["lucky"] == 2:
        raise OSError("the disk is full")
    assert submission.lucky(1.0) == 2.0


@question("q", points=1)
@feedback("Not shown as a reason.")
def test_unlucky(submission):
    """Fails in every run after the reference, before it is given anything."""
    runs["unlucky"] += 1
    if runs["unlucky"] > 1:
        raise ValueError("the author's own mistake")
    assert submission.unlucky(1.0) == 2.0
'''

STUDENT = """
import codecs, os, sys, time
import numpy as np

class Own(Exception):
    pass

def passes(x): return 2 * x
def fails(x): return 3 * x
def raises(x):
    print("about to fail")
    return [][x]
def exits(x): sys.exit(0)
def own_error(x): raise Own("mine")
def loops(x):
    while True: pass
def sleeps(x): time.sleep(30)
def eats_memory(x): return np.ones(10**11)
def dies(x): os._exit(0)
def stub_left(x): raise NotImplementedError("write this part")
def stub_elsewhere(x): return codecs.Codec().encode(x)
def swallowed(x): os._exit(0)
def doubtful(x): return 13.0
def lucky(x): return 2 * x
def unlucky(x): return 2 * x
"""


@pytest.fixture(scope="module")
def suite(tmp_path_factory, make_assignment, open_suite):
    assignment = make_assignment(
        tmp_path_factory.mktemp("course"), name="02_statuses", master=MASTER, manifest=MANIFEST, hidden=HIDDEN,
        checks=None, misconceptions={},
    )  # fmt: skip
    return open_suite(assignment)


@pytest.fixture(scope="module")
def result(suite):
    return suite.grade(STUDENT)


@pytest.fixture(scope="module")
def tests(result):
    """The results by what stands behind ``test_``, or between the brackets."""
    return {t.id.rpartition("::test_")[2].removeprefix("plain[").removesuffix("]"): t for t in result.tests}


@pytest.mark.parametrize(
    ("name", "status", "words"),
    [
        ("passes", Status.PASSED, ""),
        ("fails", Status.FAILED, "assert 3.0 == 2.0"),
        ("raises", Status.ERROR, "TypeError: list indices must be integers"),
        ("exits", Status.ERROR, "SystemExit: 0"),
        ("own_error", Status.ERROR, "Own: mine"),
        ("loops", Status.TIMED_OUT, "used more than 0.4 s of CPU time"),
        ("sleeps", Status.TIMED_OUT, "took longer than 1.5 s"),
        ("eats_memory", Status.OUT_OF_MEMORY, "MemoryError"),
        ("dies", Status.CRASHED, "ended itself with exit status 0"),
        ("stub_left", Status.NOT_ATTEMPTED, "write this part"),
        ("stub_elsewhere", Status.ERROR, "NotImplementedError"),
        ("missing", Status.MISSING, "missing is missing from the submission"),
        ("swallowed", Status.CRASHED, "ended itself with exit status 0"),
        ("doubtful", Status.INCONCLUSIVE, "thirteen cannot be told from right"),
        ("lucky", Status.PASSED, ""),
        ("unlucky", Status.GRADER_FAULT, "the author's own mistake"),
    ],
)
def test_each_status_has_its_cause(tests, name, status, words):
    found = tests[name]

    assert found.status is status
    assert words in found.message
    assert bool(found.message) is (status is not Status.PASSED)


def test_every_status_there_is_was_provoked(tests):
    assert {t.status for t in tests.values()} == set(Status)


def test_only_what_passed_has_points_and_what_is_not_settled_has_no_score(tests):
    for found in tests.values():
        settled = found.status not in (Status.GRADER_FAULT, Status.INCONCLUSIVE)
        expected = (1.0 if found.status is Status.PASSED else 0.0) if settled else None
        assert (found.score, found.max_score) == (expected, 1.0)


def test_a_submission_with_an_unsettled_test_is_ungraded(result):
    assert (result.status, result.score, result.max_score) == (SubmissionStatus.UNGRADED, None, 16.0)


def test_an_error_tells_its_class_and_its_line(tests):
    assert (tests["raises"].exception, tests["raises"].line) == ("TypeError", "statuses.py, line 12")
    assert tests["own_error"].exception == "Own"
    assert tests["fails"].exception is None


def test_output_and_times_are_those_of_the_test(tests):
    assert tests["raises"].output == "about to fail\n"
    assert tests["fails"].output == ""
    assert tests["loops"].cpu_s >= 0.4
    assert tests["sleeps"].wall_s >= 1.5


def test_the_authors_feedback_stands_beside_the_result(tests):
    assert tests["unlucky"].feedback == "Not shown as a reason."


def test_one_students_trouble_is_not_the_nexts(suite):
    sources = {
        "wrong": "def fails(x): return 3 * x\n",
        "right": "def fails(x): return 2 * x\n",
        "gone": "import os; os._exit(1)",
    }

    found = suite.grade_all(sources)

    statuses = {name: [t.status for t in r.tests if "fails" in t.id] for name, r in found.items()}
    assert statuses == {"wrong": [Status.FAILED], "right": [Status.PASSED], "gone": [Status.MISSING]}


@pytest.mark.parametrize(
    "body",
    [
        "return ()",
        "return []",
        "return None",
        "return (1, 2, 3)",
        "return {}",
        "return 'abc'",
        "return lambda: 1",
        "return 10 ** 5000",
        "return np.ones((2, 0))",
        "return np.array([None])",
        "return type('E', (), {'__eq__': lambda s, o: True, '__float__': lambda s: 2.0})()",
        "raise ExceptionGroup('g', [ValueError(1)])",
        "raise BaseExceptionGroup('g', [SystemExit()])",
        "raise StopIteration",
        "raise GeneratorExit",
        "raise UnicodeDecodeError('utf-8', b'', 0, 1, 'x')",
        "raise KeyboardInterrupt",
        "raise MemoryError",
        "raise OSError(5, 'x')",
        "os.kill(os.getpid(), 40)",
        "sys.setrecursionlimit(10**9); f = lambda n: f(n + 1); return f(0)",
        "sys.stdout = None; return 2 * x",
        "return (i for i in ())",
    ],
)
def test_nothing_that_a_worker_does_is_a_fault_of_ours(suite, body):
    """A fault is tried again and then excused, so that provoking one must be impossible."""
    source = "import os, sys\nimport numpy as np\ndef passes(x): " + body + "\ndef fails(x):\n    return passes(x)\n"

    found = {t.id: t for t in suite.grade(source).tests}

    for name in ("passes", "fails"):
        test = found[f"hidden/test_hidden.py::test_plain[{name}]"]
        assert test.status.is_settled, test.message


RESERVES_THE_RESULT = """
from autograder import question

@question("double", points=2)
def test_reserving(submission):
    assert len(bytearray(int(submission.double(2)))) == 4

@question("total", points=1)
def test_total(submission):
    assert submission.total([1.0, 2.0]) == 3.0

@question("cube", points=2)
def test_cube(submission):
    out, cache = submission.cube_forward(2.0)
"""


def test_a_result_that_breaks_the_test_is_the_submission_s_fault(make_assignment, open_suite, tmp_path_factory):
    """Memory that a result makes the test itself take excused the submission: the reference shows whose fault it is."""
    assignment = make_assignment(tmp_path_factory.mktemp("reserving"), hidden=RESERVES_THE_RESULT, checks=None)
    source = "def double(x): return 10**15\ndef total(x): return 3.0\ndef cube_forward(x): return x**3, x\n"

    result = open_suite(assignment).grade(source)

    assert [t.status for t in result.tests] == [Status.FAILED, Status.PASSED, Status.PASSED]
    assert "it can use the reference's" in result.tests[0].message


def test_a_forgotten_return_says_what_to_compare(make_assignment, open_suite, tmp_path_factory):
    assignment = make_assignment(tmp_path_factory.mktemp("returning"), hidden=RESERVES_THE_RESULT, checks=None)
    source = "def double(x): return 4\ndef total(x): return 3.0\ndef cube_forward(x): out = x**3\n"

    result = open_suite(assignment).grade(source)

    assert [t.status for t in result.tests] == [Status.PASSED, Status.PASSED, Status.FAILED]
    assert "NoneType object): compare what is returned with what is asked for" in result.tests[2].message
