"""What student code raised, as an exception on the trusted side.

A test may expect ``ValueError`` of a submission, so the exception is also one of the built-in class that was raised.
Everything in a worker's report is checked: it decides nothing but what the student did.
"""

import builtins
from collections.abc import Mapping
from typing import Any, Final

from autograder.errors import StudentError
from autograder.model import Status

_MAX_TEXT: Final = 2_000


class SubmissionRaised(StudentError):  # noqa: N818  # reads as a sentence where a test meets it
    """Student code raised an exception.

    Attributes
    ----------
    kind : str
        The exception's own class name.
    builtin : str
        The nearest built-in class it derives from.
    frames : list of (file or cell, line, function, source line)
        The steps through the student's own files, the innermost last.
    """

    kind = "Exception"
    builtin = "Exception"
    text = ""
    frames: tuple[tuple[str, int, str, str], ...] = ()
    raised_by_own_code = False

    @property
    def status(self) -> Status:
        """What this makes of a test that does not expect it."""
        if self.builtin == "MemoryError":
            return Status.OUT_OF_MEMORY
        if self.builtin == "NotImplementedError" and self.raised_by_own_code:
            return Status.NOT_ATTEMPTED
        return Status.ERROR

    @property
    def line(self) -> str | None:
        """Where it happened, in the student's file: "convolution.py, line 12"."""
        return f"{self.frames[-1][0]}, line {self.frames[-1][1]}" if self.frames else None

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}" if self.text else self.kind


def as_exception(report: dict[str, Any], lines: Mapping[str, int]) -> SubmissionRaised:
    """Make the exception from a worker's report, which may be wrong in any way.

    Parameters
    ----------
    lines : the number of lines of each of the submission's files
        A step that names another file or line is left out: a student is shown where an error was raised, and no
        hidden value may be told that way.
    """
    kind = _text(report.get("class")) or "Exception"
    base = getattr(builtins, _text(report.get("builtin")), None)
    if not (isinstance(base, type) and issubclass(base, Exception)) or issubclass(base, ExceptionGroup):
        base = Exception  # SystemExit and its like end nothing here; a group would want its parts
    # Student code raised it, so it must be catchable both as that and as the built-in class.
    error = _blank(base)
    error.kind = kind
    error.builtin = _text(report.get("builtin")) or "Exception"
    error.text = _text(report.get("text"))
    frames = report.get("frames")
    error.frames = tuple(
        (f[0], f[1], _text(f[2]), _text(f[3]))
        for f in (frames if type(frames) is list else [])[-20:]
        if type(f) is list
        and len(f) == 4
        and type(f[0]) is str
        and type(f[1]) is int
        and 1 <= f[1] <= lines.get(f[0], 0)
    )
    error.raised_by_own_code = report.get("raised_by_own_code") is True
    return error


_classes: dict[type, type[SubmissionRaised]] = {}


def _blank(base: type[Exception]) -> SubmissionRaised:
    if base not in _classes:
        own = {
            "__init__": lambda self: None,
            "__str__": SubmissionRaised.__str__,
            "__reduce__": lambda self: (_blank, (base,), self.__dict__),
        }
        bases = (SubmissionRaised,) if base is Exception else (SubmissionRaised, base)
        _classes[base] = type(f"Raised{base.__name__}", bases, own)
    return _classes[base]()


def _text(value: Any) -> str:
    return value[:_MAX_TEXT] if type(value) is str else ""
