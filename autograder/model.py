"""The words of the domain: what happened to a test, who may see it, how far student code is kept away.

Names only; no files, no arithmetic.
"""

from enum import StrEnum


class Status(StrEnum):
    """What became of one test of one submission."""

    PASSED = "passed"
    FAILED = "failed"  # a wrong result
    ERROR = "error"  # the student's code raised
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"  # the worker died, or answered nonsense
    NOT_ATTEMPTED = "not_attempted"  # NotImplementedError from the student's own file
    MISSING = "missing"  # no such name in the submission
    GRADER_FAULT = "grader_fault"  # our fault: awards nothing, costs nothing
    INCONCLUSIVE = "inconclusive"  # the test author's fault: awards nothing, costs nothing

    @property
    def is_settled(self) -> bool:
        """Whether the student is answerable for the result, so that it has a score."""
        return self not in (Status.GRADER_FAULT, Status.INCONCLUSIVE)


class SubmissionStatus(StrEnum):
    """What became of one submission."""

    GRADED = "graded"
    UNGRADED = "ungraded"  # some test is not settled: a retry or a person must decide
    UNREADABLE = "unreadable"  # nothing in it could be loaded: score 0, with the reason


class Visibility(StrEnum):
    """When a student may read about a test."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    AFTER_DUE_DATE = "after_due_date"
    AFTER_PUBLISHED = "after_published"


class Isolation(StrEnum):
    """How far student code is kept from the machine, the strongest first."""

    SANDBOX = "sandbox"
    CONFINED = "confined"
    PROCESS = "process"
