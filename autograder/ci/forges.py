"""Talk to GitHub and GitLab from an instructor's job: fetch a repository, ask for a status, post a result.

A token goes into headers alone, and into git by its environment: never into an address, an argument or a file.
"""

import base64
import json
import os
import re
import subprocess
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.ci.platforms import Kind
from autograder.errors import GraderFault, InputError, StudentError
from autograder.intake.git import Repository, written_size

TOKEN = "AUTOGRADER_TOKEN"
MOST_WRITTEN = 1 << 30  # bytes of one repository's files
COMMENT_BYTES = 60_000  # GitHub takes 65,536 characters
_REPOSITORY = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)+")
_PATIENCE_S = 300


class ForgeError(Exception):
    """One repository could not be reached, or refused: said and passed over, so that the others are graded."""


@dataclass(frozen=True)
class Forge:
    """One server: where repositories are, where its interface is, and the token for both."""

    kind: Kind
    server: str
    interface: str
    token: str

    @classmethod
    def of(cls, kind: Kind, environ: Mapping[str, str]) -> "Forge":
        """The server that this job belongs to.

        Raises
        ------
        InputError
            If the job runs on neither, or there is no token.
        """
        if not (token := environ.get(TOKEN)):
            raise InputError(f"{TOKEN} is not set: give this step a token for the students' repositories")
        if kind is Kind.GITHUB:
            server = environ.get("GITHUB_SERVER_URL", "https://github.com")
            return cls(kind, server, environ.get("GITHUB_API_URL", "https://api.github.com"), token)
        if kind is Kind.GITLAB:
            server = environ.get("CI_SERVER_URL", "https://gitlab.com")
            return cls(kind, server, environ.get("CI_API_V4_URL", f"{server}/api/v4"), token)
        raise InputError("this is no job of GitHub or GitLab: run it there, in a repository that students cannot read")

    def clone(self, repository: str, folder: Path) -> str:
        """Fetch the last commit of a repository into a new folder and return the commit's name.

        No link is made, no hook or filter of the repository's runs, no submodule is fetched. Files are written only if
        they are not too many: a few kilobytes of trees that name each other can mean more than any disk holds.
        """
        user = "x-access-token" if self.kind is Kind.GITHUB else "oauth2"
        basic = base64.b64encode(f"{user}:{self.token}".encode()).decode()
        environ = {
            **{name: value for name, value in os.environ.items() if name != TOKEN},
            "GIT_TERMINAL_PROMPT": "0", "GIT_LFS_SKIP_SMUDGE": "1", "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"http.{self.server}/.extraHeader",
            "GIT_CONFIG_VALUE_0": f"Authorization: Basic {basic}",
        }  # fmt: skip
        options = ("-c", "core.symlinks=false", "-c", "core.hooksPath=/dev/null")
        address = f"{self.server}/{checked_repository(repository)}.git"
        fetching = ["clone", "--quiet", "--depth", "1", "--no-tags", "--no-checkout", "--", address, str(folder)]
        _git(["git", *options, *fetching], environ)
        commit = _git(["git", "-C", str(folder), "rev-parse", "--verify", "HEAD"], environ).strip()
        try:
            size = written_size(Repository(folder / ".git"), commit)
        except (GraderFault, StudentError) as error:
            raise ForgeError(str(error)) from None
        if size > MOST_WRITTEN:
            raise ForgeError(f"its files would take more than {MOST_WRITTEN >> 20} MiB: take out what is not needed")
        _git(["git", *options, "-C", str(folder), "checkout", "--quiet", "--detach", commit], environ)
        return commit

    def is_private(self, repository: str) -> bool:
        """Whether nobody but its members can read a repository."""
        found = self._ask(self._of(repository))
        return found.get("private") is True if self.kind is Kind.GITHUB else found.get("visibility") == "private"

    def has_result(self, repository: str, commit: str, context: str) -> bool:
        """Whether a result was posted to a commit."""
        if self.kind is Kind.GITHUB:
            found = self._ask(f"{self._of(repository)}/commits/{commit}/status")["statuses"]
            return any(s["context"] == context and s["state"] in ("success", "failure") for s in found)
        query = urllib.parse.urlencode({"name": context})
        found = self._ask(f"{self._of(repository)}/repository/commits/{commit}/statuses?{query}")
        return any(s["name"] == context and s["status"] in ("success", "failed") for s in found)

    def post_status(self, repository: str, commit: str, context: str, state: str, text: str) -> None:
        """Mark a commit; ``state`` is "success", "failure" or "pending"."""
        if self.kind is Kind.GITHUB:
            self._ask(
                f"{self._of(repository)}/statuses/{commit}", {"state": state, "context": context, "description": text}
            )
        else:
            stated = "failed" if state == "failure" else state
            self._ask(
                f"{self._of(repository)}/statuses/{commit}", {"state": stated, "name": context, "description": text}
            )

    def post_comment(self, repository: str, commit: str, text: str) -> None:
        """Comment on a commit, in Markdown."""
        if self.kind is Kind.GITHUB:
            self._ask(f"{self._of(repository)}/commits/{commit}/comments", {"body": text})
        else:
            self._ask(f"{self._of(repository)}/repository/commits/{commit}/comments", {"note": text})

    def _of(self, repository: str) -> str:
        checked_repository(repository)
        if self.kind is Kind.GITHUB:
            return f"repos/{repository}"
        return f"projects/{urllib.parse.quote(repository, safe='')}"

    def _ask(self, path: str, content: Mapping[str, str] | None = None) -> Any:
        """One request: with content it posts."""
        key = {"Authorization": f"Bearer {self.token}"} if self.kind is Kind.GITHUB else {"PRIVATE-TOKEN": self.token}
        request = urllib.request.Request(
            f"{self.interface}/{path}",
            data=None if content is None else json.dumps(content).encode(),
            headers={**key, "Content-Type": "application/json", "User-Agent": "autograder"},
        )
        try:
            with urllib.request.urlopen(request, timeout=_PATIENCE_S) as answer:
                return json.loads(answer.read())
        except (OSError, ValueError) as error:
            raise ForgeError(f"{path} cannot be asked for: {error}") from None


def checked_repository(repository: str) -> str:
    """A repository's name, which goes into addresses.

    Raises
    ------
    InputError
        If it is none.
    """
    if not _REPOSITORY.fullmatch(repository):
        raise InputError(f"{repository!r} is no repository: write OWNER/NAME into the roster's column repository")
    return repository


def _git(command: list[str], environ: Mapping[str, str]) -> str:
    try:
        done = subprocess.run(
            command, env=environ, capture_output=True, timeout=_PATIENCE_S, check=False, text=True, errors="replace",
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        raise ForgeError(f"git failed: {error}") from None
    if done.returncode:
        raise ForgeError(f"git says: {' '.join(done.stderr.split())[:200]}")
    return done.stdout
