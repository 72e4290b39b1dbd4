"""What student code raised becomes an exception here, whatever its report says."""

import builtins

import pytest

from autograder.model import Status
from autograder.sandbox.raised import SubmissionRaised, as_exception

LINES = {"tiny.py": 10, "tiny.ipynb cell 2": 4}
FRAME = ["tiny.py", 3, "f", "raise ValueError"]


def report(**changes):
    made = {"class": "ValueError", "builtin": "ValueError", "text": "no", "frames": [FRAME], "raised_by_own_code": True}
    return made | changes


def test_it_is_caught_as_what_was_raised():
    with pytest.raises(ValueError, match="ValueError: no"):
        raise as_exception(report(), LINES)


def test_an_exception_of_the_students_own_keeps_its_name_and_its_built_in_class():
    error = as_exception(report(**{"class": "TooSmall", "text": ""}), LINES)

    assert isinstance(error, ValueError)
    assert str(error) == "TooSmall"


def test_the_line_is_the_innermost_in_the_students_files():
    frames = [FRAME, ["tiny.ipynb cell 2", 4, "g", "1 / 0"]]

    assert as_exception(report(frames=frames), LINES).line == "tiny.ipynb cell 2, line 4"


@pytest.mark.parametrize(
    "name", [n for n, v in vars(builtins).items() if isinstance(v, type) and issubclass(v, BaseException)]
)
def test_every_built_in_exception_becomes_one_that_ends_nothing(name):
    """ExceptionGroup wants arguments when it is made; SystemExit would end the grader."""
    error = as_exception(report(**{"class": name, "builtin": name}), LINES)

    assert isinstance(error, SubmissionRaised)
    assert isinstance(error, Exception)
    assert error.kind == name
    assert not isinstance(error, SystemExit | KeyboardInterrupt | GeneratorExit)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, Status.ERROR),
        ({"builtin": "MemoryError"}, Status.OUT_OF_MEMORY),
        ({"builtin": "NotImplementedError"}, Status.NOT_ATTEMPTED),
        ({"builtin": "NotImplementedError", "raised_by_own_code": False}, Status.ERROR),
        ({"builtin": "NotImplementedError", "raised_by_own_code": "yes"}, Status.ERROR),
        ({"builtin": "SystemExit"}, Status.ERROR),
        ({"builtin": "AssertionError"}, Status.ERROR),
    ],
)
def test_the_status_follows_from_the_class(changes, status):
    assert as_exception(report(**changes), LINES).status is status


@pytest.mark.parametrize(
    "frame",
    [
        ["x = 3.14159.py", 1, "f", ""],  # a value told as a file's name
        ["tiny.py", 31415, "f", ""],  # or as a line's number
        ["tiny.py", 0, "f", ""],
        ["tiny.py", True, "f", ""],
        ["tiny.py", "3", "f", ""],
        [None, 3, "f", ""],
        ["tiny.py", 3, "f"],
        "tiny.py",
        None,
    ],
)
def test_a_step_that_is_not_in_the_students_files_is_left_out(frame):
    """A worker that has met a hidden input can put it into a report: the line is shown to students."""
    error = as_exception(report(frames=[FRAME, frame]), LINES)

    assert error.frames == (tuple(FRAME),)


@pytest.mark.parametrize("nonsense", [None, 3, [], {}, "x" * 10_000, b"x"])
@pytest.mark.parametrize("key", ["class", "builtin", "text", "frames", "raised_by_own_code"])
def test_a_report_that_is_wrong_in_any_part_is_still_an_error_of_the_student(key, nonsense):
    error = as_exception(report(**{key: nonsense}), LINES)

    assert isinstance(error, SubmissionRaised)
    assert len(str(error)) <= 4_100


def test_an_empty_report_is_an_exception_without_a_line():
    error = as_exception({}, LINES)

    assert (str(error), error.line, error.status) == ("Exception", None, Status.ERROR)
