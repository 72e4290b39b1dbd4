"""What a worker in the sandbox sees of the disk, and what it may write."""

import errno
import os
from pathlib import Path

import pytest


def test_nobody_s_files_are_there(sandbox, tmp_path):
    for path in ("/proc/self", "/etc/passwd", "/sys/kernel", "/home", "/usr/bin", "/bin/sh", str(tmp_path), __file__):
        seen = sandbox.result(f"import os; result = os.path.lexists({path!r})")

        assert not seen, path


def test_devices_are_five(sandbox):
    names = sandbox.result("import os; result = sorted(os.listdir('/dev'))")
    zeros = sandbox.result("result = open('/dev/zero', 'rb').read(3).hex()")
    random = sandbox.result("result = len(open('/dev/urandom', 'rb').read(8))")
    written = sandbox.result("result = open('/dev/null', 'w').write('gone')")

    assert names == ["full", "null", "random", "urandom", "zero"]
    assert (zeros, random, written) == ("000000", 8, 4)


@pytest.mark.parametrize(
    "where", ["/", "/dev/shm-like", "os.path.dirname(os.__file__)", "os.path.dirname(np.__file__)"]
)
def test_writing_outside_the_scratch_is_refused(sandbox, where):
    folder = where if where.startswith("os.") else repr(where)

    reply = sandbox.run(f"import os; import numpy as np; open(os.path.join({folder}, 'x'), 'w')")

    assert reply["errno"] in {errno.EROFS, errno.EACCES, errno.ENOENT}, reply


def test_every_mount_but_the_scratch_is_read_only_and_none_lends_privileges(sandbox):
    flags = sandbox.result("""
import os
import numpy as np
places = ["/", "/dev/null", os.path.dirname(os.__file__), os.path.dirname(np.__file__), "."]
result = [os.statvfs(place).f_flag for place in places]""")

    assert [bool(f & os.ST_RDONLY) for f in flags] == [True, True, True, True, False]
    assert all(f & os.ST_NOSUID for f in flags)
    assert [bool(f & os.ST_NODEV) for f in flags] == [True, False, True, True, True]


def test_a_library_cannot_be_changed(sandbox):
    for change in ("open(os.__file__, 'a')", "os.unlink(os.__file__)", "os.rename(os.__file__, 'os.py')"):
        reply = sandbox.run(f"import os; {change}")

        assert reply["errno"] in {errno.EROFS, errno.EACCES, errno.EXDEV}, reply


def test_the_scratch_takes_files_and_is_the_current_folder(sandbox):
    text = sandbox.result("""
import os, tempfile
os.mkdir("a"); open("a/x", "w").write("text"); os.rename("a/x", "y")
with tempfile.NamedTemporaryFile(): pass
result = open(os.path.join(os.getcwd(), "y")).read()""")

    assert text == "text"


def test_the_scratch_is_bounded_in_bytes(lock_at):
    worker = lock_at("sandbox", scratch_mib=2)

    reply = worker.run("""
for i in range(5):
    open(f"part{i}", "wb").write(bytes(1 << 20))""")

    assert reply["errno"] == errno.ENOSPC


def test_the_scratch_is_bounded_in_files(sandbox):
    reply = sandbox.run("""
for i in range(10_000):
    open(str(i), "w").close()""")

    assert reply["errno"] == errno.ENOSPC


def test_nothing_written_is_executed_as_code_of_the_machine(sandbox):
    reply = sandbox.run("""
import mmap, os
open("code", "wb").write(bytes(4096))
mmap.mmap(os.open("code", os.O_RDONLY), 4096, prot=mmap.PROT_READ | mmap.PROT_EXEC, flags=mmap.MAP_PRIVATE)""")

    assert reply["errno"] == errno.EPERM


def test_scratches_are_apart(lock_at):
    one, two = lock_at("sandbox"), lock_at("sandbox")
    one.run("open('mine', 'w').close()")

    seen = two.result("import os; result = os.listdir('.')")

    assert seen == []


def test_only_packages_on_offer_can_be_found(sandbox):
    found = sandbox.result("""
from importlib.util import find_spec
result = [name for name in ("numpy", "pytest", "msgspec", "pip", "jinja2") if find_spec(name)]""")

    assert found == ["numpy"]


def test_no_mount_is_left_or_seen_outside(lock_at):
    before = Path("/proc/self/mountinfo").read_text(encoding="utf-8")
    worker = lock_at("sandbox")
    during = Path("/proc/self/mountinfo").read_text(encoding="utf-8")
    worker.close()

    assert before == during == Path("/proc/self/mountinfo").read_text(encoding="utf-8")
    assert not os.path.exists("/autograder-scratch")
