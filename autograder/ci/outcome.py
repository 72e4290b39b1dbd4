"""Run the public checks on a student's work, or grade it, and keep what may be shown.

What a platform is handed is a ``Feedback``: the results themselves, with what is hidden, never leave this module.
"""

import dataclasses
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.batch.run import ClassGrader, Request
from autograder.ci.changed import Work
from autograder.ci.platforms import Platform
from autograder.errors import GraderFault
from autograder.grading.check import check_chunks
from autograder.intake.files import Submission, Unreadable, read_submission
from autograder.intake.names import safe_name
from autograder.intake.own import earlier_files
from autograder.manifest import Assignment
from autograder.model import Isolation, Status, SubmissionStatus
from autograder.results import Feedback, SubmissionResult, from_json
from autograder.scoring.visibility import Moment, redact

DONE, DOES_NOT_HOLD, UNGRADED = 0, 1, 3


@dataclass(frozen=True)
class Outcome:
    """What became of one assignment.

    ``feedback`` is what the student may read now; ``later`` what they may read once the due date has passed and the
    results are published, for a platform that keeps it until then. ``file`` is the student's file, seen from the root
    of the repository, and ``is_graded`` tells grading from the public checks.
    """

    assignment: Assignment
    feedback: Feedback
    later: Feedback
    file: str
    is_graded: bool

    @property
    def percent(self) -> float | None:
        """The share of the points, or of the checks where there are none; None while that is not settled."""
        shown = self.feedback
        if shown.status is SubmissionStatus.UNGRADED:
            return None
        if shown.status is SubmissionStatus.UNREADABLE:
            return 0.0
        if shown.max_score:
            return 100 * (shown.score or 0.0) / shown.max_score
        passed, count = self.passed
        return 100 * passed / count if count else 100.0

    @property
    def passed(self) -> tuple[int, int]:
        """How many of the tests that are shown pass."""
        shown = [test for test in self.feedback.tests if test.status is not None]
        return sum(test.status is Status.PASSED for test in shown), len(shown)


def check(work: Work, root: Path, isolation: Isolation) -> Outcome:
    """Run the public checks; what cannot be read, and what fails on our side, is an outcome too."""
    assignment = work.assignment
    read = read_submission(work.path, assignment.name, assignment)
    if isinstance(read, Unreadable):
        return _outcome(work, _blank(assignment, SubmissionStatus.UNREADABLE, read.reason, isolation), "", False)
    file = _file_from(root, work.path, read)
    try:
        result = check_chunks(assignment, read.chunks, Path(read.path).name, (), isolation)
    except GraderFault as fault:
        result = _blank(assignment, SubmissionStatus.UNGRADED, str(fault), isolation)
    result.warnings = [*read.warnings, *result.warnings]
    if any(not test.status.is_settled for test in result.tests):
        result.status = SubmissionStatus.UNGRADED
    return _outcome(work, result, file, False)


def grade(work: Work, root: Path, salt: bytes, isolation: Isolation) -> Outcome:
    """Grade the work with the hidden suite; what only staff may see is gone when this returns."""
    name = safe_name(work.assignment.name)
    read = read_submission(work.path, name, work.assignment)
    file = ""
    if isinstance(read, Submission):
        file = _file_from(root, work.path, read)
        if work.path != root:  # what lies beside the root was not handed in
            read = dataclasses.replace(read, files={**earlier_files(work.path, work.assignment), **read.files})
    with tempfile.TemporaryDirectory(prefix="autograder-") as folder:
        request = Request(work.assignment, work.path, Path(folder), salt, isolation)
        ClassGrader(request).grade([read])
        result = from_json(Path(folder, name, "result.json").read_bytes(), SubmissionResult)
        feedback = from_json(Path(folder, name, "feedback", "feedback.json").read_bytes(), Feedback)
    return Outcome(work.assignment, feedback, redact(result, ALL_SHOWN), file, True)


ALL_SHOWN = Moment(due_passed=True, published=True)


def exit_code(outcomes: Sequence[Outcome], platform: Platform, fail_under: float) -> int:
    """3 if something could not be graded; 1 below the wanted percentage, where the platform takes that; else 0."""
    percents = [outcome.percent for outcome in outcomes]
    if any(percent is None for percent in percents):
        return UNGRADED
    is_below = any(percent is not None and percent < fail_under for percent in percents)
    return DOES_NOT_HOLD if is_below and not platform.takes_zero_alone else DONE


def _outcome(work: Work, result: SubmissionResult, file: str, is_graded: bool) -> Outcome:
    return Outcome(work.assignment, redact(result, Moment()), redact(result, ALL_SHOWN), file, is_graded)


def _blank(assignment: Assignment, status: SubmissionStatus, reason: str, isolation: Isolation) -> SubmissionResult:
    return SubmissionResult(
        assignment=assignment.name,
        title=assignment.manifest.title,
        name=assignment.name,
        status=status,
        score=0.0 if status is SubmissionStatus.UNREADABLE else None,
        max_score=0.0,
        isolation=isolation,
        reason=reason,
    )


def _file_from(root: Path, path: Path, read: Submission) -> str:
    """The graded file's path from the root of the repository, for a platform that shows it; empty inside archives."""
    file = path / read.path if read.form == "folder" else path
    if read.form in ("zip", "tar.gz") or not file.is_relative_to(root):
        return ""
    return file.relative_to(root).as_posix() if file != root else file.name
