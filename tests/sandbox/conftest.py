"""Real workers for the tests of the wall: submissions behind a client, and stand-ins locked in at a rung."""

import json
import os
import socket
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.model import Isolation
from autograder.sandbox.client import Client
from autograder.sandbox.code import Code
from autograder.sandbox.handles import Submission
from autograder.sandbox.launch import make_launcher
from autograder.sandbox.limits import WorkerLimits
from autograder.sandbox.watched import Budget

if sys.platform != "linux":
    collect_ignore_glob = ["isolation/*", "test_zygote.py"]
else:
    from autograder.sandbox.isolation.ladder import RungReport, probe
    from autograder.sandbox.zygote_client import Zygote, ZygoteWorker

STAND_IN = f"{Path(__file__).with_name('stand_in.py')}:serve"
PATIENCE_S = 30.0


class Locked:
    """A worker, the test's end of its wire, and its output."""

    def __init__(self, zygote: "Zygote", limits: "WorkerLimits") -> None:
        self.wire, theirs = socket.socketpair()
        self.wire.settimeout(PATIENCE_S)
        self.output_fd, output = os.pipe()
        try:
            self.worker: ZygoteWorker = zygote.spawn(limits, theirs.fileno(), output)
        except BaseException:
            self.wire.close()
            os.close(self.output_fd)
            raise
        finally:
            theirs.close()
            os.close(output)

    def run(self, source: str) -> dict[str, Any]:
        """The reply to a piece of source: ``result``, or what was ``raised``; empty if the worker died of it."""
        self.wire.sendall(json.dumps(source).encode() + b"\n")
        reply = b""
        while not reply.endswith(b"\n"):
            try:
                part = self.wire.recv(1 << 16)
            except ConnectionResetError:
                return {}
            if not part:
                return {}
            reply += part
        answer: dict[str, Any] = json.loads(reply)
        return answer

    def result(self, source: str) -> Any:
        """The result of source that must not raise."""
        reply = self.run(source)
        assert "result" in reply, reply
        return reply["result"]

    def status(self, field: str) -> str:
        """A line of the worker's status, as seen from outside."""
        lines = Path(f"/proc/{self.worker.pid}/status").read_text(encoding="utf-8").splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith(f"{field}:"))

    def close(self) -> None:
        self.wire.close()
        self.worker.close()
        if self.output_fd >= 0:
            os.close(self.output_fd)
            self.output_fd = -1


@pytest.fixture(scope="session")
def reports() -> "dict[str, RungReport]":
    return {report.rung: report for report in probe()}


@pytest.fixture(scope="session")
def zygote_at(reports: "dict[str, RungReport]") -> "Iterator[Callable[[str], Zygote]]":
    """One zygote for each rung; skips where the machine does not offer it, with the reason."""
    running: dict[str, Zygote] = {}

    def get(rung: str) -> Zygote:
        if not reports[rung].available:
            pytest.skip(f"{rung}: {reports[rung].reason}; {reports[rung].remedy}")
        if rung not in running:
            running[rung] = Zygote.start(rung, entry=STAND_IN)
        return running[rung]

    yield get
    for zygote in running.values():
        zygote.close()


@pytest.fixture
def lock_at(zygote_at: "Callable[[str], Zygote]") -> Iterator[Callable[..., Locked]]:
    """Make workers: ``lock_at(rung, memory_mib=…)``."""
    made: list[Locked] = []

    def lock(rung: str, **limits: int) -> Locked:
        made.append(Locked(zygote_at(rung), WorkerLimits(**limits)))
        return made[-1]

    yield lock
    for locked in made:
        locked.close()


@pytest.fixture
def sandbox(lock_at: Callable[..., Locked]) -> Locked:
    return lock_at("sandbox")


@pytest.fixture
def confined(lock_at: Callable[..., Locked]) -> Locked:
    return lock_at("confined")


@pytest.fixture(params=["sandbox", "confined"])
def locked(request: pytest.FixtureRequest, lock_at: Callable[..., Locked]) -> Locked:
    return lock_at(request.param)


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], bool]:
    """Wait until something holds; False if it never does."""

    def wait(holds: Callable[[], bool]) -> bool:
        deadline = time.monotonic() + 5.0
        while not holds():
            if time.monotonic() > deadline:
                return False
            time.sleep(0.01)
        return True

    return wait


class StandIns:
    """Zygotes of a test's own: ``start_stand_in(rung, packages=…)`` starts one and gives a worker of it."""

    def __init__(self, reports: "dict[str, RungReport]") -> None:
        self.zygotes: list[Zygote] = []
        self._made: list[Locked] = []
        self._reports = reports

    def __call__(self, rung: str, *, packages: tuple[str, ...]) -> Locked:
        if not self._reports[rung].available:
            pytest.skip(f"{rung}: {self._reports[rung].reason}")
        self.zygotes.append(Zygote.start(rung, packages=packages, entry=STAND_IN))
        return self.spawn(self.zygotes[-1])

    def spawn(self, zygote: "Zygote") -> Locked:
        self._made.append(Locked(zygote, WorkerLimits()))
        return self._made[-1]

    def close(self) -> None:
        for locked in self._made:
            locked.close()
        for zygote in self.zygotes:
            zygote.close()


@pytest.fixture
def start_stand_in(reports: "dict[str, RungReport]") -> Iterator[StandIns]:
    stand_ins = StandIns(reports)
    yield stand_ins
    stand_ins.close()


# Submissions behind a client

# What student code may do to the process it lives in: find the worker and make it lie.
_INTRUDER = """
import sys, time

def _frame():
    frame = sys._getframe()
    while type(frame.f_locals.get("self")).__name__ != "Worker":
        frame = frame.f_back
    return frame

def worker():
    return _frame().f_locals["self"]

def request_number():
    return worker()._number

def wire():
    return _frame().f_globals["wire"]

def send_bytes(content):
    worker()._connection.sendall(content)
    time.sleep(30)

def send(message):
    send_bytes(b"".join(bytes(part) for part in wire().encode(message)))
"""


class StartedClient:
    """A client with its submission, and budgets that a test may replace."""

    def __init__(self, client, budget):
        self.client = client
        self.budget = budget
        self.submission = Submission(client)

    def begin(self, seed=1, **budget):
        """Open a test and return the submission."""
        self.client.begin(seed, Budget(**budget) if budget else self.budget)
        return self.submission


@pytest.fixture(scope="session")
def launchers():
    """The two ways in which workers start, at the rung that every machine offers."""
    made = {portable: make_launcher(Isolation.PROCESS, ["numpy"], portable=portable) for portable in (False, True)}
    for launcher in made.values():
        launcher.wait_until_ready()
    yield made
    for launcher in made.values():
        launcher.close()


@pytest.fixture(scope="module")
def start_client(launchers):
    """``start_client(source)``: a submission in a worker that ends with the module's tests."""
    started = []

    def start(
        *sources, loading=None, memory_mib=700, imports=("numpy",), display=("matplotlib", "autograder"), portable=False
    ):
        names = ["tiny.py"] if len(sources) == 1 else [f"tiny.ipynb cell {i}" for i in range(1, len(sources) + 1)]
        chunks = tuple((name, textwrap.dedent(source)) for name, source in zip(names, sources, strict=True))
        client = Client(
            Code("tiny", chunks, imports, display),
            launchers[portable],
            WorkerLimits(memory_mib=memory_mib, scratch_mib=1),
            loading or Budget(wall_s=10, cpu_s=5),
        )
        started.append(client)
        return StartedClient(client, Budget(wall_s=10, cpu_s=5))

    yield start
    for client in started:
        client.close()


@pytest.fixture
def begin(start_client):
    """``begin(source)``: a test opened on a fresh submission, whose worker ends with the test."""
    started = []

    def start(*sources, **options):
        started.append(start_client(*sources, **options))
        return started[-1].begin()

    yield start
    for each in started:
        each.client.close()


@pytest.fixture
def intrude(begin):
    """``intrude(body)``: a submission whose ``attack`` has the body, with the means to reach into its worker."""

    def start(body, loading=""):
        return begin(
            _INTRUDER
            + "\ndef attack():\n"
            + textwrap.indent(textwrap.dedent(body), "    ")
            + "\n"
            + textwrap.dedent(loading)
        )

    return start
