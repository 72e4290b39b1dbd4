"""The meter adds up what commands and all that they start use. How long anything takes is not asserted."""

import sys

import pytest

from benchmarks.measure import LOG, Command, measure

# Each process works until its own clock has moved by this much, however slow the machine is.
_WORK_S = 0.2
_BUSY = f"import time\nwhile time.process_time() < {_WORK_S}: pass\n"
_WITH_A_CHILD = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {_BUSY!r}])\n"
# The child is still at work when its parent ends.
_WITH_AN_ORPHAN = f"import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', {_BUSY!r}])\n"


def python(code, folder, **environment):
    return Command([sys.executable, "-c", code], str(folder), environment)


def test_the_time_of_a_child_is_counted(tmp_path):
    usage = measure([python(_WITH_A_CHILD, tmp_path)])

    assert usage.cpu_s >= _WORK_S


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere an orphan belongs to the first process of the system")
def test_the_time_of_an_orphan_is_counted(tmp_path):
    usage = measure([python(_WITH_AN_ORPHAN, tmp_path)])

    assert usage.cpu_s >= _WORK_S


def test_the_commands_are_added_up(tmp_path):
    usage = measure([python(_BUSY, tmp_path), python(_BUSY, tmp_path)], jobs=2)

    assert usage.cpu_s >= 2 * _WORK_S


def test_the_largest_process_counts_for_memory(tmp_path):
    usage = measure([python("held = bytearray(64 << 20)", tmp_path), python("pass", tmp_path)])

    assert 64 <= usage.peak_mib < 128


@pytest.mark.skipif(sys.platform != "linux", reason="it is read from /proc")
def test_a_watched_command_and_its_child_are_added_up(tmp_path):
    child = "import time; held = bytearray(64 << 20); time.sleep(0.5)"
    code = f"import subprocess, sys\nheld = bytearray(64 << 20)\nsubprocess.run([sys.executable, '-c', {child!r}])"

    usage = measure([python(code, tmp_path)], watch=True)

    assert usage.trusted_mib >= 128


def test_a_command_gets_its_own_environment_and_one_thread(tmp_path):
    code = "import os; print(os.environ['WHO'], os.environ['OMP_NUM_THREADS'])"

    measure([python(code, tmp_path, WHO="ada")])

    assert (tmp_path / LOG).read_text() == "ada 1\n"


def test_what_would_reach_into_another_environment_is_kept_away(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PYTEST_ADDOPTS", "-x")

    measure([python("import os; print(sorted(n for n in os.environ if n[:6] in ('PYTHON', 'PYTEST')))", tmp_path)])

    assert (tmp_path / LOG).read_text() == "[]\n"
