"""Grade one commit of a repository, and keep its report beside the record.

Never raises: whatever fails here is no fault of the student's, so that the hand-in is ungraded. Why, only staff read.
"""

import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from autograder.batch.run import ClassGrader, Request
from autograder.ci.handins import HandIn, Outcome, Received, hand_in, sync
from autograder.errors import InputError
from autograder.intake.files import read_submission
from autograder.intake.git import Repository, read_commit
from autograder.manifest import Assignment
from autograder.model import Isolation, SubmissionStatus
from autograder.reports.words import points_text
from autograder.results import Feedback, SubmissionResult, from_json

_OUTCOMES = {
    SubmissionStatus.GRADED: Outcome.GRADED,
    SubmissionStatus.UNREADABLE: Outcome.UNREADABLE,
    SubmissionStatus.UNGRADED: Outcome.UNGRADED,
}


@dataclass(frozen=True, slots=True)
class Grading:
    """What pushes are graded with."""

    assignment: Assignment
    salt: bytes
    isolation: Isolation


def try_out(grading: Grading, note: Callable[[str], None]) -> None:
    """Grade the reference as a push would be, so that what is wrong shows now and what takes long is done.

    Raises
    ------
    InputError
        If it cannot be graded here.
    """
    master = grading.assignment.master
    submission = read_submission(master, "reference", grading.assignment)
    with tempfile.TemporaryDirectory() as folder:
        request = Request(
            assignment=grading.assignment,
            path=master,
            output=Path(folder),
            salt=grading.salt,
            isolation=grading.isolation,
        )
        graded = ClassGrader(request, say=note).grade([submission])[0]
    if graded.score is None or graded.score < graded.max_score:
        raise InputError(
            f"{master} scores {points_text(graded.score, graded.max_score)}: autograder verify "
            f"{grading.assignment.name} says why"
        )


class CommitGrader:
    """Grades commits. ``find`` finds what to grade with, and ``note`` keeps what only staff may read."""

    def __init__(
        self, repository: Repository, folder: Path, find: Callable[[], Grading], note: Callable[[str], None]
    ) -> None:
        self._repository = repository
        self._folder = folder
        self._find = find
        self._note = note

    def grade(self, received: Received, assignment: str) -> tuple[HandIn, Feedback | None]:
        """The line for the record, and what the student may read of the report; none if there is no report."""
        line = hand_in(received, assignment, Outcome.UNGRADED)
        try:
            report = self._write_report(received.commit)
            result = from_json((report / "result.json").read_bytes(), SubmissionResult)
            feedback = self.feedback(received.commit)
        except Exception:
            self._note(traceback.format_exc())
            return line, None
        line.outcome, line.status = _OUTCOMES[result.status], result.status
        line.score, line.max_score = result.score, result.max_score
        line.content_hash, line.suite_hash = result.submission_hash, result.suite_hash
        line.report = report.relative_to(self._folder).as_posix()
        return line, feedback

    def feedback(self, commit: str) -> Feedback:
        """What the student may read of a report that was written."""
        path = self._folder / "reports" / commit / "feedback" / "feedback.json"
        return from_json(path.read_bytes(), Feedback)

    def _write_report(self, commit: str) -> Path:
        """Grade, and see the report on the disk before a record names it."""
        grading = self._find()
        submission = read_commit(self._repository, commit, commit, grading.assignment)
        request = Request(
            assignment=grading.assignment,
            path=self._repository.path,
            output=self._folder / "reports",
            salt=grading.salt,
            isolation=grading.isolation,
        )
        ClassGrader(request, say=self._note).grade([submission])
        report = request.output / commit
        for path in [*report.rglob("*"), report, request.output]:
            sync(path)
        return report
