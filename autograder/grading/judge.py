"""From how a test ended to its result: who is to blame, and in which words.

Decides; runs nothing. The student answers for what the submission did; what has its cause on the trusted side awards
nothing and costs nothing.
"""

import linecache
import traceback
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import pytest

from autograder.errors import GraderFault, Inconclusive, InputError, StudentError
from autograder.grading.bench import Bench
from autograder.grading.suite import CollectedTest
from autograder.model import Status
from autograder.results import TestResult
from autograder.sandbox.client import MissingNameError
from autograder.sandbox.raised import SubmissionRaised
from autograder.sandbox.watched import WorkerLostError

# Exceptions that our machine can cause, and also a submission by a number that a test then counts to.
_DOUBTFUL: Final = (OSError, MemoryError, SystemError)
_MOST_MESSAGE: Final = 20_000  # characters: a submission has a say in how long it is


def judge(test: CollectedTest, error: BaseException | None, bench: Bench) -> TestResult:
    """Make a test's result from the exception that ended it, if any.

    An unforeseen exception is the student's if the submission had given the test anything: inputs never depend on the
    submission and the reference passed, so only a result of another kind can have led to it. What a machine may have
    caused is called ``grader_fault`` at first; see ``grade.run_test`` for how it is settled.
    """
    client = bench.client
    if client is not None and client.lost is not None:
        error = client.lost  # even if the test swallowed it
    status = _status(error, bench)
    result = TestResult(
        id=test.id,
        title=test.title,
        question=test.question,
        status=status,
        score=(test.points if status is Status.PASSED else 0.0) if status.is_settled else None,
        max_score=test.points,
        visibility=test.visibility,
        feedback=test.feedback,
        warnings=list(bench.warnings),
        pictures=list(bench.pictures),
    )
    if client is not None:
        result.output, result.wall_s, result.cpu_s = client.output, round(client.wall_s, 6), round(client.cpu_s, 6)
    if error is not None:
        result.message = _message(error, status, test)[:_MOST_MESSAGE]
        result.place = getattr(error, "place", None)
        result.hint = getattr(error, "hint", None) or None
    if isinstance(error, SubmissionRaised):
        result.exception, result.line = error.kind, error.line
    return result


def _status(error: BaseException | None, bench: Bench) -> Status:
    match error:
        case None:
            return Status.PASSED
        case WorkerLostError() | SubmissionRaised():
            return error.status
        case MissingNameError():
            return Status.MISSING
        case StudentError() | AssertionError() | pytest.fail.Exception():
            return Status.FAILED
        case Inconclusive() | pytest.skip.Exception():
            return Status.INCONCLUSIVE
        case GraderFault() | InputError():
            return Status.GRADER_FAULT
    return Status.FAILED if bench.evidence.was_given and not isinstance(error, _DOUBTFUL) else Status.GRADER_FAULT


def blame_submission(result: TestResult) -> TestResult:
    """Turn a fault into a failure: the reference passed the same test in the same place."""
    result.status, result.score = Status.FAILED, 0.0
    last = result.message.strip().rpartition("\n")[2]
    result.message = f"the test could not use the result ({last}); it can use the reference's"
    return result


def _message(error: BaseException, status: Status, test: CollectedTest) -> str:
    if isinstance(error, SubmissionRaised):
        return "\n".join([str(error), *_steps(error)])
    if isinstance(error, StudentError):
        return str(error)
    line = _failing_line(error, test.item.path)
    text = _without_noise(str(error))
    if status is Status.FAILED and not isinstance(error, AssertionError | pytest.fail.Exception):
        reason = f"{type(error).__name__}: {text}"
        text = f"the test could not use the result ({reason}): compare what is returned with what is asked for"
    elif status is Status.GRADER_FAULT:
        text = "".join(traceback.format_exception(error)[-6:])
    return f"{line}\n{text}" if line else text


def _steps(error: SubmissionRaised) -> list[str]:
    """Where it was raised, outermost first; what an endless recursion repeats is told once."""
    steps = []
    for (chunk, line, function, text), repeats in groupby(error.frames):
        again = "\n    (again and again)" if len(list(repeats)) > 1 else ""
        steps.append(f"  {chunk}, line {line}, in {function}\n    {text}{again}")
    return steps


def _failing_line(error: BaseException, path: Path) -> str:
    """The line of the test that failed: "> assert out.shape == (3, 4)   (test_pooling.py, line 12)"."""
    name = str(path)
    lines = [line for frame, line in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == name]
    return f"> {linecache.getline(name, lines[-1]).strip()}   ({path.name}, line {lines[-1]})" if lines else ""


def _without_noise(text: str) -> str:
    """An assertion's explanation without what pytest says about itself."""
    lines = [line for line in text.splitlines() if not line.strip().startswith("Use -v to get")]
    return "\n".join(lines[:40])


def fault(test: CollectedTest, why: str) -> TestResult:
    """The result of a test that could not be run because of us."""
    return TestResult(
        id=test.id, title=test.title, question=test.question, status=Status.GRADER_FAULT, score=None,
        max_score=test.points, visibility=test.visibility, feedback=test.feedback, message=why,
    )  # fmt: skip


def explain(error: Any) -> str:
    """An error of ours in one line."""
    return f"{type(error).__name__}: {error}".splitlines()[0]
