"""The magic ``%check``: the public checks of an assignment on the cells that a notebook has executed.

They run in a process of their own, as ``autograder check`` runs them: nothing of the tests enters the kernel.
"""

import io
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from autograder.cli.course import find_own_assignment, known_questions
from autograder.cli.earlier import make_importable
from autograder.cli.executed import executed_chunks
from autograder.cli.isolation import strongest
from autograder.errors import AutograderError, InputError, StudentError
from autograder.grading.check import check_chunks
from autograder.intake.chunks import Chunk, check_size
from autograder.model import Status
from autograder.reports.html import check_html
from autograder.reports.terminal import show_check
from autograder.results import SubmissionResult

if TYPE_CHECKING:
    from IPython.core.interactiveshell import ExecutionResult, InteractiveShell

TEXT_WIDTH = 100
MISSING = re.compile(r"^(\S+) is missing from the submission$")


class CheckReport:
    """What a notebook shows of a check: HTML where it can, else the text that a terminal shows."""

    def __init__(self, result: SubmissionResult) -> None:
        self._result = result

    def __repr__(self) -> str:
        text = io.StringIO()
        show_check(self._result, Console(file=text, width=TEXT_WIDTH, force_jupyter=False, force_terminal=False))
        return text.getvalue().rstrip("\n")

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))

    def _repr_html_(self) -> str:
        return check_html(self._result)


def register(shell: "InteractiveShell") -> None:
    """Add ``%check`` to a shell of IPython, and let it import the student's modules of earlier assignments."""
    session = Session(shell)
    make_importable()

    def check(line: str) -> None:
        """Run the public checks on the cells that were executed: %check, or %check QUESTION QUESTION."""
        from IPython.display import display

        try:
            report = CheckReport(session.check(tuple(line.replace(",", " ").split())))
        except AutograderError as error:
            print(f"autograder: {error}", file=sys.stderr)
        else:
            display(report)  # type: ignore[no-untyped-call]  # IPython's own

    shell.register_magic_function(check, "line", "check")  # type: ignore[arg-type]  # its decorator loses self


class Session:
    """What a shell has executed since it started."""

    def __init__(self, shell: "InteractiveShell") -> None:
        self._shell = shell
        self._interrupted: set[int] = set()
        shell.events.register("post_run_cell", self._note_interruption)

    def _note_interruption(self, result: "ExecutionResult") -> None:
        if isinstance(result.error_in_exec, KeyboardInterrupt) and result.execution_count is not None:
            self._interrupted.add(result.execution_count)

    def check(self, questions: tuple[str, ...]) -> SubmissionResult:
        """Run the public checks on it.

        Raises
        ------
        InputError
            If the shell stands in no assignment, a question is unknown, or there is too much code.
        """
        assignment = find_own_assignment(Path.cwd())
        known_questions(assignment, questions)
        result = check_chunks(assignment, self._chunks(), "this notebook", questions, strongest())
        missing = [test for test in result.tests if test.status is Status.MISSING]
        for test in missing:
            test.message = MISSING.sub(r"\1 is missing: run its cell, then this one", test.message)
        if not missing:  # what failed while loading failed before the student's eyes, and may be mended since
            result.warnings = []
        return result

    def _chunks(self) -> list[Chunk]:
        sources: list[str] = self._shell.history_manager.input_hist_raw  # type: ignore[union-attr]
        chunks = executed_chunks(list(enumerate(sources))[1:], self._interrupted)  # IPython counts from 1
        try:
            check_size(chunks, "this session")
        except StudentError as error:
            raise InputError(f"{error}: restart the kernel and run the cells you need") from None
        return chunks
