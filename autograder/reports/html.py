"""Write reports as HTML: one self-contained file each, without scripts and without anything from outside.

Three walls keep student text text: every expression is made plain and escaped (``pages.shown``), and
the page's own policy forbids scripts, frames, forms' targets and every address but itself.
"""

from collections.abc import Iterable, Mapping

from autograder.reports.class_view import class_view
from autograder.reports.pages import render
from autograder.reports.view import require_feedback, submission_view
from autograder.results import Feedback, SubmissionResult, Summary


def feedback_html(feedback: Feedback) -> str:
    """The student's page.

    Raises
    ------
    TypeError
        If given anything but a ``Feedback``: a result holds what a student must not read.
    """
    require_feedback(feedback)
    return render("feedback.html.j2", submission_view(feedback))


def check_html(result: SubmissionResult) -> str:
    """The result of the public checks, which hide nothing, as a part of a notebook."""
    return render("check.html.j2", submission_view(result))


def staff_html(result: SubmissionResult) -> str:
    """The staff's page of one submission, with everything that is known."""
    return render("staff.html.j2", submission_view(result))


def class_html(summary: Summary, results: Iterable[SubmissionResult], links: Mapping[str, str]) -> str:
    """The staff's index of a class.

    ``links`` holds the path of each submission's page by its name, relative to the index, with slashes and
    not yet quoted. A submission without one is named without a link.
    """
    return render("class.html.j2", class_view(summary, results, links))
