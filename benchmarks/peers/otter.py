"""otter: ``otter run`` over scripts, one process for each submission; its tests in the ok format."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import Command
from benchmarks.members import Member, the_assignment
from benchmarks.peers.environment import NOT_INSTALLED, NUMPY, Environment
from benchmarks.peers.suite import Case, cases, write_tests
from benchmarks.tool import Run


class Otter:
    """otter without its container, which would cost more."""

    name = "otter"
    starts_once = False
    most_jobs = sys.maxsize

    def __init__(self, environments: Path) -> None:
        self.environment = Environment(environments / "otter", ("otter-grader==7.0.0", "ipykernel==7.4.0", NUMPY))
        self._made: tempfile.TemporaryDirectory[str] | None = None  # holds autograder.zip

    def missing(self) -> str:
        """Whether its environment is there."""
        return "" if self.environment.is_installed else NOT_INSTALLED

    def prepare(self, members: Sequence[Member], folder: Path, jobs: int) -> Run:
        """A folder for each submission; the archive of tests is one for all."""
        if self._made is None:
            self._made = self._generate()
        archive = Path(self._made.name, "autograder.zip")
        return Run([self._command(member, folder / member.name, archive) for member in members],
                   lambda: _passed(folder))  # fmt: skip

    def _command(self, member: Member, folder: Path, archive: Path) -> Command:
        folder.mkdir()
        (folder / "submission.py").write_text(member.source, encoding="utf-8")
        options = ["--no-logo", "-a", str(archive), "-o", ".", "submission.py"]
        return Command([self.environment.program("otter"), "run", *options], str(folder))

    def _generate(self) -> "tempfile.TemporaryDirectory[str]":
        made = tempfile.TemporaryDirectory(prefix="bench-otter-")
        folder = Path(made.name)
        write_tests(the_assignment(), folder)
        files = [str(p.relative_to(folder)) for p in sorted(folder.rglob("*.py"))]
        (folder / "tests").mkdir()
        for number, case in enumerate(cases(the_assignment())):
            name = f"test_{number:03d}"
            (folder / "tests" / f"{name}.py").write_text(_ok_test(name, case), encoding="utf-8")
        options = ["-t", "tests", "-o", "autograder.zip", "--no-requirements", "--no-environment"]
        command = [self.environment.program("otter"), "generate", *options, *files]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        return made


def _ok_test(name: str, case: Case) -> str:
    code = (
        ">>> import adapter\n>>> from types import SimpleNamespace\n"
        f">>> adapter.run({case.call}, SimpleNamespace(**globals()))"
    )
    cases_of_suite = [{"code": code, "hidden": False, "locked": False}]
    suite = {"cases": cases_of_suite, "scored": True, "setup": "", "teardown": "", "type": "doctest"}
    return f"OK_FORMAT = True\n\ntest = {({'name': name, 'points': 1, 'suites': [suite]})!r}\n"


def _passed(folder: Path) -> int:
    results = (json.loads(path.read_bytes()) for path in folder.glob("*/results.json"))
    return int(sum(test.get("score", 0.0) for result in results for test in result["tests"]))
