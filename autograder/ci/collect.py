"""For an instructor's job: fetch the last commit of each student's repository, and post what it scored to that commit.

Nothing of a repository runs here. What is posted is what ``redact`` allows; in a public repository not even that.
"""

import csv
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.ci.files import write, write_bytes
from autograder.ci.forges import COMMENT_BYTES, Forge, ForgeError, checked_repository
from autograder.errors import InputError
from autograder.intake.names import submission_names
from autograder.intake.own import earlier_files
from autograder.manifest import Assignment
from autograder.model import SubmissionStatus
from autograder.reports.markdown import feedback_markdown
from autograder.reports.words import points_text
from autograder.results import Feedback, from_json

COMMITS_NAME = ".commits.json"  # beside the hand-ins; hidden, so that it is not taken for one
COLUMN = "repository"
Say = Callable[[str], None]


@dataclass(frozen=True)
class Commit:
    """Where a hand-in came from."""

    repository: str
    commit: str


def read_roster(path: Path) -> list[str]:
    """The repositories of a roster: its column "repository", empty fields passed over.

    Raises
    ------
    InputError
        If it cannot be read, or a name in it is none.
    """
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path} cannot be read ({error}): name the roster with --roster FILE") from None
    if not rows or COLUMN not in rows[0]:
        raise InputError(f"{path} has no column {COLUMN!r}: write OWNER/NAME of each student's repository there")
    found = [(row[COLUMN] or "").strip() for row in rows]
    return [checked_repository(name) for name in dict.fromkeys(found) if name]


def context_of(assignment: str) -> str:
    """What the status of a commit is called."""
    return f"autograder/{assignment}"


def collect(
    forge: Forge, repositories: list[str], assignment: Assignment, output: Path, *, again: bool, say: Say
) -> int:
    """Fetch what has no result yet; how many there were. The folder is made if there are any.

    Raises
    ------
    InputError
        If the folder is there already.
    """
    if output.exists():
        raise InputError(f"{output} exists already: name a new folder for the hand-ins")
    names = submission_names([(re.sub("[/.]", "_", repository), True) for repository in repositories])
    commits = {}
    with tempfile.TemporaryDirectory(prefix="autograder-") as folder:
        for name, repository in zip(names, repositories, strict=True):
            clone = Path(folder, name)
            try:
                commit = forge.clone(repository, clone)
                if not again and forge.has_result(repository, commit, context_of(assignment.name)):
                    continue
            except ForgeError as error:
                say(f"{repository} is passed over: {error}")
                continue
            shutil.rmtree(clone / ".git")
            output.mkdir(parents=True, exist_ok=True)
            folder_in = _folder_in(clone, assignment.name)
            earlier = earlier_files(folder_in, assignment) if folder_in != clone else {}
            shutil.move(folder_in, output / name)
            for path, content in earlier.items():
                write_bytes(output / name / path, content)
            commits[name] = {"repository": repository, "commit": commit}
    if commits:
        write(output / COMMITS_NAME, json.dumps(commits, indent=2) + "\n")
    return len(commits)


def post(forge: Forge, hand_ins: Path, reports: Path, *, shows_score: bool, say: Say) -> tuple[int, int]:
    """Post the results of a class to the commits that they are of; how many could be posted, and of how many."""
    posted = 0
    commits = list(_commits(hand_ins))
    for name, source in commits:
        path = reports / name / "feedback" / "feedback.json"
        if not path.is_file():
            say(f"{source.repository} has no result in {reports}: grade it again")
            continue
        try:
            _post_one(forge, source, from_json(path.read_bytes(), Feedback), shows_score)
            posted += 1
        except ForgeError as error:
            say(f"{source.repository} got no result: {error}")
    return posted, len(commits)


def _post_one(forge: Forge, source: Commit, feedback: Feedback, shows_score: bool) -> None:
    """The report as a comment, then the status, which says that this commit is done."""
    context = context_of(feedback.assignment)
    if feedback.status is SubmissionStatus.UNGRADED:
        text = "not graded yet, our fault: no points are lost, and it runs again"
        forge.post_status(source.repository, source.commit, context, "pending", text)
        return
    if not shows_score and not forge.is_private(source.repository):
        text = "graded; this repository is public, so that the result is not shown here"
        forge.post_status(source.repository, source.commit, context, "success", text)
        return
    forge.post_comment(source.repository, source.commit, feedback_markdown(feedback, most_bytes=COMMENT_BYTES))
    is_read = feedback.status is SubmissionStatus.GRADED
    text = f"{points_text(feedback.score, feedback.max_score)} points" if is_read else "unreadable: see the comment"
    forge.post_status(source.repository, source.commit, context, "success" if is_read else "failure", text)


def _commits(hand_ins: Path) -> Iterator[tuple[str, Commit]]:
    path = hand_ins / COMMITS_NAME
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise InputError(f"{path} cannot be read: name the folder that autograder ci collect made") from None
    for name, entry in found.items():
        yield name, Commit(entry["repository"], entry["commit"])


def _folder_in(clone: Path, assignment: str) -> Path:
    """What is graded of a repository: the assignment's folder if it has one, else all of it."""
    for folder in (clone / assignment, clone / "assignments" / assignment):
        if folder.is_dir():
            return folder
    return clone
