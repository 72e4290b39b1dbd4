"""What starting costs: help is quick, and the worker imports nothing that student code could use against us."""

import subprocess
import sys

import pytest

HEAVY = {"numpy", "pytest", "jupytext", "nbformat", "sqlalchemy", "matplotlib"}
OF_THE_WORKER = {
    f"autograder.sandbox.{name}"
    for name in (
        "wire", "wire.decoder", "wire.encoder", "wire.values", "incoming", "limits", "isolation", "loader", "observed",
        "served", "shared", "standins", "worker",
    )
} | {"autograder", "autograder.errors", "autograder.sandbox"}  # fmt: skip


def modules_after(code):
    """The modules that a fresh Python has imported once it ran some code."""
    shown = f"{code}\nimport sys\nprint('|'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split("|"))


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_imports_nothing_heavy(arguments):
    modules = modules_after(f"from autograder.cli.main import run\nassert run({arguments}) == 0")

    assert "click" in modules
    assert not HEAVY & {m.partition(".")[0] for m in modules}


def test_the_worker_imports_only_numpy_msgpack_and_its_own_modules():
    bare = modules_after("")

    modules = modules_after("import autograder.sandbox.worker") - bare

    tops = {m.partition(".")[0] for m in modules if not m.startswith("_cython")}
    assert {m for m in modules if m.partition(".")[0] == "autograder"} <= OF_THE_WORKER
    assert tops - sys.stdlib_module_names <= {"numpy", "msgpack", "autograder", "cython_runtime", "_cyutility"}


def test_the_coordinator_imports_nothing_that_talks_to_a_worker():
    """It starts the suite process, which does; each import is paid for before the first submission is graded."""
    modules = modules_after("import autograder.cli.grade")

    assert "autograder.grading.runner" in modules
    assert not modules & {f"autograder.sandbox.{name}" for name in ("client", "handles", "launch", "zygote_client")}
    assert not HEAVY - {"numpy"} & {m.partition(".")[0] for m in modules}
