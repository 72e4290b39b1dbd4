"""Run the public checks on a student's work, on the student's own machine.

There is no reference, no salt and no score here; nothing is hidden.
"""

import sys
from pathlib import Path

from autograder.diagnosis.vote import announce, vote
from autograder.errors import GraderFault, InputError
from autograder.grading.protocol import Job, Setup
from autograder.grading.runner import SuiteRunner
from autograder.intake.chunks import read_code
from autograder.intake.files import Submission, Unreadable, read_submission
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
        If the work cannot be read, or there are no checks.
    GraderFault
        If the checks could not be run.
    """
    if not assignment.checks.is_dir():
        raise InputError(f"{assignment.checks} is missing: fetch the folder of the assignment again")
    file = _file_to_check(path, assignment)
    work = read_submission(file, file.stem, assignment)
    if isinstance(work, Unreadable):
        raise InputError(work.reason)
    setup = Setup(
        public=str(assignment.public), private=None, isolation=isolation, salt=b"", questions=list(questions),
        portable=sys.platform != "linux",
    )  # fmt: skip
    chunks = [(chunk.name, chunk.source) for chunk in work.chunks]
    with SuiteRunner(setup) as runner:
        graded = next(runner.grade([Job(number=0, chunks=chunks)]))
    if graded.fault:
        raise GraderFault(graded.fault)
    mistakes = vote(graded.results, [])
    announce(graded.results, mistakes, {})
    asked = {t.question: assignment.manifest.questions[t.question].title for t in graded.results}
    return SubmissionResult(
        assignment=assignment.name,
        title=f"{assignment.manifest.title}: {file.name}",
        name=file.stem,
        status=SubmissionStatus.GRADED,
        score=0.0,
        max_score=0.0,
        isolation=isolation,
        questions={name: QuestionResult(title=title, score=0.0, max_score=0.0) for name, title in asked.items()},
        tests=graded.results,
        mistakes=mistakes,
        warnings=[*_notes(file, work), *graded.warnings],
        output=graded.output,
        submission_hash=work.content_hash,
    )


def _file_to_check(path: Path, assignment: Assignment) -> Path:
    """The file itself, or in a folder the script or the notebook: the one that was written last, if they differ."""
    if not path.is_dir():
        return path
    forms = [f for suffix in (".py", ".ipynb") if (f := path / f"{assignment.module}{suffix}").is_file()]
    if not forms:
        raise InputError(f"{path} has no {assignment.module}.py and no {assignment.module}.ipynb: name your file")
    codes = [read_code(f.name, f.read_bytes(), assignment.module).lines() for f in forms]
    return forms[0] if codes[0] == codes[-1] else max(forms, key=lambda f: f.stat().st_mtime)


def _notes(file: Path, work: Submission) -> list[str]:
    other = file.with_suffix(".ipynb" if file.suffix == ".py" else ".py")
    both = [f"{file.name} is checked, because it is newer than {other.name}"] if other.is_file() else []
    return [*both, *work.warnings]
