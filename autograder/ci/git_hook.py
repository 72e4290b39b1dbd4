"""Put the hooks into a bare repository, and keep what they are told beside them.

A hook that somebody else wrote is never overwritten, and nothing is installed where it could not work.
"""

import os
import shlex
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from autograder.errors import InputError
from autograder.intake.git import Repository
from autograder.model import Isolation
from autograder.results import Record, from_json, to_json

SETTINGS_SCHEMA = "autograder/git-hook/1"
FOLDER = "autograder"  # in the repository: settings, record, reports; git serves nothing of it
HOOKS = ("pre-receive", "post-receive")
WRITTEN_BY_US = "# Written by autograder git-hook install."
SCRIPT = """#!/bin/sh
{written_by_us} What it does is set in {folder}/settings.json.
exec {python} -P -m autograder.cli.main git-hook run {hook}
"""


class Settings(Record, kw_only=True):
    """What the hooks of one repository are told: ``REPO.git/autograder/settings.json``."""

    schema: str = SETTINGS_SCHEMA
    assignment: str  # the folder that students get
    course: str
    solutions: str
    branch: str  # the one that is graded
    require: float | None = None  # percent of the score, below which a push is refused
    attempts_per_day: int | None = None
    isolation: Isolation | None = None  # None: sandbox, or nothing is graded
    time_zone: str = "UTC"  # whose midnight begins a day

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the course."""
        return ZoneInfo(self.time_zone)


def find_repository(path: Path) -> Repository:
    """A bare repository on this machine.

    Raises
    ------
    InputError
        If it is none, or belongs to somebody else.
    """
    repository = Repository(path.resolve())
    try:
        owner = path.stat().st_uid
    except OSError as error:
        raise InputError(f"{path} cannot be opened ({error.strerror}): make it with git init --bare {path}") from None
    if owner != os.geteuid():  # git refuses to read it, and what we write could not be written by a push
        raise InputError(f"{path} belongs to another user: run this as that user, the one that pushes arrive as")
    if not (path / "HEAD").is_file() or not repository.agrees("rev-parse", "--git-dir"):
        raise InputError(f"{path} is no bare repository: make one with git init --bare {path}")
    return repository


def head_branch(repository: Repository) -> str:
    """The branch that a clone checks out."""
    return repository.read("symbolic-ref", "--short", "HEAD").decode().strip()


def check_hooks(repository: Repository) -> None:
    """Refuse where the hooks would not run or are another's.

    Raises
    ------
    InputError
        With what to do about it.
    """
    folder = Path(os.fsdecode(repository.read("rev-parse", "--git-path", "hooks").rstrip(b"\n")))
    if (repository.path / folder).resolve() != (repository.path / "hooks").resolve():
        raise InputError(f"git looks for the hooks of {repository.path} in {folder}: unset core.hooksPath")
    for hook in HOOKS:
        path = repository.path / "hooks" / hook
        if path.exists() and WRITTEN_BY_US not in path.read_text(encoding="utf-8", errors="replace"):
            raise InputError(f"{path} was not written by autograder: move it away first")


def install(repository: Repository, settings: Settings) -> None:
    """Write the hooks and their settings; a second time renews both and keeps the record."""
    check_hooks(repository)
    folder = repository.path / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)  # it holds results that only staff may read
    _write(folder / "settings.json", to_json(settings), 0o600)
    (repository.path / "hooks").mkdir(exist_ok=True)
    for hook in HOOKS:
        python = shlex.quote(sys.executable)
        script = SCRIPT.format(written_by_us=WRITTEN_BY_US, folder=FOLDER, python=python, hook=hook)
        _write(repository.path / "hooks" / hook, script, 0o755)


def _write(path: Path, text: str, mode: int) -> None:
    """Replace a file at once: a push may come in between."""
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8")
    part.chmod(mode)
    os.replace(part, path)


def load_settings(repository: Path) -> Settings:
    """Read the settings of a repository.

    Raises
    ------
    InputError
        If the hooks are not installed, or the settings are damaged.
    """
    path = repository / FOLDER / "settings.json"
    try:
        return from_json(path.read_bytes(), Settings)
    except OSError:
        raise InputError(f"{path} is missing: run autograder git-hook install {repository}") from None
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
