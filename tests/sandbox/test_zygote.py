"""The zygote and its client: what a worker starts with, how it ends, and what is left of it."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from autograder.errors import GraderFault
from autograder.sandbox import wire
from autograder.sandbox.isolation.start import python_environment
from autograder.sandbox.limits import WorkerLimits
from autograder.sandbox.zygote_client import Zygote

RUNGS = ("sandbox", "confined", "process")
STAND_IN = f"{Path(__file__).with_name('stand_in.py')}:serve"


@pytest.fixture(params=RUNGS)
def worker(request, lock_at):
    """A worker at each rung."""
    return lock_at(request.param)


def read_all(descriptor):
    """What was printed until now; the worker must have ended."""
    return b"".join(iter(lambda: os.read(descriptor, 1 << 16), b"")).decode()


def exists(pid):
    return os.path.exists(f"/proc/{pid}")


def is_running(pid):
    """Whether it exists and is no zombie: orphans wait for process 1 of this machine, which may take its time."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_worker_has_null_its_output_its_wire_a_place_for_shared_memory_and_nothing_else(worker):
    kinds = worker.result("""
import os, stat
result = {}
for d in range(64):
    try: mode = os.fstat(d).st_mode
    except OSError: continue
    result[d] = {stat.S_IFCHR: "chr", stat.S_IFIFO: "fifo", stat.S_IFSOCK: "sock"}.get(stat.S_IFMT(mode))
""")

    assert kinds == {"0": "chr", "1": "fifo", "2": "fifo", "3": "sock", "4": "chr"}


def test_a_worker_s_environment_is_not_ours(worker, monkeypatch):
    environment = worker.result("import os; result = dict(os.environ)")

    assert set(environment) == {
        "HOME", "LANG", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "PYTHONDONTWRITEBYTECODE",
        "PYTHONHASHSEED", "PYTHONIOENCODING", "TMPDIR",
    }  # fmt: skip
    assert environment["HOME"] == environment["TMPDIR"] == worker.result("result = os.getcwd()")


def test_hashing_is_fixed_and_the_checkout_is_not_on_the_path(worker):
    hashed = worker.result("result = hash('convolution')")
    path = worker.result("import sys; result = sys.path")

    again = subprocess.run(
        [sys.executable, "-c", "print(hash('convolution'))"],
        env={"PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
    )
    assert hashed == int(again.stdout)
    assert str(Path(__file__).resolve().parents[2]) not in path


def test_what_is_printed_before_a_crash_is_kept(worker):
    worker.run("import sys; print('before ☃'); print('warned', file=sys.stderr); import ctypes; ctypes.string_at(0)")

    assert worker.worker.wait(5)
    assert worker.worker.ending() == "ended by SIGSEGV"
    assert read_all(worker.output_fd) == "before ☃\nwarned\n"


@pytest.mark.parametrize(
    ("source", "ending"), [("os._exit(3)", "ended itself with exit status 3"), ("os.abort()", None)]
)
def test_an_ending_is_told_in_words(worker, source, ending):
    assert worker.worker.ending() == "still runs"
    assert worker.worker.exit_code() is None

    worker.run(f"import os; {source}")

    assert worker.worker.wait(5)
    # As process 1 a worker does not hear its own SIGABRT; the C library then ends it by other means.
    assert worker.worker.ending() == ending or worker.worker.exit_code() in {-signal.SIGABRT, -signal.SIGSEGV}


def test_cpu_time_is_known_while_it_runs_and_after(worker):
    worker.run("import time\nwhile time.process_time() < 0.3: pass")
    running = worker.worker.cpu_s()
    worker.worker.kill()
    assert worker.worker.wait(5)
    ended = worker.worker.cpu_s()

    assert 0.25 < running < 5
    assert running <= ended + 0.02 < running + 1


def test_the_process_id_is_the_one_seen_here(worker):
    status = worker.status("Pid")

    assert int(status) == worker.worker.pid


def test_a_killed_worker_leaves_no_process_no_zombie_and_no_file(worker, eventually):
    scratch = worker.result("import os; open('file', 'w').close(); result = os.getcwd()")

    worker.worker.kill()

    assert worker.worker.wait(5)
    assert eventually(lambda: not exists(worker.worker.pid))
    assert eventually(lambda: not os.path.exists(scratch))


def test_threads_that_never_end_do_not_keep_a_worker(worker):
    worker.run(
        "import threading\nfor _ in range(4): threading.Thread(target=lambda: [0 for _ in iter(int, 1)]).start()"
    )

    worker.worker.kill()

    assert worker.worker.wait(5)


def test_a_worker_that_cannot_be_isolated_is_our_fault_and_runs_nothing(zygote_at):
    """A limit that no kernel can take fails after the fork; that must not look like a crash of the student's."""
    for rung in ("sandbox", "confined"):
        ours, theirs = socket.socketpair()
        with ours, theirs, open(os.devnull, "wb") as output, pytest.raises(GraderFault, match="could not be isolated"):
            zygote_at(rung).spawn(WorkerLimits(memory_mib=1 << 60), theirs.fileno(), output.fileno())


def test_forked_graders_share_one_zygote(zygote_at, lock_at):
    zygote_at("sandbox")
    graders = []
    for _ in range(4):
        pid = os.fork()
        if pid == 0:
            try:
                answers = [lock_at("sandbox").result(f"result = {os.getpid()} + {i}") for i in range(5)]
                os._exit(0 if answers == [os.getpid() + i for i in range(5)] else 1)
            finally:
                os._exit(2)
        graders.append(pid)

    codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in graders]

    assert codes == [0] * 4


@pytest.mark.parametrize("rung", RUNGS)
def test_closing_ends_every_worker_and_leaves_no_file(
    rung, reports, tmp_path, monkeypatch, eventually, lock_at, zygote_at
):
    zygote_at(rung)  # skips where it is not offered
    tmp_path.chmod(0o755)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ours, theirs = socket.socketpair()
    with ours, theirs, open(os.devnull, "wb") as output:
        zygote = Zygote.start(rung, entry=STAND_IN)
        worker = zygote.spawn(WorkerLimits(), theirs.fileno(), output.fileno())
        ours.sendall(json.dumps("open('file', 'w').close()").encode() + b"\n")
        ours.recv(100)
        left_open = list(tmp_path.rglob("file")) if rung != "sandbox" else ["in a mount of its own"]

        zygote.close()

        assert left_open
        assert worker.wait(5)
        assert eventually(lambda: not exists(worker.pid))
        assert list(tmp_path.iterdir()) == []
        worker.close()


SUITE = """
import os, signal, socket, sys
from autograder.sandbox.limits import WorkerLimits
from autograder.sandbox.zygote_client import Zygote

zygote = Zygote.start(sys.argv[1], entry=sys.argv[2])
ends = [socket.socketpair() for _ in range(2)]
workers = [zygote.spawn(WorkerLimits(), theirs.fileno(), 2) for _, theirs in ends]
for ours, _ in ends:
    ours.sendall(b'"import time; time.sleep(60)"' + bytes([10]))
grader = os.fork()  # holds an end of every channel, and lives on
if grader == 0:
    os.closerange(0, 3)
    signal.pause()
print(grader, zygote._process.pid, *(worker.pid for worker in workers), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("rung", RUNGS)
def test_the_death_of_the_suite_ends_the_zygote_and_all_workers(rung, zygote_at, tmp_path, eventually):
    zygote_at(rung)
    environment = python_environment() | {"TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", SUITE, rung, STAND_IN]

    # Its errors go where ours do: who lives on must not keep a pipe of this test open.
    suite = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, timeout=60)

    grader, *pids = suite.stdout.split()
    try:
        assert (suite.returncode, len(pids)) == (-signal.SIGKILL, 3)
        assert eventually(lambda: not any(map(is_running, pids)))
        assert eventually(lambda: list(tmp_path.iterdir()) == [])
    finally:
        for pid in (grader, *pids):
            if is_running(pid):
                os.kill(int(pid), signal.SIGKILL)


def test_the_death_of_the_zygote_is_noticed(start_stand_in, eventually):
    worker = start_stand_in("sandbox", packages=())
    zygote = start_stand_in.zygotes[-1]

    zygote._process.kill()

    assert worker.worker.wait(5)
    assert worker.worker.ending() == "ended with the zygote"
    with pytest.raises(GraderFault, match="could not be started"):
        start_stand_in.spawn(zygote)


def test_a_package_that_is_not_installed_is_named():
    with pytest.raises(GraderFault, match="no_such_package"):
        Zygote.start("process", packages=("no_such_package",), entry=STAND_IN)


def test_the_entry_of_the_project_s_own_worker_serves(zygote_at):
    """A worker that loads a submission and answers for it, through every wall there is."""
    zygote_at("sandbox")
    ours, theirs = socket.socketpair()
    ours.settimeout(30)
    with ours, theirs, open(os.devnull, "wb") as output, Zygote.start("sandbox") as zygote:
        worker = zygote.spawn(WorkerLimits(), theirs.fileno(), output.fileno())
        chunks = [["student.py", "import numpy as np\ndef double(x):\n    return 2 * np.asarray(x)\n"]]
        for part in wire.encode([1, "load", [], None, chunks, "student", ["numpy"], ["matplotlib"], None, []]):
            ours.sendall(part)
        prefix = ours.recv(wire.PREFIX.size, socket.MSG_WAITALL)
        header, body = wire.frame_lengths(prefix)
        rest = memoryview(ours.recv(header + body, socket.MSG_WAITALL))
        reply = wire.decode(rest[:header], rest[header:], trusted=False)
        worker.close()

    assert reply == [1, "ok", []]


def test_many_workers_one_after_another_leave_nothing(lock_at, zygote_at):
    zygote_at("sandbox")
    before = len(os.listdir("/proc/self/fd"))

    for _ in range(50):
        worker = lock_at("sandbox")
        assert worker.result("import os; result = os.getpid()") == 1
        worker.close()

    assert len(os.listdir("/proc/self/fd")) == before


def test_a_private_folder_for_temporary_files_stops_no_worker(zygote_at, tmp_path, monkeypatch):
    """Run as root with a Python for all, a worker got a user id of its own and could not enter its own scratch."""
    zygote_at("confined")
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    monkeypatch.setattr("tempfile.tempdir", str(private))
    ours, theirs = socket.socketpair()

    with ours, theirs, open(os.devnull, "wb") as output, Zygote.start("confined", entry=STAND_IN) as zygote:
        worker = zygote.spawn(WorkerLimits(), theirs.fileno(), output.fileno())
        ours.sendall(json.dumps("open('file', 'w').close(); result = 1").encode() + b"\n")
        reply = json.loads(ours.recv(100))
        worker.close()

    assert reply == {"result": 1}


@pytest.mark.parametrize("rung", ["sandbox", "process"])
@pytest.mark.parametrize("delay_s", [0, 0.03, 0.1, 0.2, 0.3, 0.5])
def test_a_zygote_that_is_not_needed_after_all_ends_without_a_word_and_leaves_nothing(
    rung, delay_s, tmp_path, monkeypatch, capfd
):
    """A suite that cannot be collected ends while its zygote still gets ready."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    zygote = Zygote.begin(rung)
    time.sleep(delay_s)
    zygote.close()

    assert zygote._process.returncode is not None
    assert capfd.readouterr().err == ""
    assert list(tmp_path.iterdir()) == []
