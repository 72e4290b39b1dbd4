"""The folder of results: what students may read apart from what staff may, each submission replaced at once.

OUTPUT/<submission>/feedback/   all that may ever be shown to the student
OUTPUT/<submission>/            everything, for staff
OUTPUT/                         the class, for staff
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from autograder.errors import InputError
from autograder.intake.names import safe_name
from autograder.reports.html import class_html, feedback_html, staff_html
from autograder.reports.markdown import feedback_markdown
from autograder.reports.tables import scores_csv
from autograder.results import SubmissionResult, Summary, from_json, to_json
from autograder.scoring.visibility import Moment, redact

RESULT_NAME = "result.json"
SOURCE_NAME = "source"


class OutputFolder:
    """Where the results of one run go."""

    def __init__(self, path: Path, moment: Moment) -> None:
        self.path = path
        self._moment = moment
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"{path}: cannot be made a folder ({error.strerror}); choose another --output") from None

    def write_submission(self, result: SubmissionResult, files: dict[str, bytes]) -> None:
        """Write one submission's folder beside the old one, then put it in its place."""
        fresh = Path(tempfile.mkdtemp(dir=self.path, prefix=".new-"))
        feedback = redact(result, self._moment)
        (fresh / "feedback").mkdir()
        pages = {
            "feedback/report.html": feedback_html(feedback),
            "feedback/report.md": feedback_markdown(feedback),
            "feedback/feedback.json": to_json(feedback),
            RESULT_NAME: to_json(result),
            "staff.html": staff_html(result),
        }
        for name, text in pages.items():
            (fresh / name).write_bytes(text.encode())
        for path, content in files.items():
            _write_source(fresh / SOURCE_NAME, path, content)
        fresh.chmod(0o755)
        _replace(self.path / result.name, fresh)

    def write_class(self, summary: Summary) -> None:
        """Write the pages of the class from the results on disk."""
        links = {s.name: f"{s.name}/staff.html" for s in summary.submissions}
        _write(self.path / "index.html", class_html(summary, self._results(summary), links))
        _write(self.path / "summary.json", to_json(summary))
        _write(self.path / "scores.csv", scores_csv(summary))

    def _results(self, summary: Summary) -> Iterator[SubmissionResult]:
        for submission in summary.submissions:
            yield from_json((self.path / submission.name / RESULT_NAME).read_bytes(), SubmissionResult)


def _replace(target: Path, fresh: Path) -> None:
    """Put a finished folder in the place of an old one; a reader finds the one or the other, never a half."""
    if target.exists():
        old = Path(tempfile.mkdtemp(dir=target.parent, prefix=".old-"))
        os.replace(target, old / "folder")
        os.replace(fresh, target)
        shutil.rmtree(old)
    else:
        os.replace(fresh, target)


def _write(path: Path, text: str) -> None:
    """Write through a temporary file, so that an old page stays until the new one is whole."""
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, path)


def _write_source(folder: Path, path: str, content: bytes) -> None:
    """Keep a file as it was handed in, under a name that every file system takes."""
    target = folder
    for part in path.split("/"):
        target /= safe_name(part)
        while target.is_file():  # another's name became the same
            target = target.with_name(f"{target.name}-2")
    while target.exists():
        target = target.with_name(f"{target.name}-2")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
