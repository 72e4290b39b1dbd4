"""gradescope-utils: ``run_tests.py`` with its ``JSONTestRunner``, one process for each submission."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.measure import Command
from benchmarks.members import Member, the_assignment
from benchmarks.peers.environment import NOT_INSTALLED, NUMPY, Environment
from benchmarks.peers.suite import Case, cases, write_tests
from benchmarks.tool import Run

_RUN_TESTS: Final = """\
import unittest

from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner

if __name__ == "__main__":
    suite = unittest.defaultTestLoader.discover("tests")
    with open("results.json", "w") as stream:
        JSONTestRunner(visibility="visible", stream=stream).run(suite)
"""
_HEAD: Final = """\
import unittest

import adapter
import convolution
from gradescope_utils.autograder_utils.decorators import weight


class TestConvolution(unittest.TestCase):
"""


class Gradescope:
    """gradescope-utils, as Gradescope runs it in its container."""

    name = "gradescope-utils"
    starts_once = False
    most_jobs = sys.maxsize

    def __init__(self, environments: Path) -> None:
        self.environment = Environment(environments / "gradescope", ("gradescope-utils==0.5.0", NUMPY))

    def missing(self) -> str:
        """Whether its environment is there."""
        return "" if self.environment.is_installed else NOT_INSTALLED

    def prepare(self, members: Sequence[Member], folder: Path, jobs: int) -> Run:
        """A folder for each submission, with everything in it."""
        return Run([self._command(member, folder / member.name) for member in members], lambda: _passed(folder))

    def _command(self, member: Member, folder: Path) -> Command:
        write_tests(the_assignment(), folder)
        (folder / "tests").mkdir()
        methods = (_method(number, case) for number, case in enumerate(cases(the_assignment())))
        (folder / "tests" / "test_all.py").write_text(_HEAD + "\n".join(methods), encoding="utf-8")
        (folder / "run_tests.py").write_text(_RUN_TESTS, encoding="utf-8")
        (folder / f"{the_assignment().module}.py").write_text(member.source, encoding="utf-8")
        return Command([self.environment.program("python"), "run_tests.py"], str(folder))


def _method(number: int, case: Case) -> str:
    return (
        f"    @weight(1)\n    def test_{number:03d}(self):\n"
        f"        {case.name!r}\n        adapter.run({case.call}, convolution)\n"
    )


def _passed(folder: Path) -> int:
    results = (json.loads(path.read_bytes()) for path in folder.glob("*/results.json"))
    return int(sum(test["score"] for result in results for test in result["tests"]))
