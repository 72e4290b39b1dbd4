"""Worker, grader, suite process and zygote are killed at random moments: a right result or none, never a wrong score.

200 runs with ``make acceptance``; ``SHARE`` takes a part of them.
"""

import contextlib
import os
import random
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from autograder.errors import GraderFault
from autograder.grading.protocol import Job, Setup
from autograder.grading.runner import SuiteRunner
from autograder.model import Isolation
from autograder.sandbox.isolation.ladder import best_rung

pytestmark = [pytest.mark.acceptance, pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")]

RUNS = max(4, round(200 * float(os.environ.get("AUTOGRADER_SHARE", "1"))))
WRONG = "def double(x):\n    return 3 * x\n"


def parent_of(pid):
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError):
        return 0


def descendants(root):
    parents = {int(p.name): parent_of(p.name) for p in Path("/proc").iterdir() if p.name.isdigit()}
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {root}


def command_of(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""


def victims(suite_process, kind):
    """The processes of a kind: by what was started, and by who started it."""
    below = descendants(suite_process)
    of_zygote = {pid for pid in below if "autograder.sandbox.zygote" in command_of(pid)}
    outermost = {pid for pid in of_zygote if parent_of(pid) == suite_process}
    if kind == "suite process":
        return {suite_process}
    if kind == "zygote":
        return outermost
    if kind == "grader":
        return below - of_zygote
    leaves = {pid for pid in of_zygote if not descendants(pid)}
    return leaves - outermost


def kill_one(runner, kind, chance, delay_s):
    time.sleep(delay_s)
    process = runner._process
    if process is None:
        return
    found = sorted(victims(process.pid, kind))
    if found:
        with contextlib.suppress(ProcessLookupError):  # it ended by itself meanwhile
            os.kill(chance.choice(found), signal.SIGKILL)


@pytest.fixture(scope="module")
def expected(tiny_suite, reference_source):
    jobs = [Job(number=n, chunks=[("tiny.py", s)]) for n, s in enumerate([reference_source, WRONG, ""])]
    return {g.number: {r.id: (r.status, r.score) for r in g.results} for g in tiny_suite.runner.grade(jobs)}


@pytest.mark.parametrize("run", range(RUNS))
def test_no_score_is_ever_wrong(tiny, expected, reference_source, run):
    chance = random.Random(run)
    kind = ["worker", "grader", "suite process", "zygote"][run % 4]
    jobs = [Job(number=n, chunks=[("tiny.py", s)]) for n, s in enumerate([reference_source, WRONG, ""])]
    setup = Setup(
        public=str(tiny.public), private=str(tiny.private), isolation=Isolation(best_rung()), salt=b"a secret", jobs=2
    )
    runner = SuiteRunner(setup)
    killer = threading.Thread(target=kill_one, args=(runner, kind, chance, chance.uniform(0.0, 1.2)))

    killer.start()
    try:
        with runner:
            graded = {g.number: g for g in runner.grade(jobs)}
    except GraderFault:
        graded = {}  # nothing was graded, and that was said
    killer.join()

    for number, result in graded.items():
        if result.fault:
            continue
        assert {r.id for r in result.results} == set(expected[number])
        for test in result.results:
            assert test.score is None or (test.status, test.score) == expected[number][test.id], (kind, test)
