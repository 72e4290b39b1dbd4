"""Plain pytest: the tests beside the submission, one process for each, in a fresh folder.

In an environment of its own with a time limit for each test (pytest-timeout); without that environment, with the
pytest that this project uses, and no limit.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.measure import Command
from benchmarks.members import Member, the_assignment
from benchmarks.peers.environment import NUMPY, Environment
from benchmarks.peers.suite import write_tests
from benchmarks.tool import Run


class PlainPytest:
    """``python -m pytest``, once for each submission."""

    starts_once = False
    most_jobs = sys.maxsize

    def __init__(self, environments: Path) -> None:
        self.environment = Environment(environments / "pytest", ("pytest==9.2.0", "pytest-timeout==2.4.0", NUMPY))

    @property
    def name(self) -> str:
        """Says which pytest it is."""
        return "plain pytest" if self.environment.is_installed else "plain pytest (this environment's)"

    def missing(self) -> str:
        """Never: this project needs pytest itself."""
        return ""

    def prepare(self, members: Sequence[Member], folder: Path, jobs: int) -> Run:
        """A folder for each submission, with everything in it."""
        return Run([self._command(member, folder / member.name) for member in members], lambda: _passed(folder))

    def _command(self, member: Member, folder: Path) -> Command:
        write_tests(the_assignment(), folder, for_pytest=True)
        (folder / f"{the_assignment().module}.py").write_text(member.source, encoding="utf-8")
        options = ["-q", "--junitxml=results.xml", "-p", "no:cacheprovider"]
        if self.environment.is_installed:
            return Command([self.environment.program("python"), "-m", "pytest", "--timeout=10", *options], str(folder))
        # Plugins that happen to be installed here are no part of plain pytest.
        return Command([sys.executable, "-m", "pytest", *options], str(folder), {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"})


def _passed(folder: Path) -> int:
    suites = [ElementTree.parse(path).getroot()[0] for path in folder.glob("*/results.xml")]
    return sum(
        int(suite.attrib["tests"]) - int(suite.attrib["failures"]) - int(suite.attrib["errors"]) for suite in suites
    )
