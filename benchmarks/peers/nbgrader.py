"""nbgrader: ``nbgrader autograde`` over notebooks, one process for the class and a kernel for each notebook."""

import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from benchmarks.measure import Command
from benchmarks.members import ASSIGNMENT, Member, the_assignment
from benchmarks.peers.environment import NOT_INSTALLED, NUMPY, Environment
from benchmarks.peers.suite import cases, write_tests
from benchmarks.tool import Run

_CONFIG: Final = "c = get_config()\nc.Execute.timeout = 10\n"
_SETUP: Final = "from types import SimpleNamespace\n\nimport adapter"


class Nbgrader:
    """nbgrader, from a released assignment to the gradebook."""

    name = "nbgrader"
    starts_once = True
    most_jobs = 1

    def __init__(self, environments: Path) -> None:
        requirements = ("nbgrader==0.9.6", "ipykernel==7.4.0", NUMPY)
        self.environment = Environment(environments / "nbgrader", requirements)
        self._course: tempfile.TemporaryDirectory[str] | None = None  # with the assignment released

    def missing(self) -> str:
        """Whether its environment is there."""
        return "" if self.environment.is_installed else NOT_INSTALLED

    def prepare(self, members: Sequence[Member], folder: Path, jobs: int) -> Run:
        """A copy of the course, with the class's notebooks under ``submitted/``."""
        if self._course is None:
            self._course = self._make_course()
        shutil.copytree(self._course.name, folder, dirs_exist_ok=True)
        for member in members:
            hand_in = folder / "submitted" / member.name / ASSIGNMENT
            hand_in.mkdir(parents=True)
            _write_notebook(hand_in / f"{ASSIGNMENT}.ipynb", member.source)
        return Run(
            [Command(self._nbgrader("autograde"), str(folder), self.environment.variables)], lambda: _passed(folder)
        )

    def _make_course(self) -> "tempfile.TemporaryDirectory[str]":
        course = tempfile.TemporaryDirectory(prefix="bench-nbgrader-")
        source = Path(course.name, "source", ASSIGNMENT)
        write_tests(the_assignment(), source)
        _write_notebook(source / f"{ASSIGNMENT}.ipynb", "# functions")
        Path(course.name, "nbgrader_config.py").write_text(_CONFIG, encoding="utf-8")
        subprocess.run(
            self._nbgrader("generate_assignment"), cwd=course.name, env=os.environ | self.environment.variables,
            check=True, capture_output=True,
        )  # fmt: skip
        return course

    def _nbgrader(self, command: str) -> list[str]:
        return [self.environment.program("nbgrader"), command, ASSIGNMENT, "--force"]


def _write_notebook(path: Path, solution: str) -> None:
    """The notebook of the assignment: a cell for the student, and a locked one for each test."""
    cells = [_cell("setup", _SETUP, locked=True), _cell("solution", solution, solution=True)]
    for number, case in enumerate(cases(the_assignment())):
        call = f"adapter.run({case.call}, SimpleNamespace(**globals()))"
        cells.append(_cell(f"test_{number:03d}", call, grade=True, locked=True, points=1))
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(notebook), encoding="utf-8")


def _cell(name: str, source: str, **choices: Any) -> dict[str, Any]:
    about = {"grade": False, "solution": False, "locked": False, "task": False} | choices
    about |= {"grade_id": name, "schema_version": 3, "cell_type": "code"}
    return {
        "cell_type": "code", "id": name, "metadata": {"nbgrader": about}, "source": source,
        "execution_count": None, "outputs": [],
    }  # fmt: skip


def _passed(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "gradebook.db")) as gradebook:
        (points,) = gradebook.execute("SELECT SUM(auto_score) FROM grade").fetchone()
    return int(points or 0)
