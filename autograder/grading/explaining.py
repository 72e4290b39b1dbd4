"""Add to the result of a failed test what is known about its mistake: which known ones it looks like.

Runs in the grader, after the verdict: it changes no status and no score, and names nothing; the vote over all tests
does (``diagnosis.vote``).
"""

from autograder.diagnosis.records import Records
from autograder.diagnosis.traces import DIAGNOSED, Trace
from autograder.gradients import GradientMismatch
from autograder.grading.comparing import Mismatch
from autograder.grading.evidence import Evidence, trace_of
from autograder.results import TestResult


def trace_to(result: TestResult, error: BaseException | None, evidence: Evidence) -> Trace:
    """The trace of a test that has ended."""
    return trace_of(result, evidence, isinstance(error, Mismatch | GradientMismatch))


def explain(result: TestResult, error: BaseException | None, evidence: Evidence, records: Records) -> None:
    """Fill in what a failed test tells about its mistake."""
    if result.status in DIAGNOSED:
        result.fits = records.fitting(result.id, trace_to(result, error, evidence))
