"""Find the line of a student's file that a test or a warning speaks of.

Believes the fixed form "convolution.py, line 12" alone, and only at the start of a text.
"""

import re
from dataclasses import dataclass

from autograder.ci.outcome import Outcome
from autograder.model import Status
from autograder.reports.view import test_view
from autograder.results import FeedbackTest

_LINE = re.compile(r"[^\x00-\x1f\x7f:]{1,80}\.(py|ipynb)( cell (?P<cell>[0-9]{1,4}))?, line (?P<line>[0-9]{1,5})")


@dataclass(frozen=True)
class Place:
    """A line of a script, or a cell of a notebook, whose lines no platform can show: then ``line`` is 1."""

    line: int
    cell: int | None = None


def place_of(text: str | None) -> Place:
    """Where a text says that something happened; the top of the file where it does not say."""
    found = _LINE.match(text or "")
    if not found:
        return Place(1)
    return Place(1, int(found["cell"])) if found["cell"] else Place(int(found["line"]))


def failing(outcome: Outcome) -> list[FeedbackTest]:
    """The tests for a student to mend: what is wrong first, then what is not there yet."""
    tests = [t for t in outcome.feedback.tests if t.status and t.status.is_settled and t.status is not Status.PASSED]
    return sorted(tests, key=lambda test: test.status in (Status.MISSING, Status.NOT_ATTEMPTED))


def title_of(outcome: Outcome, test: FeedbackTest) -> str:
    """One line on a failing test: its title, what happened, and in which cell of a notebook."""
    cell = place_of(test.line).cell
    where = f" (cell {cell}, {str(test.line).rpartition(', ')[2]})" if cell is not None else ""
    return f"{test.title}: {test_view(test).words.label}{where}"
