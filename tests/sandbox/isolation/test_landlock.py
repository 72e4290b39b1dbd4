"""What Landlock keeps from a confined worker, which still sees the machine's own root."""

import errno
import os

import pytest

from autograder.sandbox.isolation import landlock


@pytest.mark.parametrize("path", ["/etc/passwd", "/proc/self/environ", "/proc/1/cmdline", __file__])
def test_files_outside_cannot_be_read(confined, path):
    reply = confined.run(f"open({path!r})")

    assert reply["errno"] == errno.EACCES


@pytest.mark.parametrize("path", ["/", "/tmp", os.path.dirname(__file__)])
def test_folders_outside_cannot_be_listed_or_written(confined, path):
    listed = confined.run(f"import os; os.listdir({path!r})")
    written = confined.run(f"open(os.path.join({path!r}, 'written'), 'w')")
    made = confined.run(f"os.mkdir(os.path.join({path!r}, 'made'))")

    assert [reply["errno"] for reply in (listed, written, made)] == [errno.EACCES] * 3


def test_a_library_cannot_be_emptied(confined):
    import dis

    for flags in ("os.O_WRONLY", "os.O_RDONLY | os.O_TRUNC", "os.O_RDWR | os.O_TRUNC"):
        reply = confined.run(f"import os; os.open({dis.__file__!r}, {flags})")

        assert reply["errno"] in {errno.EACCES, errno.EPERM}
    assert os.path.getsize(dis.__file__) > 0


def test_the_scratch_takes_files(confined):
    text = confined.result("""
import os
os.mkdir("a"); open("a/x", "w").write("text"); os.rename("a/x", "y"); os.rmdir("a")
result = open("y").read()""")

    assert text == "text"


def test_the_scratch_of_another_worker_cannot_be_read(lock_at):
    one, two = lock_at("confined"), lock_at("confined")
    folder = one.result("import os; open('mine', 'w').close(); result = os.getcwd()")

    reply = two.run(f"import os; os.listdir({folder!r})")

    assert reply["errno"] == errno.EACCES


def test_no_descriptor_of_the_rules_is_left(locked):
    opened = locked.result("""
import os
result = []
for d in range(64):
    try: os.fstat(d); result.append(d)
    except OSError: pass""")

    assert opened == [0, 1, 2, 3, 4]


def test_the_version_is_a_number():
    assert 0 <= landlock.version() < 1000
