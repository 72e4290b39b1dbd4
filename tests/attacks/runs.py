"""Grade the whole corpus in one class at one rung, with honest neighbours between, and note what is left behind.

What is dangerous runs in the worker under test alone, below the limits of the assignment.
"""

import ctypes
import os
import signal
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from autograder.batch.run import ClassGrader, Request
from autograder.grading.canary import canary_submissions, hidden_values
from autograder.intake.files import find_submissions
from autograder.manifest import load_assignment
from autograder.model import Isolation
from autograder.results import SubmissionResult, from_json

from .catalogue import ASSIGNMENT, Attack, base_source

NEIGHBOURS = ("a-honest", "forge-honest", "hurt-honest", "intake-honest", "zz-honest")
BASELINE = "b-useless"
CANARIES = "c-"
_SALT = b"a secret of the course"
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER


@dataclass
class Run:
    """What became of the class at one rung."""

    output: Path
    names: dict[str, str] = field(default_factory=dict)  # of submissions, by the name of the attack
    results: dict[str, SubmissionResult] = field(default_factory=dict)  # by the name of the submission
    files_left: list[str] = field(default_factory=list)
    processes_left: list[str] = field(default_factory=list)
    mounts_left: list[str] = field(default_factory=list)

    def result(self, attack: Attack) -> SubmissionResult:
        """The result of an attack."""
        return self.results[self.names[attack.name]]

    def feedback(self, name: str) -> str:
        """All that the student of a submission may ever be shown."""
        files = sorted((self.output / name / "feedback").rglob("*"))
        return "\n".join(path.read_text(encoding="utf-8") for path in files if path.is_file())

    def hidden_values(self) -> frozenset[str]:
        """What the workers of the canaries were given in hidden tests, in every encoding."""
        return hidden_values(test for name, r in self.results.items() if name.startswith(CANARIES) for test in r.tests)


def run_corpus(attacks: list[Attack], rung: str, folder: Path) -> Run:
    """Write the class, grade it, and look what is left."""
    inbox, scratch, run = folder / "class", folder / "scratch", Run(folder / "output")
    inbox.mkdir()
    scratch.mkdir()
    paths = {attack.write(inbox): attack.name for attack in attacks}
    right = base_source("right")
    honest = dict.fromkeys(NEIGHBOURS, right) | {BASELINE: base_source("useless")}
    for name, source in (honest | {f"{CANARIES}{n}": s for n, s in canary_submissions(right).items()}).items():
        (inbox / f"{name}.py").write_text(source, encoding="utf-8")
    assignment = load_assignment(ASSIGNMENT / "public", ASSIGNMENT / "solutions")
    found = find_submissions(inbox, assignment)
    run.names = {paths[path]: name for name, path in found if path in paths}
    request = Request(
        assignment=assignment, path=inbox, output=run.output, salt=_SALT, isolation=Isolation(rung), jobs=6
    )
    with _Leftovers(run, scratch):
        ClassGrader(request).run(found)
    for name, _ in found:
        run.results[name] = from_json((run.output / name / "result.json").read_bytes(), SubmissionResult)
    return run


class _Leftovers:
    """Notes the processes, files and mounts that are there afterwards and were not there before."""

    def __init__(self, run: Run, scratch: Path) -> None:
        self._run = run
        self._scratch = scratch
        self._temporary = Path(tempfile.gettempdir())

    def __enter__(self) -> None:
        _adopt_orphans(True)
        self._before = _marked_files(), _descendants(), _mounts()
        self._variable = os.environ.get("TMPDIR")
        os.environ["TMPDIR"] = tempfile.tempdir = str(self._scratch)

    def __exit__(self, *details: object) -> None:
        tempfile.tempdir = str(self._temporary)
        if self._variable is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = self._variable
        marked, processes, mounts = self._before
        self._run.files_left = [*map(str, self._scratch.rglob("*")), *sorted(_marked_files() - marked)]
        left = _descendants().keys() - processes.keys()
        self._run.processes_left = [_descendants()[pid] for pid in left if pid in _descendants()]
        for pid in left:
            os.kill(pid, signal.SIGKILL)  # our own descendants, which the test is about to report
        self._run.mounts_left = sorted(_mounts() - mounts)
        _adopt_orphans(False)


def _adopt_orphans(wanted: bool) -> None:
    """Have processes whose parents died become children of this one, where the system can do that."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, int(wanted), 0, 0, 0)


def _marked_files() -> set[str]:
    """Files of attacks, which bear their mark, in the places where anybody may write."""
    places = ("/tmp", "/var/tmp", "/dev/shm", "/", os.path.dirname(os.__file__), str(Path.home()), os.getcwd())
    return {str(path) for place in places for path in Path(place).glob("autograder-attack*")}


def _descendants() -> dict[int, str]:
    """The command lines of this process's living descendants."""
    parents, names = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text().partition("(")[2].rpartition(")")
        except OSError:
            continue
        state, parent = rest.split()[:2]
        if state != "Z":
            parents[int(stat.parent.name)], names[int(stat.parent.name)] = int(parent), name
    ours = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return {pid: names[pid] for pid in ours - {os.getpid()}}


def _mounts() -> set[str]:
    mounts = Path("/proc/self/mountinfo")
    return set(mounts.read_text().splitlines()) if mounts.exists() else set()
