"""Run the public checks on a student's work, on the student's own machine.

There is no reference, no salt and no score here; nothing is hidden, and nothing is served: what an assignment builds on
is the student's own.
"""

import sys
from pathlib import Path

from autograder.diagnosis.vote import announce, vote
from autograder.errors import GraderFault, InputError
from autograder.grading.protocol import EarlierWork, Job, Setup
from autograder.grading.runner import SuiteRunner
from autograder.intake.chunks import Chunk
from autograder.intake.files import Unreadable, content_hash, read_submission
from autograder.intake.own import earlier_modules, file_with_work
from autograder.manifest import Assignment
from autograder.model import Isolation, Status, SubmissionStatus
from autograder.results import QuestionResult, SubmissionResult


def check_work(
    assignment: Assignment, path: Path, questions: tuple[str, ...], isolation: Isolation
) -> SubmissionResult:
    """Run the public checks.

    Parameters
    ----------
    path : Path
        The student's file, or a folder with it.
    questions : names, empty for all

    Raises
    ------
    InputError
        If the work cannot be read, or for the reasons of ``check_chunks``.
    """
    file, notes = file_with_work(path, assignment) if path.is_dir() else (path, [])
    work = read_submission(file, file.stem, assignment)
    if isinstance(work, Unreadable):
        raise InputError(work.reason)
    result = check_chunks(assignment, work.chunks, file.name, questions, isolation)
    result.warnings = [*notes, *work.warnings, *result.warnings]
    return result


def check_chunks(
    assignment: Assignment, chunks: list[Chunk], name: str, questions: tuple[str, ...], isolation: Isolation
) -> SubmissionResult:
    """Run the public checks on code that was read; ``name`` is what the result calls it.

    Raises
    ------
    InputError
        If there are no checks.
    GraderFault
        If the checks could not be run.
    """
    if not assignment.checks.is_dir():
        raise InputError(f"{assignment.checks} is missing: fetch the folder of the assignment again")
    setup = Setup(
        public=str(assignment.public), private=None, isolation=isolation, salt=b"", questions=list(questions),
        portable=sys.platform != "linux",
    )  # fmt: skip
    earlier, notes = _earlier(assignment, isolation)
    job = Job(number=0, chunks=[(chunk.name, chunk.source) for chunk in chunks], earlier=earlier)
    with SuiteRunner(setup) as runner:
        graded = next(runner.grade([job]))
    if graded.fault:
        raise GraderFault(graded.fault)
    mistakes = vote(graded.results, [])
    announce(graded.results, mistakes, {})
    titles = {t.question: assignment.manifest.questions[t.question].title for t in graded.results}
    return SubmissionResult(
        assignment=assignment.name,
        title=f"{assignment.manifest.title}: {name}",
        name=name,
        status=SubmissionStatus.GRADED,
        score=0.0,
        max_score=0.0,
        isolation=isolation,
        questions={q: QuestionResult(title=title, score=0.0, max_score=0.0) for q, title in titles.items()},
        tests=graded.results,
        mistakes=mistakes,
        reason=" ".join(notes),
        warnings=graded.warnings,
        output=graded.output,
        submission_hash=content_hash(chunks),
    )


def _earlier(assignment: Assignment, isolation: Isolation) -> tuple[list[EarlierWork], list[str]]:
    """The student's modules that this assignment builds on, and what to mend in them before all else."""
    works, notes = [], []
    for own in earlier_modules(assignment):
        if own.code is None:
            notes.append(own.note)
            continue
        works.append(EarlierWork(module=own.module, chunks=[(chunk.name, chunk.source) for chunk in own.code.chunks]))
        if own.assignment is not None and own.assignment.checks.is_dir():
            groups = assignment.manifest.prerequisites[own.module].served
            questions = tuple(question for group in groups for question in group.questions)
            found = check_chunks(own.assignment, own.code.chunks, own.code.path, questions, isolation)
            open_questions = dict.fromkeys(t.question for t in found.tests if t.status is not Status.PASSED)
            if open_questions:
                listed = ", ".join(open_questions)
                notes.append(f"Mend this first in {own.assignment.name}: {listed}. Its own checks do not pass yet.")
    return works, notes
