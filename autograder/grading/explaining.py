"""Add to the result of a failed test what is known about its mistake: which known ones it looks like, and where it is.

Runs in the grader, after the verdict: it changes no status and no score, and names nothing; the vote over all tests
does (``diagnosis.vote``). A diagnosis that fails costs nobody anything.
"""

import traceback
from typing import Any

import numpy as np

from autograder.diagnosis.patterns import fitting_patterns
from autograder.diagnosis.records import Records
from autograder.diagnosis.traces import DIAGNOSED, Trace
from autograder.diagnosis.wrong_array import WrongArray
from autograder.gradients import GradientMismatch
from autograder.grading.comparing import Mismatch
from autograder.grading.evidence import Evidence, trace_of
from autograder.grading.gradients import WRONG_FORWARD
from autograder.results import TestResult


def trace_to(result: TestResult, error: BaseException | None, evidence: Evidence) -> Trace:
    """The trace of a test that has ended."""
    return trace_of(result, evidence, isinstance(error, Mismatch | GradientMismatch))


def explain(result: TestResult, error: BaseException | None, evidence: Evidence, records: Records) -> None:
    """Fill in what a failed test tells about its mistake."""
    if result.status not in DIAGNOSED:
        return
    try:
        _explain(result, error, evidence, records)
    except Exception as failure:  # the verdict stands without it; staff may read why
        result.message += f"\n\n(no diagnosis: {traceback.format_exception_only(failure)[-1].strip()})"


def _explain(result: TestResult, error: BaseException | None, evidence: Evidence, records: Records) -> None:
    result.fits = records.fitting(result.id, trace_to(result, error, evidence))
    wrong = wrong_array_of(error, evidence)
    if wrong is not None:
        result.fits += fitting_patterns(wrong, thrifty=bool(result.fits))


def wrong_array_of(error: BaseException | None, evidence: Evidence) -> WrongArray | None:
    """The wrong array that ended a test; None if something else did, or if the array is not to blame."""
    if isinstance(error, Mismatch) and error.expected is not None:
        return WrongArray(error.found, error.expected, arguments=_arrays_given(evidence))
    if isinstance(error, GradientMismatch) and error.hint != WRONG_FORWARD and evidence.comparisons:
        make = evidence.comparisons[-1].wrong_array
        return make() if make is not None else None
    return None


def _arrays_given(evidence: Evidence) -> tuple[Any, ...]:
    """The arrays that the test gave to the submission."""
    given = [value for call in evidence.calls for value in (*call.arguments, *call.options.values())]
    return tuple(value for value in given if isinstance(value, np.ndarray))
