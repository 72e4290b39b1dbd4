"""Every sentence of docs/limits.md about a breach, provoked for real."""

from pathlib import Path

import pytest

from autograder.manifest import AssignmentLimits, Limits
from autograder.model import Status

DOCUMENT = (Path(__file__).parents[2] / "docs" / "limits.md").read_text(encoding="utf-8")
TIGHT = """
[limits]
wall_s = 3
cpu_s = 0.3
memory_mib = 400
output_kib = 1
scratch_mib = 1

[limits.loading]
wall_s = 2
cpu_s = 0.4
scratch_mib = 1
"""


@pytest.fixture(scope="module")
def tight(make_assignment, open_suite, tiny_manifest, tmp_path_factory):
    """A suite of the tiny assignment with tight limits."""
    manifest = tiny_manifest.partition("[limits]")[0] + TIGHT
    return open_suite(make_assignment(tmp_path_factory.mktemp("tight"), manifest=manifest))


def first_hidden(result):
    return next(t for t in result.tests if t.question == "double" and t.max_score)


def double(body):
    return "import os, sys, time\nimport numpy as np\n\ndef double(x):\n" + "".join(
        f"    {b}\n" for b in body.split("\n")
    )


def test_the_defaults_are_those_of_the_document():
    test, loading = AssignmentLimits(), AssignmentLimits().loading

    for key in ("wall_s", "cpu_s"):
        assert f"| `{key}` | {getattr(test, key):g} / {getattr(loading, key):g} s |" in DOCUMENT
    for key in ("memory_mib", "output_kib", "scratch_mib"):
        unit = "KiB" if key.endswith("kib") else "MiB"
        assert getattr(test, key) == getattr(loading, key)
        assert f"| `{key}` | {getattr(test, key)} {unit} |" in DOCUMENT
    assert test.cpu_times_reference is None
    assert all(f"| `{key}` |" in DOCUMENT for key in Limits.__struct_fields__)


def test_a_test_that_takes_too_long(tight):
    test = first_hidden(tight.grade(double("time.sleep(60)")))

    assert (test.status, test.message) == (Status.TIMED_OUT, "took longer than 3 s")


def test_a_test_that_uses_too_much_cpu_time(tight):
    test = first_hidden(tight.grade(double("while True: pass")))

    assert (test.status, test.message) == (Status.TIMED_OUT, "used more than 0.3 s of CPU time")


def test_a_test_that_is_much_slower_than_the_reference(make_assignment, open_suite, tiny_manifest, tmp_path_factory):
    multiple = "points = 2\nlimits.cpu_times_reference = 2\n\n[questions.total]"
    manifest = tiny_manifest.replace("points = 2\n\n[questions.total]", multiple)
    suite = open_suite(make_assignment(tmp_path_factory.mktemp("multiple"), manifest=manifest))

    test = first_hidden(suite.grade(double("while True: pass")))

    assert (test.status, test.message) == (Status.TIMED_OUT, "used more than 0.2 s of CPU time")


def test_a_test_that_takes_too_much_memory(tight):
    test = first_hidden(tight.grade(double("return np.ones(1 << 29)")))

    assert test.status is Status.OUT_OF_MEMORY
    assert test.line == "tiny.py, line 5"


def test_output_over_the_limit_is_dropped_and_marked(tight):
    test = first_hidden(tight.grade(double("print('x' * 5000)\nreturn 2 * x")))

    assert test.status is Status.PASSED
    assert test.output.startswith("xxx")
    assert test.output.endswith("(output over 1 KiB was dropped)")


def test_a_file_over_the_limit_is_an_error_at_its_line(tight):
    test = first_hidden(tight.grade(double("open('big', 'wb').write(bytes(3 << 20))\nreturn 2 * x")))

    assert test.status is Status.ERROR
    assert test.exception == "OSError"
    assert test.line == "tiny.py, line 5"


@pytest.mark.parametrize("statement", ["while True: pass", "__import__('os')._exit(0)"])
def test_a_statement_that_exhausts_loading_is_passed_over(tight, statement):
    result = tight.grade(f"{statement}\n\ndef double(x):\n    return 2 * x\n")

    assert first_hidden(result).status is Status.PASSED
    told = "tiny.py, line 1: stopped: used up the time for loading, or ended the process (passed over)"
    assert result.warnings == [told]
    assert told.partition(", line 1")[2] in " ".join(DOCUMENT.split())


def test_a_worker_that_dies_is_crashed_and_the_next_test_runs(tight):
    result = tight.grade(double("os._exit(3)") + "\ndef total(x):\n    return float(np.sum(x))\n")

    assert first_hidden(result).status is Status.CRASHED
    assert result.questions["total"].score == 1
