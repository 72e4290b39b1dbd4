"""The filter as a program, for both architectures; and as the kernel carries it out."""

import errno
import os
import struct

import pytest

from autograder.sandbox.isolation.seccomp import program
from autograder.sandbox.isolation.syscalls import known_numbers

ALLOW, KILL, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
REFUSED, ABSENT = ERRNO | errno.EPERM, ERRNO | errno.ENOSYS
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
PID = 7
CLONE_OF_A_THREAD, CLONE_OF_A_FORK, CLONE_NEWUSER = 0x3D0F00, 0x01200011, 0x10000000


def verdict(machine: str, number: int, *arguments: int, architecture: int | None = None) -> int:
    """What the filter answers, by a small interpreter of the five instructions that it is made of."""
    arguments += (0,) * (6 - len(arguments))
    call = struct.pack("=IIQ6Q", number, architecture or ARCHITECTURES[machine], 0, *arguments)
    steps = list(struct.iter_unpack("=HBBI", program(PID, machine)))
    at = accumulator = 0
    while True:
        code, if_true, if_false, value = steps[at]
        at += 1
        if code == 0x06:
            return value
        if code == 0x20:
            (accumulator,) = struct.unpack_from("=I", call, value)
        elif code == 0x54:
            accumulator &= value
        else:
            holds = accumulator == value if code == 0x15 else accumulator >= value
            at += if_true if holds else if_false


@pytest.fixture(params=list(ARCHITECTURES))
def machine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_what_numpy_and_the_interpreter_need_is_allowed(machine):
    numbers = known_numbers(machine)

    for name in ("read", "mmap", "futex", "getrandom", "clock_gettime", "exit_group", "statx", "recvfrom"):
        assert verdict(machine, numbers[name]) == ALLOW, name


def test_what_isolates_cannot_be_asked_for_again(machine):
    numbers = known_numbers(machine)

    for name in ("mount", "umount2", "unshare", "setns", "pivot_root", "seccomp", "capset"):
        assert verdict(machine, numbers[name]) == REFUSED, name


def test_another_architecture_and_x32_end_the_process():
    assert verdict("x86_64", 0, architecture=ARCHITECTURES["aarch64"]) == KILL
    assert verdict("aarch64", 0, architecture=ARCHITECTURES["x86_64"]) == KILL
    assert verdict("x86_64", 0x40000000) == KILL


def test_clone_makes_threads_only(machine):
    clone = known_numbers(machine)["clone"]

    assert verdict(machine, clone, CLONE_OF_A_THREAD) == ALLOW
    assert verdict(machine, clone, CLONE_OF_A_FORK) == REFUSED
    assert verdict(machine, clone, CLONE_OF_A_THREAD | CLONE_NEWUSER) == REFUSED
    assert verdict(machine, known_numbers(machine)["clone3"]) == ABSENT


def test_conditions_see_all_the_bits_they_should(machine):
    numbers = known_numbers(machine)
    null, pointer_in_high_half = 0, 1 << 40

    assert verdict(machine, numbers["prlimit64"], 0, 7, null) == ALLOW
    assert verdict(machine, numbers["prlimit64"], 0, 7, 0x1000) == REFUSED
    assert verdict(machine, numbers["prlimit64"], 0, 7, pointer_in_high_half) == REFUSED
    assert verdict(machine, numbers["sendto"], 3, 1, 1, 0, null) == ALLOW
    assert verdict(machine, numbers["sendto"], 3, 1, 1, 0, pointer_in_high_half) == REFUSED


def test_signals_reach_only_the_process_itself(machine):
    for name in ("kill", "tgkill"):
        number = known_numbers(machine)[name]

        assert verdict(machine, number, PID) == ALLOW
        assert verdict(machine, number, PID + 1) == REFUSED
        assert verdict(machine, number, (1 << 64) - 1) == REFUSED


def test_reading_cannot_empty_a_file(machine):
    """Landlock before Linux 6.2 lets a file be opened for reading with O_TRUNC, which empties it."""
    openat = known_numbers(machine)["openat"]

    assert verdict(machine, openat, 0, 0, os.O_RDONLY) == ALLOW
    assert verdict(machine, openat, 0, 0, os.O_WRONLY | os.O_TRUNC) == ALLOW
    assert verdict(machine, openat, 0, 0, os.O_RDWR | os.O_TRUNC) == ALLOW
    assert verdict(machine, openat, 0, 0, os.O_RDONLY | os.O_TRUNC) == REFUSED


def test_an_unknown_architecture_is_said():
    with pytest.raises(NotImplementedError, match="riscv64"):
        program(PID, "riscv64")


@pytest.mark.parametrize(
    "source",
    [
        "import os; os.fork()",
        "import os; os.posix_spawn('/bin/true', ['true'], {})",
        "import os; os.execv('/bin/true', ['true'])",
        "import socket; socket.socket()",
        "import socket; socket.socket(socket.AF_UNIX).bind(chr(0) + 'name')",
        "import socket; socket.socketpair()",
        "import os; os.memfd_create('memory')",
        "import os; os.kill(-1, 9)",
        "import os; os.kill(os.getppid(), 9)",
        "open('f', 'w').close(); import os; os.chmod('f', 0o777)",
        "open('f', 'w').close(); import os; os.utime('f')",
        "import os; os.mkfifo('pipe')",
        "import os; os.setgroups([])",
        "import os; os.setpriority(os.PRIO_PROCESS, 0, 5)",
        "import fcntl, os; fcntl.fcntl(3, fcntl.F_SETOWN, 1)",
        "import os; os.pidfd_open(os.getpid())",
    ],
)
def test_a_locked_worker_is_refused(locked, source):
    reply = locked.run(source)

    assert reply.get("raised") in {"PermissionError", "OSError"}, reply
    assert reply["errno"] in {errno.EPERM, errno.ENOSYS}
    assert locked.result("result = 'alive'") == "alive"


def test_raw_calls_are_refused_too(locked):
    """What ctypes gives to students is the same kernel interface."""
    locked.run("import ctypes; libc = ctypes.CDLL(None, use_errno=True)")

    clone3 = locked.result("libc.syscall(435, None, 0); result = ctypes.get_errno()")
    ptrace = locked.result("libc.ptrace(0, 0, 0, 0); result = ctypes.get_errno()")
    sendmsg = locked.result("libc.sendmsg(3, None, 0); result = ctypes.get_errno()")

    assert (clone3, ptrace, sendmsg) == (errno.ENOSYS, errno.EPERM, errno.EPERM)


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="x32 belongs to x86-64")
def test_an_x32_call_ends_the_worker(locked):
    reply = locked.run("import ctypes; ctypes.CDLL(None).syscall(0x40000000 + 39)")

    assert reply == {}
    assert locked.worker.wait(5)
    assert locked.worker.ending() == "ended by SIGSYS"
