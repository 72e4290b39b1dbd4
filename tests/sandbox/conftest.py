"""Real workers for the tests of the wall."""

import textwrap

import pytest

from autograder.model import Isolation
from autograder.sandbox.client import Budget, Client, Code
from autograder.sandbox.handles import Submission
from autograder.sandbox.limits import WorkerLimits

# What student code may do to the process it lives in: find the worker and make it lie.
_INTRUDER = """
import gc, sys, time

def _find(module, name):
    return next(o for o in gc.get_objects() if type(o).__module__ == module and type(o).__name__ == name)

def worker():
    return _find("__main__", "Worker")

def request_number():
    frame = sys._getframe()
    while "number" not in frame.f_locals or frame.f_code.co_name != "serve":
        frame = frame.f_back
    return frame.f_locals["number"]

def wire():
    return next(o for o in gc.get_objects() if getattr(o, "__name__", "") == "autograder.sandbox.wire")

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


@pytest.fixture(scope="module")
def start_client():
    """``start_client(source)``: a submission in a worker that ends with the module's tests."""
    started = []

    def start(*sources, loading=None, memory_mib=700, imports=("numpy",), display=("matplotlib", "autograder")):
        names = ["tiny.py"] if len(sources) == 1 else [f"tiny.ipynb cell {i}" for i in range(1, len(sources) + 1)]
        chunks = tuple((name, textwrap.dedent(source)) for name, source in zip(names, sources, strict=True))
        client = Client(
            Code("tiny", chunks, imports, display),
            Isolation.PROCESS,
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

    def start(body):
        return begin(_INTRUDER + "\ndef attack():\n" + textwrap.indent(textwrap.dedent(body), "    "))

    return start
