"""The tests that the other tools are given: the same ones, in a folder that needs nothing of this project."""

import subprocess
import sys
from xml.etree import ElementTree

import pytest

from autograder.grading.protocol import Setup
from autograder.grading.runner import SuiteRunner
from autograder.model import Isolation
from benchmarks.members import members, the_assignment
from benchmarks.peers.suite import cases, write_tests

# -I: neither this folder nor the project's own is on the path, so that only what was written is imported.
_RUN_ALL = """
import sys
sys.path.insert(0, {folder!r})
import adapter, autograder, convolution
assert autograder.__file__.startswith({folder!r}), autograder.__file__
for module, function, parameters in {calls!r}:
    adapter.run(module, function, parameters, convolution)
assert "pytest" not in sys.modules
"""


@pytest.fixture
def right():
    """A right submission."""
    return members(1)[0].source


def test_the_reference_passes_them_in_a_folder_of_their_own(tmp_path, right):
    write_tests(the_assignment(), tmp_path)
    (tmp_path / "convolution.py").write_text(right)
    calls = [(case.module, case.function, case.parameters) for case in cases(the_assignment())]
    code = _RUN_ALL.format(folder=str(tmp_path), calls=calls)

    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_plain_pytest_runs_the_same_cases(tmp_path, right):
    write_tests(the_assignment(), tmp_path, for_pytest=True)
    (tmp_path / "convolution.py").write_text(right)

    options = ["-q", "--junitxml=results.xml", "-p", "no:cacheprovider"]
    subprocess.run([sys.executable, "-m", "pytest", *options], cwd=tmp_path, capture_output=True, check=False)

    counts = ElementTree.parse(tmp_path / "results.xml").getroot()[0].attrib
    assert (int(counts["tests"]), counts["failures"], counts["errors"]) == (len(cases(the_assignment())), "0", "0")


def test_this_project_runs_as_many():
    assignment = the_assignment()
    chosen = [name for name in assignment.manifest.questions if name != "conv2d_fast"]
    setup = Setup(
        public=str(assignment.public), private=str(assignment.private), isolation=Isolation.PROCESS, salt=b"any",
        questions=chosen,
    )  # fmt: skip

    with SuiteRunner(setup) as runner:
        tests = runner.ready.tests

    assert len(tests) == len(cases(assignment))
