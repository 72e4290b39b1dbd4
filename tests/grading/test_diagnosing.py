"""The diagnosis is checked on the misconceptions themselves: none is another, and no two are alike."""

from pathlib import Path

import numpy as np

from autograder.diagnosis.misconceptions import Misconception
from autograder.diagnosis.records import REFERENCE, Records
from autograder.diagnosis.sketch import sketch
from autograder.diagnosis.traces import Trace
from autograder.grading.diagnosing import diagnosis_problems
from autograder.model import Status, Visibility
from autograder.results import TestResult


def misconception(name):
    return Misconception(name, "", ("q",), f"{name}?", "", Path(name))


def trace(found):
    return Trace(Status.FAILED, None, 1, 1, sketch(np.array(found)), ())


def records_of(**found):
    records = Records()
    records.add(REFERENCE, "t", Trace(Status.PASSED, None, 1, None, None, ()))
    for name, numbers in found.items():
        records.add(name, "t", trace(numbers))
    return records


def failure(*fits):
    return TestResult(
        id="t", title="", question="q", status=Status.FAILED, score=0.0, max_score=1.0, visibility=Visibility.HIDDEN,
        fits=list(fits),
    )  # fmt: skip


def problems(records, **fits):
    known = [misconception(name) for name in fits]
    return list(diagnosis_problems(known, records, {name: [failure(*each)] for name, each in fits.items()}))


def test_misconceptions_that_differ_are_no_problem():
    assert problems(records_of(one=[1.0, 2.0], two=[1.0, 3.0]), one=["one"], two=["two"]) == []


def test_a_misconception_without_a_name_is_no_problem():
    assert problems(records_of(one=[1.0, 2.0], two=[1.0, 3.0]), one=[], two=["two"]) == []


def test_one_that_is_named_as_another_is_a_problem():
    assert problems(records_of(one=[1.0, 2.0], two=[1.0, 3.0]), one=["two"], two=["two"]) == [
        "one is told it is two: make a test at which the two differ"
    ]


def test_two_that_no_test_tells_apart_are_a_problem():
    assert problems(records_of(one=[1.0, 2.0], two=[1.0, 2.0]), one=["one", "two"], two=["one", "two"]) == [
        "every test treats one and two alike: delete one, or make a test at which the two differ"
    ]
