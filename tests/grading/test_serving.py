"""What is served of one module survives that the worker of another one starts."""

import pytest

from autograder.grading.serving import Server
from autograder.model import Isolation
from autograder.sandbox.client import Client
from autograder.sandbox.code import Code
from autograder.sandbox.launch import make_launcher
from autograder.sandbox.limits import WorkerLimits
from autograder.sandbox.watched import Budget

PAIR = """
def forward(x):
    return 2 * x, object()


def backward(dout, cache):
    return 2 * dout
"""


@pytest.fixture
def server():
    launcher = make_launcher(Isolation.PROCESS, ["numpy"])
    limits, loading = WorkerLimits(), Budget(wall_s=30.0, cpu_s=15.0)
    clients = {
        name: Client(Code(name, ((f"{name}.py", PAIR),)), launcher, limits, loading) for name in ("one", "other")
    }
    server = Server(clients)
    yield server
    server.close()
    launcher.close()


def test_a_cache_of_one_module_outlives_the_first_call_of_another(server):
    is_tuple, (out, cache) = server.answer(["one", "forward", [["plain", 3.0]], {}], 10.0)

    server.answer(["other", "forward", [["plain", 3.0]], {}], 10.0)
    back = server.answer(["one", "backward", [["plain", 5.0], cache], {}], 10.0)

    assert is_tuple
    assert out == ["plain", 6.0]
    assert back == [False, [["plain", 10.0]]]
