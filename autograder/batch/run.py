"""Grade the submissions of a class and write what students and staff may read.

Nothing is kept in memory but one line a submission: results go to disk as each is done, each folder at once.
"""

import importlib.metadata
import platform
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy

import autograder
from autograder.batch.earlier import EarlierWorks
from autograder.batch.output import OutputFolder
from autograder.diagnosis.misconceptions import load_misconceptions
from autograder.diagnosis.parameters import decisions
from autograder.diagnosis.vote import KnownMistake, announce, vote
from autograder.grading.kept_numbers import kept_path
from autograder.grading.protocol import Job, Setup
from autograder.grading.record_files import can_store, load_records, records_path
from autograder.grading.recording import known_mistakes, make_records
from autograder.grading.runner import Graded, SuiteRunner
from autograder.grading.suite_hash import suite_hash
from autograder.intake.files import Submission, Unreadable, find_submissions, read_submission
from autograder.manifest import Assignment
from autograder.model import Isolation, SubmissionStatus
from autograder.results import QuestionScore, SubmissionResult, SubmissionSummary, Summary
from autograder.scoring.points import question_results, submission_status, total
from autograder.scoring.visibility import Moment


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be graded, and how."""

    assignment: Assignment
    path: Path
    output: Path
    salt: bytes
    isolation: Isolation
    jobs: int = 1
    questions: tuple[str, ...] = ()
    prerequisites: Mapping[str, Path] = field(default_factory=dict)  # outputs of earlier assignments, by module


class ClassGrader:
    """Grades a class; ``on_done`` is told each submission as it is finished, ``say`` what else was done."""

    def __init__(
        self,
        request: Request,
        on_done: Callable[[SubmissionSummary], None] = lambda summary: None,
        say: Callable[[str], None] = lambda sentence: None,
    ) -> None:
        self._request = request
        self._on_done = on_done
        self._say = say
        self._read: dict[int, Submission] = {}
        self._summaries: list[SubmissionSummary] = []
        self._versions = {
            "autograder": autograder.__version__,
            "python": platform.python_version(),
            "numpy": numpy.__version__,
            "pytest": importlib.metadata.version("pytest"),
        }

    def run(self, found: Sequence[tuple[str, Path]] | None = None) -> Summary:
        """Grade all submissions and write the class's pages.

        Raises
        ------
        InputError
            If there is nothing to grade, or the suite or its reference does not hold.
        """
        request = self._request
        submissions = find_submissions(request.path, request.assignment) if found is None else found
        self.grade(read_submission(path, name, request.assignment) for name, path in submissions)
        return self._sum_up()

    def grade(self, submissions: Iterable[Submission | Unreadable]) -> list[SubmissionSummary]:
        """Grade submissions that were read, taken one by one, and write a folder for each.

        Raises
        ------
        InputError
            If the suite or its reference does not hold.
        """
        request = self._request
        self._suite_hash = suite_hash(request.assignment, request.salt)
        self._records = records_path(request.assignment, self._suite_hash)
        self._folder = OutputFolder(request.output, self._moment())
        self._earlier = EarlierWorks(
            request.assignment, request.prerequisites, request.salt, request.isolation, request.jobs
        )
        if request.assignment.manifest.prerequisites:  # what they build on is graded first: all must be read by then
            submissions = list(submissions)
            self._earlier.prepare(each for each in submissions if isinstance(each, Submission))
        setup = self._setup()
        self._known = self._known_mistakes(setup)
        with SuiteRunner(setup) as runner:
            self._cases = runner.ready.cases
            for graded in runner.grade(self._jobs(submissions)):
                self._finish(self._read.pop(graded.number), graded)
        return self._summaries

    def _setup(self) -> Setup:
        request = self._request
        return Setup(
            public=str(request.assignment.public),
            private=str(request.assignment.private),
            isolation=request.isolation,
            salt=request.salt,
            questions=list(request.questions),
            jobs=request.jobs,
            numbers=str(kept_path(self._records)),
        )

    def _known_mistakes(self, setup: Setup) -> list[KnownMistake]:
        """The misconceptions and the tests that each fails; their records are made if there are none yet."""
        assignment = self._request.assignment
        misconceptions = load_misconceptions(assignment.misconceptions)
        if not misconceptions:
            return []
        path = self._records
        if not path.is_file() and can_store(path):
            make_records(assignment, setup, misconceptions, path)
            self._say(f"misconceptions graded first, to recognise them in submissions: {len(misconceptions)}")
        setup.records = str(path)
        return known_mistakes(misconceptions, load_records(path))

    def _moment(self) -> Moment:
        due = self._request.assignment.manifest.due
        return Moment(due_passed=due is not None and datetime.now(UTC) >= due, published=False)

    def _jobs(self, submissions: Iterable[Submission | Unreadable]) -> Iterator[Job]:
        """What cannot be read is finished at once."""
        for number, submission in enumerate(submissions):
            if isinstance(submission, Unreadable):
                self._finish_unreadable(submission)
                continue
            self._read[number] = submission
            chunks = [(chunk.name, chunk.source) for chunk in submission.chunks]
            yield Job(number=number, chunks=chunks, earlier=self._earlier.work_of(submission))

    def _finish(self, submission: Submission, graded: Graded) -> None:
        manifest = self._request.assignment.manifest
        questions = question_results(manifest, graded.results)
        score, max_score = total(questions)
        status = SubmissionStatus.UNGRADED if graded.fault else submission_status(graded.results)
        result = self._blank(submission.name, status)
        if graded.fault:  # what was not run costs nothing
            score = None
            for question in questions.values():
                question.score = None
        result.questions = questions
        result.score, result.max_score = score, max_score
        result.tests = graded.results
        result.mistakes = vote(result.tests, self._known)
        announce(result.tests, result.mistakes, decisions(result.tests, self._cases))
        result.served = graded.served
        result.warnings = [*submission.warnings, *graded.warnings]
        result.output = graded.output
        result.submission_hash = self._earlier.hash_of(submission)
        result.reason = graded.fault or _why_ungraded(result)
        self._write(result, submission.files)

    def _finish_unreadable(self, unreadable: Unreadable) -> None:
        manifest = self._request.assignment.manifest
        result = self._blank(unreadable.name, SubmissionStatus.UNREADABLE)
        result.questions = question_results(manifest, [])
        result.score, result.max_score = 0.0, manifest.max_score
        result.reason = unreadable.reason
        self._write(result, unreadable.files)

    def _blank(self, name: str, status: SubmissionStatus) -> SubmissionResult:
        return SubmissionResult(
            assignment=self._request.assignment.name,
            title=self._request.assignment.manifest.title,
            name=name,
            status=status,
            score=None,
            max_score=0.0,
            isolation=self._request.isolation,
            suite_hash=self._suite_hash,
            versions=self._versions,
        )

    def _write(self, result: SubmissionResult, files: dict[str, bytes]) -> None:
        self._folder.write_submission(result, files)
        scores = {name: QuestionScore(score=q.score, max_score=q.max_score) for name, q in result.questions.items()}
        summary = SubmissionSummary(
            name=result.name, status=result.status, score=result.score, max_score=result.max_score, questions=scores
        )
        self._summaries.append(summary)
        self._on_done(summary)

    def _sum_up(self) -> Summary:
        summary = Summary(
            assignment=self._request.assignment.name,
            isolation=self._request.isolation,
            submissions=sorted(self._summaries, key=lambda s: s.name),
        )
        self._folder.write_class(summary)
        return summary


def _why_ungraded(result: SubmissionResult) -> str:
    unsettled = [t for t in result.tests if not t.status.is_settled]
    if not unsettled:
        return ""
    return (
        f"{len(unsettled)} of {len(result.tests)} tests could not be judged; nobody loses points for that: grade again"
    )
