"""The words and numbers of the reports: what each status, visibility and rung is called, and points as text.

Words only; which of them a page shows is decided in ``view``.
"""

from dataclasses import dataclass
from functools import lru_cache

from autograder.model import Isolation, Status, SubmissionStatus, Visibility
from autograder.results import Served


@dataclass(frozen=True)
class Words:
    """A status for people: a label, a sign that does not need colour, and what to do about it."""

    label: str
    sign: str
    tone: str  # good | bad | open
    advice: str = ""


NO_LOSS = "No points are lost: it runs again, or a person decides."

STATUS_WORDS: dict[Status | None, Words] = {
    Status.PASSED: Words("passed", "✓", "good"),
    Status.FAILED: Words(
        "wrong result", "✗", "bad", "Work a small case out by hand and compare it with what your code returns."
    ),
    Status.ERROR: Words(
        "stopped with an error", "✗", "bad", "Call the function with a small input and read the whole traceback."
    ),
    Status.TIMED_OUT: Words(
        "took too long", "✗", "bad", "Look for a loop that never ends, or for work that numpy does on whole arrays."
    ),
    Status.OUT_OF_MEMORY: Words(
        "used too much memory", "✗", "bad", "Look for an array that is much larger than the result needs."
    ),
    Status.CRASHED: Words(
        "crashed", "✗", "bad", "Python ended before it answered: look for calls that exit and for endless recursion."
    ),
    Status.MISSING: Words(
        "not found",
        "?",
        "bad",
        "Define the function under exactly the name that the handout gives; an error noticed while reading your code "
        "may have kept it out.",
    ),
    Status.NOT_ATTEMPTED: Words(
        "not written yet", "○", "open", "Replace raise NotImplementedError by your own code when you get there."
    ),
    Status.GRADER_FAULT: Words("not graded, our fault", "!", "open", NO_LOSS),
    Status.INCONCLUSIVE: Words("undecided, our fault", "!", "open", NO_LOSS),
    None: Words("shown later", "…", "open"),
}

SUBMISSION_WORDS: dict[SubmissionStatus, Words] = {
    SubmissionStatus.GRADED: Words("graded", "✓", "good"),
    SubmissionStatus.UNGRADED: Words("ungraded", "!", "open"),
    SubmissionStatus.UNREADABLE: Words("unreadable", "✗", "bad"),
}

ISOLATION_NOTES: dict[Isolation, str] = {
    Isolation.SANDBOX: "The code ran in a sandbox: apart from the tests, from other files and from the network.",
    Isolation.CONFINED: "The code ran confined: apart from the tests, under the kernel's own restrictions.",
    Isolation.PROCESS: (
        "The code ran in a separate process with limits on time and output. This is not a defence against hostile code."
    ),
}

_WHY_SERVED = {
    "not_passed": "because not all of their tests pass there",
    "missing": "because there is no work of yours that can be read",
    "slow": "because yours take too long here",
    "failing": "because yours fail on arrays of the size that is needed here",
}

VISIBILITY_WORDS: dict[Visibility, str] = {
    Visibility.VISIBLE: "visible",
    Visibility.HIDDEN: "hidden",
    Visibility.AFTER_DUE_DATE: "after the due date",
    Visibility.AFTER_PUBLISHED: "once the results are published",
}


def served_text(served: Served) -> str:
    """What came from the reference, and why, in one sentence."""
    *first, last = served.functions
    names = f"{', '.join(first)} and {last}" if first else last
    why = _WHY_SERVED[served.why]
    return f"{names} of {served.assignment} came from the reference, {why}. That costs nothing here."


@lru_cache(maxsize=1024)  # the points of a class's tests are few
def number_text(number: float) -> str:
    """At most two decimals, and none where none are needed: 8, 7.5, 0.67."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def points_text(score: float | None, max_score: float) -> str:
    """A score as "7.5 / 10", with a dash while it is not settled; empty where there is nothing to earn."""
    if not max_score and not score:
        return ""
    return f"{'–' if score is None else number_text(score)} / {number_text(max_score)}"


def share_of(score: float | None, max_score: float) -> float:
    """The share of the maximum, from 0 to 1 even with extra credit."""
    return min(1.0, max(0.0, score / max_score)) if score and max_score else 0.0


def count_text(number: float, noun: str) -> str:
    """A number with its noun: "1 test", "2 tests", "0.5 points"."""
    shown = number_text(number)
    return f"{shown} {noun}" if shown == "1" else f"{shown} {noun}s"
