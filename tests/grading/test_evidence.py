"""What a test was given is kept as far as it may matter, and what we asked for ourselves is not."""

import types

import numpy as np

from autograder.grading.evidence import Evidence, trace_of
from autograder.grading.explaining import case_of
from autograder.model import Status, Visibility
from autograder.results import TestResult


def failed(**other):
    return TestResult(
        id="t", title="", question="q", status=Status.FAILED, score=0.0, max_score=1.0, visibility=Visibility.HIDDEN,
        **other,
    )  # fmt: skip


def test_values_are_kept_with_the_call_that_gave_them():
    evidence = Evidence()

    evidence.note_call("f", (1,), {})
    evidence.note_value(2.0)
    evidence.note_call("g", (), {})
    evidence.note_value("text")

    assert evidence.was_given
    assert [call for call, _ in trace_of(failed(), evidence, False).values] == [1, 2]


def test_what_is_asked_while_a_forward_is_differentiated_does_not_count():
    evidence = Evidence()

    with evidence.paused():
        evidence.note_call("f", (1,), {})
        evidence.note_value(2.0)
    evidence.note_call("g", (), {})

    assert (evidence.call_count, evidence.values) == (1, [])


def test_not_more_is_kept_than_can_matter():
    evidence = Evidence()

    for _ in range(1000):
        evidence.note_call("f", (), {})
        evidence.note_value(1.0)

    assert evidence.call_count == 1000
    assert len(evidence.calls) < 1000
    assert len(evidence.values) < 1000


def test_a_comparison_that_failed_is_all_that_its_trace_holds():
    evidence = Evidence()
    evidence.note_call("f", (np.zeros(2, np.float32),), {})
    evidence.note_value(np.ones(2))
    evidence.note_comparison("dx", np.ones(2))

    trace = trace_of(failed(), evidence, True)

    assert (trace.comparison, trace.values) == (1, ())
    assert trace.found[2] is True  # it was computed from single precision


def test_a_case_names_parameters_as_the_reference_does():
    reference = types.ModuleType("layers")
    exec("def conv(x, w, stride=1, mode='valid'): pass", reference.__dict__)
    evidence = Evidence()
    evidence.note_call("conv", (np.zeros((2, 3)), np.zeros(3), 2), {})
    evidence.note_call("unknown", (), {})
    evidence.note_comparison("the result", None)

    case = case_of(evidence, reference)

    assert (case.functions, case.compared) == (["conv", "unknown"], ["the result"])
    assert "`stride` is greater than 1" in case.holds
    assert "`mode` is its default" in case.holds
