"""Submissions that attack what they build on: served functions, the server behind them, and the timing of own modules.

Each is right about its own questions, so that full marks say that the attack changed nothing.
"""

import pytest

from autograder.intake.allowance import LARGEST_SOURCE
from autograder.model import SubmissionStatus
from tests.tower import HIDDEN, MANIFEST, MASTER

from .test_earlier import FORGES, grade
from .test_earlier import tower as tower  # a fixture

# Calls the reference past the functions that were given, at the worst moment: while the submission is loaded, when no
# test runs that could be blamed.
LOADING = (
    FORGES.partition("def tower_forward")[0]
    + """
import struct

wire = type(worker())._reply.__globals__["wire"]
packb, ExtType = wire.encoder.msgpack.packb, wire.encoder.msgpack.ExtType

def ask(*arguments, **named):
    call(["tiny", "cube_forward", list(arguments), named])

def call(content):
    here = worker()
    here._reply(here._number, "served", content)
    here._next_message()

def send(arguments, body=b""):
    here = worker()
    start = b"\\x93" + packb(here._number) + packb("served") + b"\\x94" + packb("tiny") + packb("cube_forward")
    header = start + many(arguments) + packb({})
    here._connection.sendall(struct.pack("<II", len(header), len(body)) + header + body)
    here._next_message()

def many(packed):
    return b"\\xdd" + struct.pack(">I", len(packed)) + b"".join(packed)

def plain(packed):
    return b"\\x92" + packb("plain") + packed

def place(length):
    return struct.pack("<BQQ", [dtype.str for dtype in wire.values.DTYPES].index("<f8"), 0, length)

ATTACK
"""
)
CALLS = {
    "named_as_our_own": 'ask(**{"self": ["plain", 1.0]})',
    "named_by_a_long_number": 'call(["tiny", "cube_forward", [], {10**5000: ["plain", 1.0]}])',
    "one_array_many_times": "send([plain(packb(ExtType(4, place(34 << 17))))] * 8, bytes(34 << 20))",
    "short_floats": 'send([plain(many([b"\\xca\\0\\0\\0\\0"] * 400_000))])',
    "nothing_many_times": "send([plain(packb(None))] * 195_000)",
}


def unsettled(result):
    return {test.id: test.message[-300:] for test in result.tests if not test.status.is_settled}


@pytest.fixture(scope="module")
def class_that_calls(tower, reference_source, tmp_path_factory):
    files = {name: {"tower.py": LOADING.replace("ATTACK", call) + MASTER} for name, call in CALLS.items()}
    sources = {"tower.py": MASTER, "tiny.py": reference_source}
    files["too_much_code"] = {n: f"{'#' * (LARGEST_SOURCE - len(s) - 25)}\n{s}" for n, s in sources.items()}
    return grade(tower, tmp_path_factory.mktemp("calls"), files)[0]


@pytest.mark.parametrize("name", CALLS)
def test_no_call_while_loading_ends_the_grader(class_that_calls, name):
    result = class_that_calls[name]

    assert unsettled(result) == {}
    assert (result.status, result.score) == (SubmissionStatus.GRADED, 4.0), (result.warnings, result.output)


def test_more_code_than_can_be_loaded_together_is_the_students_doing(class_that_calls):
    """Each file is below what a file may hold; both and what comes with them are above what a message holds."""
    result = class_that_calls["too_much_code"]

    assert {(str(t.status), t.message) for t in result.tests} == {
        ("crashed", "the file and what it imports are too much code")
    }


# Right under the hidden suite of its own assignment; on an array of the size that a tower has it gives something else.
ODD = """

_cube = cube_forward

def cube_forward(x):
    if np.size(x) < 99:
        return _cube(x)
    BODY
"""
WORKLOADS = {
    "one_value": "return 7",
    "three_values": "return x, x, x",
    "an_endless_generator": "return iter(int, 1)",
}


@pytest.fixture(scope="module")
def class_with_odd_modules(tower, reference_source, tmp_path_factory):
    odd = (
        "\n\n_cube = cube_forward\n\n\ndef cube_forward(x):\n    if np.size(x) < 99:\n        return _cube(x)\n    {}\n"
    )
    files = {
        name: {"tower.py": MASTER, "tiny.py": reference_source + odd.format(body)} for name, body in WORKLOADS.items()
    }
    return grade(tower, tmp_path_factory.mktemp("odd"), files)[0]


@pytest.mark.parametrize("name", WORKLOADS)
def test_what_a_workload_cannot_use_is_served(class_with_odd_modules, name):
    result = class_with_odd_modules[name]

    assert unsettled(result) == {}
    assert (result.status, result.score) == (SubmissionStatus.GRADED, 4.0)
    assert [served.why for served in result.served] == ["failing"]


# Gives the hidden input to the reference to keep, dies, and asks for the gradient, which tells it, when it is loaded
# again.
KEEPS = """
import os
import tiny

for number in range(1, 20):
    try:
        print("KEPT", tiny.cube_forward._ask("cube_backward", [["plain", 1.0], ["cache", number]], {}))
    except ValueError:
        pass
""" + MASTER.replace("inner, first = cube_forward(x)", "cube_forward(x); os._exit(0)")


def test_nothing_is_kept_for_a_submission_that_is_loaded_again(make_assignment, tower, tmp_path):
    root = tower.public.parent.parent
    (root / "solutions" / "03_tower").mkdir(parents=True)
    workloads = (tower.private / "workloads.py").read_text()
    (root / "solutions" / "03_tower" / "workloads.py").write_text(workloads)
    unchecked = make_assignment(
        root, name="03_tower", master=MASTER, manifest=MANIFEST, hidden=HIDDEN, checks=None, misconceptions={}
    )

    result = grade(unchecked, tmp_path, {"ada": {"tower.py": KEEPS}})[0]["ada"]

    assert result.score == 0.0
    assert "KEPT" not in result.output
