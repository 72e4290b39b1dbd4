"""A suite process or a grader may die at any moment: every test of every submission still gets its result."""

import os
import signal
import time

import msgspec
import pytest

from autograder.errors import InputError
from autograder.grading.graders import patience_s
from autograder.grading.protocol import Job, Setup
from autograder.grading.runner import SuiteRunner, parallel_jobs
from autograder.manifest import QuestionLimits
from autograder.model import Isolation, Status

WRONG = "def double(x): return 3 * x\n"


@pytest.fixture(scope="module")
def setup_of():
    def make(assignment, **options):
        return Setup(
            public=str(assignment.public), private=str(assignment.private), isolation=Isolation.PROCESS,
            salt=b"a secret", **options,
        )  # fmt: skip

    return make


def jobs_of(*sources):
    return [Job(number=number, chunks=[("tiny.py", source)]) for number, source in enumerate(sources)]


def told(graded):
    return {g.number: sorted((r.id, r.status) for r in g.results) for g in graded}


@pytest.fixture(scope="module")
def expected(tiny_suite, reference_source):
    """What the three submissions of these tests get when nothing dies."""
    return told(tiny_suite.runner.grade(jobs_of(reference_source, WRONG, "")))


def test_all_jobs_are_graded_each_with_all_its_tests(expected):
    assert [len(results) for results in expected.values()] == [6, 6, 6]
    assert {status for _, status in expected[0]} == {Status.PASSED}
    assert {status for _, status in expected[2]} == {Status.MISSING}


def test_a_runner_grades_again_and_again(tiny_suite, reference_source, expected):
    assert told(tiny_suite.runner.grade(jobs_of(reference_source))) == {0: expected[0]}


def test_no_more_jobs_are_taken_than_can_be_worked_on(tiny_suite):
    taken = []

    def jobs():
        for job in jobs_of(*[WRONG] * 12):
            taken.append(job.number)
            yield job

    ahead = [len(taken) - done for done, _ in enumerate(tiny_suite.runner.grade(jobs()))]

    assert len(taken) == 12
    assert max(ahead) <= 2 * 2 + 1


def test_each_result_is_told_as_it_comes(tiny, setup_of, reference_source):
    results = []

    with SuiteRunner(setup_of(tiny), lambda number, result: results.append((number, result.id))) as runner:
        list(runner.grade(jobs_of(reference_source)))
        ready = runner.ready

    assert [test for _, test in results] == ready.tests
    assert [r.id for r in ready.reference] == ready.tests


class Listening(SuiteRunner):
    """A runner that remembers what kinds of events it was told."""

    def _take(self, event, graded):
        self.kinds = [*getattr(self, "kinds", []), event.kind]
        return super()._take(event, graded)


def test_a_grader_tells_of_each_worker_that_it_starts(tiny, setup_of):
    """Statements that sleep made loading longer than a grader may be silent: it was ended, and nobody graded."""
    source = "import os\nos._exit(0)\nos._exit(0)\n"

    with Listening(setup_of(tiny)) as runner:
        list(runner.grade(jobs_of(source)))

    # In one piece, statement by statement without one, then without the other.
    assert runner.kinds.index("loaded") > runner.kinds.index("alive")
    assert runner.kinds[:3] == ["alive", "alive", "alive"]


def test_a_grader_may_be_silent_for_longer_than_any_test_of_any_question_takes(tiny):
    slow = msgspec.structs.replace(tiny.manifest.questions["total"], limits=QuestionLimits(wall_s=300))
    manifest = msgspec.structs.replace(tiny.manifest, questions={**tiny.manifest.questions, "total": slow})

    # A test is stopped after twice its wall limit and ten seconds; loading comes before it.
    assert patience_s(manifest) > 2 * 300 + 10 + manifest.limits.loading.wall_s


def test_a_suite_process_that_is_killed_is_followed_by_another(tiny, setup_of, reference_source, expected):
    killed = []

    def kill_once(number, result):
        if not killed:
            killed.append(runner._process.pid)
            os.kill(runner._process.pid, signal.SIGKILL)

    with SuiteRunner(setup_of(tiny), kill_once) as runner:
        graded = list(runner.grade(jobs_of(reference_source, WRONG, "")))
        last = runner._process.pid

    assert told(graded) == expected
    assert not any(g.fault for g in graded)
    assert killed != [last]


def test_suite_processes_that_die_again_and_again_are_given_up(tiny, setup_of):
    # One result at a time: what has been told before a death counts.
    slow = "import time\n\ndef double(x):\n    time.sleep(0.3)\n    return 2 * x\n\ntotal = double\n"

    def kill(number, result):
        os.kill(runner._process.pid, signal.SIGKILL)

    with SuiteRunner(setup_of(tiny), kill) as runner:
        graded = list(runner.grade(jobs_of(slow, slow)))

    assert [g.fault for g in graded] == ["the suite process ended again and again; grade again"] * 2


class Stopped(Exception):  # noqa: N818  # named for what it says
    """What a user's Ctrl-C does."""


def test_nothing_runs_on_once_the_runner_is_left_and_nothing_is_on_disk(tiny, setup_of, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    source = """if True:
        import os
        open("left", "w").close()
        def double(x):
            print(os.getpid())
            return 2 * x
        def total(x):
            while True: pass
        """
    pids = []

    def stop(number, result):
        pids.extend([runner._process.pid, int(result.output)])
        raise Stopped

    with pytest.raises(Stopped), SuiteRunner(setup_of(tiny), stop) as runner:
        list(runner.grade(jobs_of(source)))

    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and (any(map(is_alive, pids)) or left_in(tmp_path)):
        time.sleep(0.05)
    assert not any(map(is_alive, pids))
    assert left_in(tmp_path) == []


def left_in(folder):
    """What is left but the folder that pytest keeps for itself."""
    return [p for p in folder.rglob("*") if not p.relative_to(folder).parts[0].startswith("pytest-of-")]


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


KILLER = """
import os, signal
from pathlib import Path

from autograder import question

FLAG = Path({flag!r})
runs = []


@question("double", points=1)
def test_quiet(submission):
    assert submission.double(1.0) == 2.0


@question("double", points=1)
def test_kills_its_grader(submission):
    runs.append(1)
    if len(runs) > 1 and ({always} or not FLAG.exists()):
        FLAG.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    assert submission.double(1.0) == 2.0


@question("total", points=1)
def test_total(submission):
    assert submission.total([1.0]) == 1.0


@question("cube", points=2)
def test_cube(submission):
    assert submission.cube_forward(2.0)[0] == 8.0
"""


@pytest.mark.parametrize(("always", "status"), [(False, Status.PASSED), (True, Status.GRADER_FAULT)])
@pytest.mark.parametrize("is_last", [False, True])
def test_a_grader_that_is_killed_loses_at_most_one_test(
    tmp_path, make_assignment, open_suite, reference_source, always, status, is_last
):
    """When it was the last test, nothing was left to run, and the suite process ended over that."""
    source = KILLER.format(flag=str(tmp_path / "killed"), always=always)
    if is_last:
        head, killer = source.split('@question("double", points=1)\ndef test_kills')
        killer, *rest = killer.split("\n\n\n")
        source = "\n\n\n".join([head, *rest, '@question("double", points=1)\ndef test_kills' + killer])
    suite = open_suite(make_assignment(tmp_path, hidden=source))

    tests = suite.grade(reference_source).tests

    statuses = {t.id.partition("::test_")[2]: t.status for t in tests}
    assert (tmp_path / "killed").exists()
    assert statuses.pop("kills_its_grader") is status
    assert set(statuses.values()) == {Status.PASSED}
    assert len(tests) == 6
    assert tests[-1].id.endswith("test_kills_its_grader") is is_last
    if status is Status.GRADER_FAULT:
        assert [t.message for t in tests if t.status is status] == ["2 graders ended during this test"]


def test_a_reference_that_fails_is_one_clear_sentence(tmp_path, make_assignment, setup_of, reference_source):
    broken = reference_source.replace("return 2 * x", "return 3 * x")

    with pytest.raises(InputError) as caught, SuiteRunner(setup_of(make_assignment(tmp_path, master=broken))):
        pass

    message = str(caught.value)
    assert message.startswith(
        "the reference does not pass checks/test_tiny.py::test_two_is_doubled of question 'double'"
    )
    assert message.endswith("mend the master or the test, nothing was graded")
    assert "\n" not in message


def test_a_master_that_does_not_load_is_one_clear_sentence(tmp_path, make_assignment, setup_of, reference_source):
    broken = reference_source + "\n1 / 0\n"

    with (
        pytest.raises(InputError, match=r"the master fails at tiny\.py, line .*: ZeroDivisionError: division by zero"),
        SuiteRunner(setup_of(make_assignment(tmp_path, master=broken))),
    ):
        pass


def test_without_fork_the_results_are_the_same(tiny, setup_of, reference_source, expected):
    with SuiteRunner(setup_of(tiny, portable=True)) as runner:
        graded = told(runner.grade(jobs_of(reference_source, WRONG, "")))

    assert graded == expected


def test_only_the_questions_that_are_asked_for_are_run(tiny, setup_of, reference_source):
    with SuiteRunner(setup_of(tiny, questions=["total"])) as runner:
        graded = next(runner.grade(jobs_of(reference_source)))

    assert {r.question for r in graded.results} == {"total"}
    assert len(graded.results) == 2


GREEDY = """
from autograder import question


@question("double", points=2)
def test_makes_much_of_a_result(submission):
    assert len(bytearray(int(submission.double(1.0)))) == 2


@question("total", points=1)
def test_total(submission):
    assert submission.total([1.0]) == 1.0


@question("cube", points=2)
def test_cube(submission):
    assert submission.cube_forward(2.0)[0] == 8.0
"""


def test_what_a_test_makes_of_a_result_takes_the_grader_s_memory_and_not_the_machine_s(
    tmp_path, make_assignment, open_suite, reference_source
):
    suite = open_suite(make_assignment(tmp_path, hidden=GREEDY))

    tests = suite.grade(f"{reference_source}\ndouble = lambda x: 6 << 30\n").tests

    (greedy,) = [t for t in tests if "test_makes_much" in t.id]
    assert (greedy.status, greedy.score) == (Status.FAILED, 0.0)
    assert "MemoryError" in greedy.message


def test_visible_tests_are_over_before_a_worker_meets_a_hidden_input(tiny_suite):
    """Even a worker that keeps all it is given has nothing of the hidden suite to tell in a visible test."""
    source = """\
        seen = []

        def double(x):
            seen.append(x)
            print("seen", len(seen))
            return 2 * x

        total = double
        """

    tests = tiny_suite.grade(source).tests

    outputs = [(t.visibility, t.output) for t in tests if t.question in ("double", "total")]
    assert outputs[:2] == [("visible", "seen 1\n"), ("visible", "seen 2\n")]
    assert outputs[2] == ("hidden", "seen 3\n")


def test_as_many_jobs_as_asked_or_as_there_are_cores():
    assert parallel_jobs(3) == 3
    assert parallel_jobs(None) >= 1
