"""Find what each student wrote for the prerequisites of an assignment, and what of it is right.

A student's own module comes from the same submission, else from what was graded before under the same name. Whether it
is right is looked up there, or found out by running the hidden suite of that assignment on it.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from autograder.batch.output import RESULT_NAME, SOURCE_NAME
from autograder.errors import InputError, StudentError
from autograder.grading.kept_numbers import kept_path
from autograder.grading.protocol import EarlierWork, Job, Setup
from autograder.grading.record_files import records_path
from autograder.grading.runner import SuiteRunner
from autograder.grading.suite_hash import suite_hash
from autograder.intake.choose import choose
from autograder.intake.chunks import Chunk
from autograder.intake.files import Submission, content_hash
from autograder.intake.folder import read_folder
from autograder.intake.names import is_named
from autograder.manifest import Assignment
from autograder.model import Isolation, Status
from autograder.results import Served, SubmissionResult, from_json


@dataclass(slots=True)
class _Module:
    """One prerequisite: its assignment, where its graded submissions are, and which questions which code passes."""

    name: str
    assignment: Assignment
    graded: Path | None
    suite_hash: str
    passed: dict[str, frozenset[str]] = field(default_factory=dict)  # questions, by the hash of the code


class EarlierWorks:
    """The earlier work of a class of submissions."""

    def __init__(
        self, assignment: Assignment, graded: Mapping[str, Path], salt: bytes, isolation: Isolation, jobs: int
    ) -> None:
        """Look up the prerequisites; ``graded`` says for a module where its assignment's graded submissions are.

        Raises
        ------
        InputError
            If a prerequisite is not there, or ``graded`` names something else.
        """
        self._salt = salt
        self._isolation = isolation
        self._jobs = jobs
        specs = self._specs = assignment.manifest.prerequisites
        for name, folder in graded.items():
            if name not in specs:
                known = ", ".join(specs) or "none"
                raise InputError(f"{assignment.name} has no prerequisite {name!r}; it has: {known}")
            if not folder.is_dir():
                raise InputError(f"{folder} is not a folder: name the output of grade {specs[name].assignment}")
        self._modules = [
            _Module(name, earlier, graded.get(name), suite_hash(earlier, salt))
            for name in specs
            for earlier in [assignment.prerequisite(name)]
        ]

    def prepare(self, submissions: Iterable[Submission]) -> None:
        """Find out for all of them what is right; ``work_of`` then only looks it up."""
        waiting: dict[str, dict[str, list[Chunk]]] = {module.name: {} for module in self._modules}
        for submission in submissions if self._modules else ():
            for module in self._modules:
                chunks = self._chunks(module, submission)
                key = content_hash(chunks)
                if chunks and key not in module.passed and not self._is_known(module, submission.name, key):
                    waiting[module.name][key] = chunks
        for module in self._modules:
            self._grade(module, waiting[module.name])

    def work_of(self, submission: Submission) -> list[EarlierWork]:
        """What a submission builds on, and which functions are served because a question is not passed."""
        return [self._work(module, self._chunks(module, submission)) for module in self._modules]

    def hash_of(self, submission: Submission) -> str:
        """The hash of a submission's code with that of the earlier work it builds on."""
        chunks = [chunk for module in self._modules for chunk in self._chunks(module, submission)]
        return content_hash([*submission.chunks, *chunks]) if chunks else submission.content_hash

    def _work(self, module: _Module, chunks: list[Chunk]) -> EarlierWork:
        passed = module.passed.get(content_hash(chunks), frozenset())
        served = [
            Served(
                module=module.name,
                assignment=module.assignment.name,
                functions=group.functions,
                why="not_passed" if chunks else "missing",
            )
            for group in self._specs[module.name].served
            if not passed.issuperset(group.questions)
        ]
        return EarlierWork(module=module.name, chunks=[(c.name, c.source) for c in chunks], served=served)

    def _chunks(self, module: _Module, submission: Submission) -> list[Chunk]:
        """The student's own module, or nothing if there is none that can be read."""
        if handed_in := {path: c for path, c in submission.files.items() if is_named(path, module.name)}:
            with suppress(StudentError):
                return choose(handed_in, module.assignment).chunks
        graded = module.graded / submission.name / SOURCE_NAME if module.graded else None
        if graded is not None and graded.is_dir():
            with suppress(StudentError):  # what an archive may hold, a folder may not: a folder called work.py, say
                return choose(read_folder(graded), module.assignment).chunks
        return []

    def _is_known(self, module: _Module, name: str, key: str) -> bool:
        """Whether the graded submission of that name is the same code under the same suite; notes what it passed."""
        path = module.graded / name / RESULT_NAME if module.graded else None
        if path is None or not path.is_file():
            return False
        try:
            result = from_json(path.read_bytes(), SubmissionResult)
        except InputError as error:
            raise InputError(f"{path}: {error}; grade {module.assignment.name} again") from None
        if (result.submission_hash, result.suite_hash) != (key, module.suite_hash):
            return False
        module.passed[key] = frozenset(
            n for n, q in result.questions.items() if q.score is not None and q.score >= q.max_score
        )
        return True

    def _grade(self, module: _Module, waiting: Mapping[str, list[Chunk]]) -> None:
        """Run the hidden suite of the earlier assignment, as far as its functions are needed here."""
        if not waiting:
            return
        questions = {question for group in self._specs[module.name].served for question in group.questions}
        setup = Setup(
            public=str(module.assignment.public), private=str(module.assignment.private), isolation=self._isolation,
            salt=self._salt, questions=sorted(questions), jobs=self._jobs,
            numbers=str(kept_path(records_path(module.assignment, module.suite_hash))),
        )  # fmt: skip
        keys = list(waiting)
        jobs = (Job(number=i, chunks=[(c.name, c.source) for c in waiting[key]]) for i, key in enumerate(keys))
        with SuiteRunner(setup) as runner:
            for graded in runner.grade(jobs):
                failed = {t.question for t in graded.results if t.status is not Status.PASSED}
                seen = {t.question for t in graded.results}
                module.passed[keys[graded.number]] = frozenset(() if graded.fault else seen - failed)
