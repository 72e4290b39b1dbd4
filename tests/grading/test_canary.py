"""Canaries sing through every channel, staff hear them, students do not; a redaction that lets one through is found."""

import base64
import struct

import pytest

from autograder.grading import canary
from autograder.grading.canary import CHANNELS, canary_submissions, hidden_values, leaks, leaks_in
from autograder.grading.runner import Graded
from autograder.model import Status, Visibility
from autograder.results import TestResult

VALUE = 0.7310585786300049


def _told(number, visibility):
    return TestResult(
        id="t", title="t", question="q", status=Status.PASSED, score=1, max_score=1, visibility=visibility,
        output=f"canary:{number!r} and more",
    )  # fmt: skip


@pytest.fixture(scope="module")
def sung(tiny_suite, reference_source):
    """The results of all canaries for the tiny assignment."""
    results = tiny_suite.grade_all(canary_submissions(reference_source))
    return {
        name: Graded(number, results=r.tests, warnings=r.warnings, output=r.output)
        for number, (name, r) in enumerate(results.items())
    }


def _forms(value):
    raw = struct.pack("<d", value)
    return [repr(value), f"{value:.9e}", raw.hex(), value.hex(), base64.b64encode(raw).decode()]


@pytest.mark.parametrize("form", [*_forms(VALUE), *(form[::-1] for form in _forms(VALUE))])
def test_a_number_is_found_in_every_encoding(form):
    hidden = hidden_values([_told(-VALUE if form.startswith("-") else VALUE, Visibility.HIDDEN)])

    assert leaks_in(f"some text {form} and more", hidden)
    assert not leaks_in("0.73 of some text, 7.3105e-01", hidden)


@pytest.mark.parametrize("before", range(3))
def test_a_number_is_found_inside_a_longer_base64_text(before):
    hidden = hidden_values([_told(VALUE, Visibility.HIDDEN)])
    text = base64.b64encode(b"x" * before + struct.pack("<d", VALUE) + b"yyy").decode()

    assert leaks_in(text, hidden)


def test_what_a_visible_test_told_too_is_not_hidden():
    assert not hidden_values([_told(VALUE, Visibility.HIDDEN), _told(VALUE, Visibility.VISIBLE)])


def test_numbers_that_anybody_may_write_are_not_hidden():
    assert not hidden_values([_told(number, Visibility.HIDDEN) for number in (1.0, 0.25, 1e-300, 12345.0)])


def test_a_number_between_0_and_1_is_told_by_its_digits_and_not_by_its_zeros():
    hidden = hidden_values([_told(0.00731058578, Visibility.HIDDEN)])

    assert leaks_in("some text 0.00731058578 and more", hidden)
    assert not leaks_in("0.0073105999", hidden)


def test_calls_from_outside_are_told_and_those_inside_are_not(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)  # it reads what an earlier worker left
    source = "def inner(x):\n    return x + 0.5\n\n\ndef outer(x):\n    return inner(x + 0.25) * 0\n"
    names = {"__name__": "singing"}
    exec(canary_submissions(source)["canary by output"].replace("'output'", "'none'"), names)

    names["outer"](0.125)
    names["inner"](1.0)

    told = [word for word in capfd.readouterr().out.split() if word.startswith("canary:")]
    assert told == ["canary:0.125", "canary:0.0", "canary:1.0", "canary:1.5"]


def test_staff_hear_the_canaries_and_students_do_not(tiny, sung):
    hidden = hidden_values(test for graded in sung.values() for test in graded.results)

    assert len(sung) == len(CHANNELS)
    assert len(hidden) > 100
    assert list(leaks(tiny, sung)) == []


@pytest.mark.parametrize(
    ("field", "heard"),
    [("message", "exception"), ("message", "result"), ("exception", "exception"), ("output", "output")],
)
def test_a_redaction_that_lets_one_field_through_is_found(tiny, sung, monkeypatch, field, heard):
    redact = canary.redact

    def careless(result, moment):
        feedback = redact(result, moment)
        for shown, test in zip(feedback.tests, result.tests, strict=True):
            setattr(shown, field, getattr(test, field))
        return feedback

    monkeypatch.setattr(canary, "redact", careless)

    assert any(line.startswith(f"the canary by {heard} shows ") for line in leaks(tiny, sung))
