"""A tiny real assignment, and suite processes that grade real sources for it: shared by the tests of the core."""

import textwrap
from contextlib import ExitStack

import pytest

from autograder.authoring.release import write_stubs
from autograder.grading.earlier_work import reference_work
from autograder.grading.protocol import Job, Setup
from autograder.grading.runner import SuiteRunner
from autograder.manifest import load_assignment
from autograder.model import Isolation, SubmissionStatus
from autograder.results import SubmissionResult
from autograder.scoring.points import question_results, submission_status, total

COURSE = 'name = "Tiny course"\nterm = "Winter"\n'

MANIFEST = """
title = "Tiny"

[questions.double]
title = "Twice"
points = 2

[questions.total]
title = "Sum"
points = 1

[questions.cube]
title = "Cube and its gradient"
points = 2

[limits]
wall_s = 5
cpu_s = 0.5

[limits.loading]
wall_s = 5
cpu_s = 1
"""

MASTER = '''# %% [markdown]
# # Tiny

# %%
from types import SimpleNamespace

import numpy as np


# %%
def double(x):
    """Twice x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION


# %%
def total(x):
    """The sum of all entries."""
    ### BEGIN SOLUTION
    return float(np.sum(x))
    ### END SOLUTION


# %%
def cube_forward(x):
    """The cube of each entry, and a cache for the way back."""
    ### BEGIN SOLUTION
    return x**3, SimpleNamespace(x=x)
    ### END SOLUTION


def cube_backward(dout, cache):
    """The gradient of x."""
    ### BEGIN SOLUTION
    return 3 * cache.x**2 * dout
    ### END SOLUTION
'''

CHECKS = '''
"""Public examples."""

from autograder import question


@question("double")
def test_two_is_doubled(submission):
    assert submission.double(2.0) == 4.0


@question("total")
def test_one_two_three_make_six(submission, expect_close):
    expect_close(submission.total([1.0, 2.0, 3.0]), 6.0)
'''

HIDDEN = '''
"""Each function on random arrays."""

import pytest

from autograder import feedback, question


@question("double", points=1)
@feedback("Twice is not once.")
@pytest.mark.parametrize("size", [3, 5])
def test_each_entry_is_doubled(submission, reference, rng, expect_close, size):
    x = rng.normal(size=size)

    out = submission.double(x)

    expect_close(out, reference.double(x))


@question("total", points=1)
@feedback("Add them all.")
def test_all_entries_are_added(submission, reference, rng, expect_close):
    x = rng.normal(size=(2, 3))

    out = submission.total(x)

    expect_close(out, reference.total(x))


@question("cube", points=2)
@feedback("The power comes down.")
def test_gradient_of_the_cube(submission, reference, rng, expect_close, check_gradient):
    x, dout = rng.normal(size=4), rng.normal(size=4)

    out, cache = submission.cube_forward(x)
    dx = submission.cube_backward(dout, cache)

    expect_close(out, reference.cube_forward(x)[0])
    check_gradient(reference.cube_forward, x, dx, dout)
'''

MISCONCEPTIONS = {
    "doubled_once": '''
"""Returns x as it is."""

fails = ["double"]
hint = "How many times does x count?"


def double(x):
    return x
''',
    "mean_for_sum": '''
"""Averages instead of adding."""

import numpy as np

fails = ["total"]
hint = "Does the result grow with more entries?"


def total(x):
    return float(np.mean(x))
''',
    "power_stays": '''
"""Keeps the power in the derivative."""

fails = ["cube"]
hint = "What is the derivative of x³?"


def cube_backward(dout, cache):
    return 3 * cache.x**3 * dout
''',
}


class RunningSuite:
    """A suite process for one assignment, which grades sources as they come."""

    def __init__(self, assignment, runner):
        self.assignment = assignment
        self.runner = runner

    def grade(self, source):
        """Grade one source, dedented, and sum up."""
        return self.grade_all({"student": source})["student"]

    def grade_all(self, sources):
        """Grade sources by name; what the assignment builds on is all right."""
        names = list(sources)
        script, earlier = f"{self.assignment.module}.py", reference_work(self.assignment)
        jobs = [
            Job(number=i, chunks=[(script, textwrap.dedent(sources[n]))], earlier=earlier) for i, n in enumerate(names)
        ]
        return {names[g.number]: self._summed(names[g.number], g) for g in self.runner.grade(jobs)}

    def _summed(self, name, graded):
        questions = question_results(self.assignment.manifest, graded.results)
        score, max_score = total(questions)
        status = SubmissionStatus.UNGRADED if graded.fault else submission_status(graded.results)
        return SubmissionResult(
            assignment=self.assignment.name, title=self.assignment.manifest.title, name=name, status=status,
            score=score, max_score=max_score, isolation=Isolation.PROCESS, questions=questions, tests=graded.results,
            reason=graded.fault, warnings=graded.warnings, output=graded.output,
        )  # fmt: skip


def _make_assignment(
    root, *, name="01_tiny", master=MASTER, manifest=MANIFEST, hidden=HIDDEN, checks=CHECKS, misconceptions=None
):
    public, private = root / "assignments" / name, root / "solutions" / name
    module = name.partition("_")[2]
    files = {
        public / "assignment.toml": manifest,
        public / "README.md": f"# {module}\n",
        private / f"{module}.py": master,
        private / "hidden" / "test_hidden.py": hidden,
        root / "solutions" / "course.toml": COURSE,
    }
    if checks is not None:
        files[public / "checks" / "test_tiny.py"] = checks
    for title, source in (MISCONCEPTIONS if misconceptions is None else misconceptions).items():
        files[private / "misconceptions" / f"{title}.py"] = source
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assignment = load_assignment(public, private)
    write_stubs(assignment)
    return assignment


@pytest.fixture(scope="session")
def make_assignment():
    """``make_assignment(root, name=…, master=…, manifest=…, hidden=…, checks=…, misconceptions=…)``."""
    return _make_assignment


@pytest.fixture(scope="session")
def tiny_hidden():
    """The source of the tiny assignment's hidden tests."""
    return HIDDEN


@pytest.fixture(scope="session")
def tiny_manifest():
    """The text of the tiny assignment's manifest."""
    return MANIFEST


@pytest.fixture(scope="session")
def reference_source():
    """The source of the tiny assignment's reference, worth 5 of 5."""
    return MASTER


@pytest.fixture(scope="session")
def tiny(tmp_path_factory):
    """The tiny assignment, shared: nobody changes it."""
    return _make_assignment(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def open_suite():
    """``open_suite(assignment, **setup)`` starts a suite process that lives as long as the module's tests."""
    with ExitStack() as opened:

        def start(assignment, **setup):
            chosen = Setup(
                public=str(assignment.public), private=str(assignment.private), isolation=Isolation.PROCESS,
                salt=b"a secret", **setup,
            )  # fmt: skip
            return RunningSuite(assignment, opened.enter_context(SuiteRunner(chosen)))

        yield start


@pytest.fixture(scope="session")
def tiny_suite(tiny):
    """A running suite of the tiny assignment."""
    setup = Setup(
        public=str(tiny.public), private=str(tiny.private), isolation=Isolation.PROCESS, salt=b"a secret", jobs=2
    )
    with SuiteRunner(setup) as runner:
        yield RunningSuite(tiny, runner)


@pytest.fixture(scope="session")
def grade_source(tiny_suite):
    """``grade_source(source)`` grades a source for the tiny assignment through the whole machine."""
    return tiny_suite.grade
