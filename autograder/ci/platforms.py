"""Say which platform runs this job, from its variables and folders, and what it tells of the push.

Reads variables and one event file; runs nothing. What it cannot read, it takes for the more careful case: a repository
of which nothing says that it is private is public.
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from autograder.errors import InputError

FORCED = "AUTOGRADER_PLATFORM"  # names the platform where it cannot be told, as on Autolab, which sets no variable
GRADESCOPE_FOLDER = "AUTOGRADER_GRADESCOPE"  # for trying an archive out elsewhere than in Gradescope's container
_COMMIT = re.compile(r"(?!0+$)([0-9a-f]{40}|[0-9a-f]{64})")  # zeros stand for "there was none"


class Kind(StrEnum):
    """The platforms that this can speak to."""

    GITHUB = "github"
    GITLAB = "gitlab"
    GRADESCOPE = "gradescope"
    AUTOLAB = "autolab"
    CLASSROOM50 = "classroom50"
    SHELL = "shell"


@dataclass(frozen=True)
class Platform:
    """One platform, and what it says of this push.

    ``before`` and ``after`` are the commits that a push leads from and to, empty where nothing says so. ``work`` is
    where the student's work lies.
    """

    kind: Kind
    work: Path
    before: str = ""
    after: str = ""
    is_public: bool = False

    @property
    def takes_zero_alone(self) -> bool:
        """Whether any exit code but 0 tells the platform that the autograder is broken, not the student's code."""
        return self.kind in (Kind.GRADESCOPE, Kind.AUTOLAB, Kind.CLASSROOM50)


def detect(environ: Mapping[str, str], here: Path) -> Platform:
    """Tell the platform.

    Raises
    ------
    InputError
        If it is named and no such platform is known.
    """
    kind = _kind(environ)
    if kind is Kind.GITHUB:
        return _github(environ, here)
    if kind is Kind.GITLAB:
        return _gitlab(environ, here)
    if kind is Kind.GRADESCOPE:
        return Platform(kind, gradescope_folder(environ) / "submission")
    return Platform(kind, here)


def gradescope_folder(environ: Mapping[str, str]) -> Path:
    """Where Gradescope puts everything."""
    return Path(environ.get(GRADESCOPE_FOLDER, "/autograder"))


def _kind(environ: Mapping[str, str]) -> Kind:
    if named := environ.get(FORCED):
        try:
            return Kind(named)
        except ValueError:
            raise InputError(f"{FORCED} is {named!r}: expected one of {', '.join(Kind)}") from None
    if environ.get("CLASSROOM50_BUNDLE_DIR"):  # runs on GitHub, so it is asked first
        return Kind.CLASSROOM50
    if environ.get("GITHUB_ACTIONS") == "true":
        return Kind.GITHUB
    if environ.get("GITLAB_CI") == "true":
        return Kind.GITLAB
    if (gradescope_folder(environ) / "submission_metadata.json").is_file():
        return Kind.GRADESCOPE
    return Kind.SHELL


def _github(environ: Mapping[str, str], here: Path) -> Platform:
    event = _event(environ)
    request = event.get("pull_request")
    if isinstance(request, dict):
        before, after = request.get("base", {}).get("sha"), request.get("head", {}).get("sha")
    else:
        before, after = event.get("before"), event.get("after") or environ.get("GITHUB_SHA")
    is_public = event.get("repository", {}).get("private") is not True
    work = Path(environ.get("GITHUB_WORKSPACE") or here)
    return Platform(Kind.GITHUB, work, _commit(before), _commit(after), is_public)


def _gitlab(environ: Mapping[str, str], here: Path) -> Platform:
    before = environ.get("CI_MERGE_REQUEST_DIFF_BASE_SHA") or environ.get("CI_COMMIT_BEFORE_SHA")
    return Platform(
        Kind.GITLAB,
        Path(environ.get("CI_PROJECT_DIR") or here),
        _commit(before),
        _commit(environ.get("CI_COMMIT_SHA")),
        is_public=environ.get("CI_PROJECT_VISIBILITY") != "private",
    )


def _event(environ: Mapping[str, str]) -> dict[str, Any]:
    """What GitHub says of the event, as far as it can be read: objects where objects are looked for."""
    try:
        event = json.loads(Path(environ.get("GITHUB_EVENT_PATH") or os.devnull).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(event, dict):
        return {}
    return {key: value for key, value in event.items() if key != "repository" or isinstance(value, dict)}


def _commit(found: object) -> str:
    """A commit's name, or nothing: what goes to git as an argument must not be anything else."""
    return found if isinstance(found, str) and _COMMIT.fullmatch(found) else ""
