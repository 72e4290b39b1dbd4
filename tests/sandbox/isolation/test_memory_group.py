"""Groups are made where the kernel lets us; where it does not, nothing is made and nobody is told of an error."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("cgroups are Linux's", allow_module_level=True)

from autograder.sandbox.isolation import memory_group
from autograder.sandbox.isolation.memory_group import MemoryGroups

MIB = 1 << 20
TAKE = "import sys; sys.stdin.read(1); kept = bytearray(int(sys.argv[1])); kept[::4096] = b'x' * len(kept[::4096])"


@pytest.fixture
def groups():
    found = MemoryGroups.find()
    if found is None:
        pytest.skip("no folder of cgroups is delegated to this process")
    yield found
    found.close()


def run_in(group, taken_bytes):
    """How a process ends that joins a group and then takes memory."""
    process = subprocess.Popen([sys.executable, "-c", TAKE, str(taken_bytes)], stdin=subprocess.PIPE)
    group.add(process.pid)
    process.communicate(b"x", timeout=60)
    return process.returncode


def test_a_process_that_takes_more_than_its_group_may_is_ended_and_that_is_told(groups):
    group = groups.make(48 * MIB)

    assert run_in(group, 200 * MIB) == -9
    assert group.had_too_little()


def test_a_process_that_takes_less_ends_by_itself(groups):
    group = groups.make(100 * MIB)

    assert run_in(group, 20 * MIB) == 0
    assert not group.had_too_little()


def test_nothing_is_left(groups):
    groups.make(MIB).remove()
    groups.make(MIB)  # of a grader that was killed

    groups.close()

    assert not groups._folder.exists()


def test_what_a_killed_grader_left_is_removed_by_the_next(groups):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = groups._folder.with_name(f"autograder-{ended.pid}")
    (left / "1-1").mkdir(parents=True)

    again = MemoryGroups.find()  # of this process again: its folder is there
    assert again is None or again.close() is None

    assert not left.exists()
    assert groups._folder.exists()


# What version 2 looks like, laid out by hand: its folders and files, not what the kernel does with them.


@pytest.fixture
def version_2(tmp_path, monkeypatch):
    """A tree in which this process has a group of its own in a delegated one."""
    proc, delegated = tmp_path / "proc", tmp_path / "cgroup" / "service"
    (proc / "self").mkdir(parents=True)
    (delegated / "grader").mkdir(parents=True)
    (proc / "self" / "cgroup").write_text("0::/service/grader\n")
    mount = f"30 24 0:27 / {tmp_path / 'cgroup'} rw,nosuid - cgroup2 cgroup2 rw\n"
    (proc / "self" / "mountinfo").write_text(f"24 1 8:1 / / rw - ext4 /dev/vda rw\n{mount}")
    (delegated / "cgroup.controllers").write_text("cpu memory pids\n")
    (delegated / "cgroup.subtree_control").write_text("cpu\n")
    monkeypatch.setattr(os, "getxattr", lambda folder, mark: b"1" if mark == "user.delegate" else b"")
    return proc, delegated


def test_of_version_2_the_group_above_is_taken_if_it_is_delegated(version_2):
    proc, delegated = version_2

    assert memory_group._parents(proc) == [(delegated, memory_group._VERSION_2)]


def test_of_version_2_no_group_is_taken_that_root_merely_may_write_to(version_2, monkeypatch):
    proc, _ = version_2
    monkeypatch.setattr(os, "getxattr", lambda folder, mark: b"")
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    assert memory_group._parents(proc) == []


def test_of_version_2_nothing_without_the_controller(version_2):
    proc, delegated = version_2
    (delegated / "cgroup.controllers").write_text("cpu pids\n")

    assert memory_group._parents(proc) == []


def test_of_version_2_limits_go_where_its_files_are(version_2):
    _, delegated = version_2
    group = MemoryGroups(delegated, memory_group._VERSION_2).make(5 * MIB)

    made = delegated / f"{os.getpid()}-1"
    assert (made / "memory.max").read_text() == str(5 * MIB)
    assert (made / "memory.swap.max").read_text() == "0"
    (made / "memory.events").write_text("low 0\noom 1\noom_kill 1\n")
    assert group.had_too_little()


def test_a_system_without_cgroups_has_no_groups(tmp_path):
    assert MemoryGroups.find(tmp_path) is None


def test_a_mount_of_a_part_of_the_tree_is_understood(tmp_path):
    (tmp_path / "self").mkdir()
    (tmp_path / "self" / "mountinfo").write_text("31 24 0:28 /docker/12 /sys/fs/cgroup ro - cgroup2 cgroup rw\n")

    assert memory_group._folder_of(tmp_path, "cgroup2", "/docker/12/inner", "") == Path("/sys/fs/cgroup/inner")
    assert memory_group._folder_of(tmp_path, "cgroup2", "/elsewhere", "") is None
