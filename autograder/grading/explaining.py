"""Add to the result of a failed test what is known about its mistake: which known ones it looks like, and where it is.

Runs in the grader, after the verdict: it changes no status and no score, and names nothing; the vote over all tests
does (``diagnosis.vote``). A diagnosis that fails costs nobody anything.
"""

import inspect
import traceback
import types
from typing import Any

from autograder.diagnosis.parameters import Case, sentences
from autograder.diagnosis.patterns import fitting_patterns
from autograder.diagnosis.places import picture, where
from autograder.diagnosis.records import Records
from autograder.diagnosis.traces import DIAGNOSED, Trace
from autograder.diagnosis.wrong_array import WrongArray
from autograder.gradients import GradientMismatch
from autograder.grading.comparing import Mismatch
from autograder.grading.evidence import Evidence, trace_of
from autograder.grading.gradients import WRONG_FORWARD
from autograder.grading.snippets import snippet
from autograder.results import TestResult


def case_of(evidence: Evidence, reference: types.ModuleType) -> Case:
    """What the calls of a test have in common with those of others, read off the reference's run."""
    named: dict[str, Any] = {}
    defaults: dict[str, Any] = {}
    for call in evidence.calls:
        try:
            signature = inspect.signature(getattr(reference, call.name))
            bound = signature.bind(*call.arguments, **call.options)
        except (AttributeError, TypeError, ValueError):
            continue  # a method, or a class of ours
        bound.apply_defaults()
        named = {**bound.arguments, **named}  # what the first call was given
        defaults |= {name: p.default for name, p in signature.parameters.items() if p.default is not p.empty}
    compared = list(dict.fromkeys(comparison.what for comparison in evidence.comparisons))
    return Case([call.name for call in evidence.calls], compared, sentences(named, defaults))


def trace_to(result: TestResult, error: BaseException | None, evidence: Evidence) -> Trace:
    """The trace of a test that has ended."""
    return trace_of(result, evidence, isinstance(error, Mismatch | GradientMismatch))


def explain(result: TestResult, error: BaseException | None, evidence: Evidence, records: Records, module: str) -> None:
    """Fill in what a failed test tells about its mistake."""
    if result.status not in DIAGNOSED:
        return
    try:
        _explain(result, error, evidence, records, module)
    except Exception as failure:  # the verdict stands without it; staff may read why
        result.message += f"\n\n(no diagnosis: {traceback.format_exception_only(failure)[-1].strip()})"


def _explain(
    result: TestResult, error: BaseException | None, evidence: Evidence, records: Records, module: str
) -> None:
    result.fits = records.fitting(result.id, trace_to(result, error, evidence))
    result.call = snippet(module, evidence.calls)
    wrong = wrong_array_of(error, evidence)
    if wrong is not None:
        _point_at(result, wrong)
        result.fits += fitting_patterns(wrong)


def _point_at(result: TestResult, wrong: WrongArray) -> None:
    """Say where it is wrong, and show it."""
    if result.place is not None and (words := where(wrong)):
        result.place = f"{result.place}, {words}"
    name = (result.place or "the result").partition(":")[0]
    shown = picture(wrong, name, result.place or "")
    result.pictures += [shown] if shown is not None else []


def wrong_array_of(error: BaseException | None, evidence: Evidence) -> WrongArray | None:
    """The wrong array that ended a test; None if something else did, or if the array is not to blame."""
    if isinstance(error, Mismatch) and error.expected is not None:
        return WrongArray(error.found, error.expected, arguments=evidence.arrays_given())
    if isinstance(error, GradientMismatch) and error.hint != WRONG_FORWARD and evidence.comparisons:
        make = evidence.comparisons[-1].wrong_array
        return make() if make is not None else None
    return None
