"""Display modules are inert, what is not offered is refused, and the worker's own modules are hidden."""

import sys

import pytest

from autograder.sandbox.standins import Inert, stand_ins_for

SOURCE = """
import importlib

import matplotlib.pyplot as plt
import numpy.linalg
from autograder import question
from IPython.display import display
from tqdm import tqdm

fig, axes = plt.subplots(2, 3, figsize=(4, 3))
axes[0, 1].plot([1, 2], label="a")[0].set_color("red")
for axis in axes:
    axis.grid(True)
with plt.style.context("dark"):
    plt.plot([1], [2])
    plt.show()
display(fig)
seen = [x for x in tqdm(range(4), desc="training")]

@plt.some_decorator
def f():
    return 3

def outcome(name):
    try:
        return type(importlib.import_module(name)).__name__
    except ImportError as error:
        return f"{type(error).__name__}: {error}"
"""


@pytest.fixture(scope="module")
def student(start_client):
    """A submission that plots, in a worker with the assignment's rules."""
    return start_client(SOURCE, display=("matplotlib", "IPython", "tqdm", "autograder", "numpy"))


def test_a_notebook_that_plots_loads_whole(student):
    submission = student.begin()

    assert student.client.problems == []
    assert submission.seen == [0, 1, 2, 3]
    assert submission.f() == 3


@pytest.mark.parametrize("name", ["pytest", "msgpack", "msgspec", "pip", "scipy.signal", "autograders"])
def test_what_is_not_offered_is_refused_in_a_sentence(student, name):
    top = name.partition(".")[0]

    outcome = student.begin().outcome(name)

    assert outcome == f"ModuleNotFoundError: {top} is not available in this assignment"


@pytest.mark.parametrize("name", ["json", "numpy.fft", "collections.abc", "dataclasses"])
def test_the_standard_library_and_the_offered_modules_are_there(student, name):
    assert student.begin().outcome(name) == "module"


@pytest.mark.parametrize("name", ["autograder", "autograder.sandbox.wire", "autograder.errors", "matplotlib.pyplot"])
def test_the_real_autograder_is_not_to_be_imported(student, name):
    assert student.begin().outcome(name) == "_InertModule"


def test_what_is_both_offered_and_for_display_is_real(student):
    assert student.begin().outcome("numpy") == "module"


def test_an_import_that_is_refused_costs_only_its_statement(start_client):
    started = start_client("import torch\nafter = 1\n")

    submission = started.begin()

    assert submission.after == 1
    assert started.client.problems == [
        ("tiny.py", 1, "ModuleNotFoundError", "torch is not available in this assignment")
    ]


@pytest.mark.parametrize(
    "use",
    [
        lambda x: x.a.b(1, c=2)[3].d, lambda x: x + 1, lambda x: 1 - x, lambda x: -x, lambda x: x * x, lambda x: 2 / x,
        lambda x: x.__setitem__(0, 1), lambda x: float(x), lambda x: len(x), lambda x: list(x),
    ],
)  # fmt: skip
def test_an_inert_object_accepts_anything(use):
    use(Inert())


def test_an_inert_object_is_no_trap_for_copying_or_pickling():
    with pytest.raises(AttributeError):
        _ = Inert().__deepcopy__


def test_as_a_decorator_it_returns_the_function():
    def f():
        return 1

    assert Inert()(f) is f


def test_stand_ins_are_there_for_a_while_and_the_real_modules_afterwards():
    import json

    with stand_ins_for(["json", "seaborn"]):
        import json as inert

        import seaborn

        assert isinstance(inert.dumps(3), Inert)
        assert seaborn.anything(1)

    assert sys.modules["json"] is json
    assert "seaborn" not in sys.modules


def test_stand_ins_do_not_refuse_other_imports():
    with stand_ins_for(["matplotlib"]):
        import csv

    assert csv.reader
