"""Workers locked in at a rung, which run what a test sends them (see ``stand_in.py``)."""

import json
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

if sys.platform != "linux":
    collect_ignore_glob = ["isolation/*", "test_zygote.py"]
else:
    from autograder.sandbox.isolation.ladder import RungReport, probe
    from autograder.sandbox.limits import WorkerLimits
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
