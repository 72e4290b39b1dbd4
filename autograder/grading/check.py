"""Run the public checks on a student's work, on the student's own machine.

There is no reference, no salt and no score here; nothing is hidden.
"""

import sys
from pathlib import Path

from autograder.diagnosis.vote import announce, vote
from autograder.errors import GraderFault, InputError
from autograder.grading.protocol import Job, Setup
from autograder.grading.runner import SuiteRunner
from autograder.intake.chunks import Chunk, read_code
from autograder.intake.files import Unreadable, content_hash, read_submission
from autograder.manifest import Assignment
from autograder.model import Isolation, SubmissionStatus
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
    file, notes = _file_to_check(path, assignment)
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
    job = Job(number=0, chunks=[(chunk.name, chunk.source) for chunk in chunks])
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
        warnings=graded.warnings,
        output=graded.output,
        submission_hash=content_hash(chunks),
    )


def _file_to_check(path: Path, assignment: Assignment) -> tuple[Path, list[str]]:
    """The file itself, or in a folder the form with work in it, of two the newer; with what to say of the choice."""
    if not path.is_dir():
        return path, []
    forms = [f for suffix in (".py", ".ipynb") if (f := path / f"{assignment.module}{suffix}").is_file()]
    if not forms:
        raise InputError(f"{path} has no {assignment.module}.py and no {assignment.module}.ipynb: name your file")
    digests = {f: read_code(f.name, f.read_bytes(), assignment.module).digest for f in forms}
    written = [f for f in forms if digests[f] != assignment.manifest.stub] or forms
    if len({digests[f] for f in written}) == 1:
        return written[0], []
    newest, oldest = sorted(written, key=lambda f: f.stat().st_mtime, reverse=True)
    return newest, [f"{newest.name} is checked, because it is newer than {oldest.name}"]
