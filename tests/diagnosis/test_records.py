"""A failing run is compared with those of known mistakes: by what was compared, by what came back, by how it ended."""

from dataclasses import replace

import numpy as np
import pytest

from autograder.diagnosis.records import REFERENCE, Records
from autograder.diagnosis.sketch import sketch
from autograder.diagnosis.traces import Trace
from autograder.model import Status


def run(status=Status.FAILED, *, exception=None, calls=1, comparison=None, found=None, values=()):
    return Trace(
        status, exception, calls, comparison, sketch(found) if comparison else None,
        tuple((call, sketch(value)) for call, value in values),
    )  # fmt: skip


WRONG = np.array([1.0, 2.0, 4.0])
PASSED = run(Status.PASSED, values=[(1, 2.0), (2, 5.0)], calls=2)


@pytest.fixture
def records():
    found = Records()
    found.add(REFERENCE, "t", PASSED)
    found.add("compared", "t", run(comparison=1, found=WRONG))
    found.add("asserted", "t", run(values=[(1, 3.0), (2, 5.0)], calls=2))
    found.add("raised", "t", run(Status.ERROR, exception="IndexError", calls=2))
    found.add("asserted", "passed", run(Status.PASSED))
    return found


def test_what_was_compared_tells(records):
    again = run(comparison=1, found=WRONG + 1e-12, calls=7)

    assert records.fitting("t", again) == ["compared"]
    assert records.fitting("t", replace(again, comparison=2)) == []
    assert records.fitting("t", run(comparison=1, found=WRONG * 1.001)) == []


def test_every_value_by_which_the_mistake_differs_must_come_back(records):
    assert records.fitting("t", run(values=[(1, 3.0), (2, 5.0)], calls=2)) == ["asserted"]
    assert records.fitting("t", run(values=[(1, 3.0), (2, 99.0)], calls=2)) == ["asserted"]  # a second mistake
    assert records.fitting("t", run(values=[(1, 3.5), (2, 5.0)], calls=2)) == []
    assert records.fitting("t", run(values=[(2, 5.0)], calls=2)) == []


def test_a_value_more_from_one_call_does_not_shift_those_of_the_next(records):
    assert records.fitting("t", run(values=[(1, 3.0), (1, "a cache"), (2, 5.0)], calls=2)) == ["asserted"]


def test_an_exception_tells_by_its_class_and_call(records):
    assert records.fitting("t", run(Status.ERROR, exception="IndexError", calls=2)) == ["raised"]
    assert records.fitting("t", run(Status.ERROR, exception="ValueError", calls=2)) == []
    assert records.fitting("t", run(Status.ERROR, exception="IndexError", calls=1)) == []


def test_values_of_the_reference_are_nobodys_mistake():
    records = Records()
    records.add(REFERENCE, "t", PASSED)
    records.add("harmless", "t", replace(PASSED, status=Status.FAILED))

    assert records.fitting("t", replace(PASSED, status=Status.FAILED)) == []


def test_only_failures_of_a_misconception_are_kept(records):
    assert records.tests_failed_by("asserted") == {"t"}
    assert records.tests_failed_by("nobody") == frozenset()


def test_a_trace_survives_being_stored():
    trace = run(Status.ERROR, exception="IndexError", calls=2, values=[(1, "x")])

    assert Trace.of_plain(trace.as_plain()) == trace
