"""The server of earlier functions: what it keeps, for whom, and what it refuses."""

import numpy as np
import pytest

from autograder.grading.serving import Server
from autograder.model import Isolation
from autograder.sandbox.client import Client, ServedRefusalError
from autograder.sandbox.code import Code
from autograder.sandbox.launch import make_launcher
from autograder.sandbox.limits import WorkerLimits
from autograder.sandbox.watched import Budget

SOURCES = {
    "square": """
def forward(x): return x * x, [x]
def backward(dout, cache): return 2 * cache[0] * dout
def fails(x): raise SystemExit
""",
    "shift": """
def forward(x): return x + 1, [x]
def backward(dout, cache): return dout + 0 * cache[0]
""",
}


@pytest.fixture
def server():
    launcher = make_launcher(Isolation.PROCESS, [])
    launcher.wait_until_ready()
    loading = Budget(wall_s=5, cpu_s=1)
    made = Server({
        module: Client(Code(module, ((f"{module}.py", source),)), launcher, WorkerLimits(), loading)
        for module, source in SOURCES.items()
    })  # fmt: skip
    yield made
    made.close()
    launcher.close()


def ask(server, module, name, *arguments):
    return server.answer([module, name, [*arguments], {}], 5.0)


def forward(server, module):
    """The number of the cache that a call gave."""
    _, [_, [mark, number]] = ask(server, module, "forward", ["plain", np.full(2, 3.0)])
    assert mark == "cache"
    return number


def test_a_cache_outlives_the_first_call_of_another_module(server):
    cache = forward(server, "square")
    forward(server, "shift")

    _, [[_, dx]] = ask(server, "square", "backward", ["plain", 1.0], ["cache", cache])

    np.testing.assert_array_equal(dx, [6.0, 6.0])


def test_a_cache_of_another_module_is_refused(server):
    """Its number in the worker of the one could be that of anything in the worker of the other."""
    cache = forward(server, "square")
    forward(server, "shift")

    with pytest.raises(ServedRefusalError, match="backward is served, and this cache is of another module's function"):
        ask(server, "shift", "backward", ["plain", 1.0], ["cache", cache])


def test_nothing_is_kept_once_it_was_closed(server):
    cache = forward(server, "square")

    server.close()

    with pytest.raises(ServedRefusalError, match="no longer kept"):
        ask(server, "square", "backward", ["plain", 1.0], ["cache", cache])


def test_a_submission_that_is_loaded_again_cannot_tell_how_much_it_was_served(server):
    first = forward(server, "square")
    forward(server, "square")
    server.close()

    assert forward(server, "square") == first


def test_a_call_larger_than_a_call_may_be_is_refused(server):
    with pytest.raises(ServedRefusalError, match="forward takes arguments of at most 64 MiB"):
        ask(server, "square", "forward", *[["plain", np.broadcast_to(0.0, (1 << 20,))]] * 9)


def test_a_refusal_names_few_arguments(server):
    with pytest.raises(ServedRefusalError) as refused:
        ask(server, "square", "forward", *[["plain", None]] * 1000)

    assert str(refused.value).endswith("cannot work with these arguments: " + ", ".join(["a NoneType"] * 10))
