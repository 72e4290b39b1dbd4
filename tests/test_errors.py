"""Every error survives pickling with its words, and carries the exit code of who has to act."""

import pickle

import pytest

from autograder.errors import AutograderError, GraderFault, Inconclusive, InputError, StudentError
from autograder.gradients import GradientMismatch
from autograder.grading.comparing import Mismatch
from autograder.model import Status
from autograder.sandbox.client import MissingNameError
from autograder.sandbox.handles import NotPlainResultError
from autograder.sandbox.raised import SubmissionRaised, as_exception
from autograder.sandbox.watched import WorkerLostError


@pytest.mark.parametrize(
    "kind",
    [AutograderError, InputError, StudentError, GraderFault, Inconclusive, MissingNameError, NotPlainResultError],
)
def test_an_error_with_one_sentence_survives_pickling(kind):
    error = kind("do this next")

    again = pickle.loads(pickle.dumps(error))

    assert type(again) is kind
    assert str(again) == "do this next"


def test_a_lost_worker_keeps_its_status_and_message():
    error = WorkerLostError(Status.TIMED_OUT, "took longer than 2 s")

    again = pickle.loads(pickle.dumps(error))

    assert (again.status, again.message, str(again)) == (Status.TIMED_OUT, "took longer than 2 s", str(error))


@pytest.mark.parametrize("kind", [Mismatch, GradientMismatch])
def test_a_mismatch_keeps_its_place(kind):
    again = pickle.loads(pickle.dumps(kind("out is wrong", "out: 1 of 3 entries")))

    assert (str(again), again.place) == ("out is wrong", "out: 1 of 3 entries")


def test_what_student_code_raised_keeps_its_class_and_frames():
    report = {"class": "Oops", "builtin": "ValueError", "text": "no", "frames": [["tiny.py", 3, "f", "raise Oops"]]}

    again = pickle.loads(pickle.dumps(as_exception(report, {"tiny.py": 5})))

    assert isinstance(again, SubmissionRaised)
    assert isinstance(again, ValueError)
    assert (again.kind, str(again), again.line) == ("Oops", "Oops: no", "tiny.py, line 3")


@pytest.mark.parametrize(("kind", "code"), [(InputError, 2), (GraderFault, 3), (Inconclusive, 3), (StudentError, 3)])
def test_the_exit_code_says_who_has_to_act(kind, code):
    assert kind("…").exit_code == code
