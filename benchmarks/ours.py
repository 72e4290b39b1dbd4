"""This project in the benchmark: ``autograder grade``, as an instructor runs it, at one rung of isolation.

The public checks are graded too, in a worker of their own: that is part of what grading costs.
"""

import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.model import Isolation
from benchmarks.measure import LOG, Command, measure
from benchmarks.members import ASSIGNMENT, COURSE, Member, members, questions, the_assignment, write_class
from benchmarks.tool import Run


@dataclass(frozen=True)
class Autograder:
    """``autograder grade`` at one rung."""

    isolation: Isolation
    starts_once: bool = True
    most_jobs: int = sys.maxsize

    @property
    def name(self) -> str:
        """The project and its rung."""
        return f"autograder, {self.isolation}"

    def missing(self) -> str:
        """Grade one stub: whether a rung works is known when it has worked."""
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            stubs = [m for m in members(6) if m.kind == "stub"]
            run = self.prepare(stubs, Path(folder), jobs=1)
            measure(run.commands)
            if self._results(Path(folder)) == [("graded", str(self.isolation))]:
                return ""
            words = Path(folder, LOG).read_text(encoding="utf-8", errors="replace").strip()
        return words.rpartition("\n")[2] or "it graded at another rung"

    def prepare(self, class_members: Sequence[Member], folder: Path, jobs: int) -> Run:
        """Write the class as hand-ins of both forms."""
        write_class(class_members, folder / "hand-ins")
        arguments = [
            sys.executable, "-m", "autograder.cli.main", "grade", ASSIGNMENT, "hand-ins", "--course", str(COURSE),
            "--output", "reports", "--jobs", str(jobs), "--isolation", str(self.isolation),
            *(word for question in questions(the_assignment()) for word in ("--question", question)),
        ]  # fmt: skip
        return Run([Command(arguments, str(folder))], lambda: self._passed(folder))

    @staticmethod
    def _results(folder: Path) -> list[tuple[str, str]]:
        """Status and rung of each submission."""
        results = [json.loads(path.read_bytes()) for path in sorted(folder.glob("reports/*/result.json"))]
        return [(result["status"], result["isolation"]) for result in results]

    @staticmethod
    def _passed(folder: Path) -> int:
        results = (json.loads(path.read_bytes()) for path in folder.glob("reports/*/result.json"))
        return sum(test["status"] == "passed" for result in results for test in result["tests"])
