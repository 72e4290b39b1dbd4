"""The system calls that a worker may make: an allow-list, because lists of what is forbidden age.

Refuses whatever makes a process, a namespace, a socket or a mapping of another process, executes a file, changes the
mode or the times of one, passes descriptors, or raises a limit. What is refused fails with EPERM. Numbers from
``clone3`` on fail with ENOSYS, so that a C library newer than this list falls back on the older call; ``clone3`` itself
has to, since its flags lie in memory that a filter cannot see. A call by another architecture's numbers, or with the
x32 bit, ends the process.

References
----------
Linux ``Documentation/userspace-api/seccomp_filter.rst``; ``linux/filter.h``, ``linux/seccomp.h``, ``linux/sched.h``.
"""

import errno
import fcntl
import os
import struct
import termios
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from autograder.sandbox.isolation.syscalls import architecture, buffer_address, call, known_numbers

_FREE: Final = """
    read write close fstat lseek mmap mprotect munmap brk rt_sigaction rt_sigprocmask rt_sigreturn pread64 pwrite64
    readv writev preadv pwritev preadv2 pwritev2 sched_yield mremap msync madvise dup dup3 nanosleep getitimer setitimer
    getpid sendfile copy_file_range recvfrom getsockname getpeername getsockopt exit exit_group uname fsync fdatasync
    ftruncate getdents64 getcwd chdir fchdir umask gettimeofday getrlimit getrusage sysinfo times getuid getgid geteuid
    getegid getppid getgroups getresuid getresgid getpgid getsid rt_sigpending rt_sigtimedwait rt_sigsuspend sigaltstack
    statfs fstatfs gettid futex sched_getaffinity restart_syscall fadvise64 clock_gettime clock_getres clock_nanosleep
    mkdirat newfstatat unlinkat renameat renameat2 readlinkat faccessat faccessat2 pselect6 ppoll set_robust_list
    get_robust_list pipe2 getrandom membarrier statx rseq close_range getcpu
"""
# Calls that aarch64 never had, because a newer one does the same.
_FREE_ON_X86: Final = """
    stat lstat poll access select dup2 pause alarm rename mkdir rmdir unlink readlink getpgrp time
"""


class _Condition(NamedTuple):
    """Holds when an argument of the call, seen through a mask, has a value. All are 64 bits wide."""

    argument: int
    mask: int
    value: int


_ALL_BITS: Final = (1 << 64) - 1
_CLONE_THREAD: Final = 0x00010000
# PTRACE, VFORK, PARENT, NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET, and PIDFD
_CLONE_REFUSED: Final = 0x2000 | 0x4000 | 0x8000 | 0x20000 | 0x7E000000 | 0x1000
_PR_SET_NAME, _PR_GET_NAME = 15, 16


def _conditional(pid: int, machine: str) -> dict[str, list[_Condition]]:
    """Calls that are allowed when one of their conditions holds."""

    # Landlock before Linux 6.2 does not see that reading with O_TRUNC empties the file.
    def opened_well(flags: int) -> list[_Condition]:
        return [_Condition(flags, os.O_TRUNC, 0), *(_Condition(flags, m, m) for m in (os.O_WRONLY, os.O_RDWR))]

    def one_of(argument: int, *values: int) -> list[_Condition]:
        return [_Condition(argument, 0xFFFFFFFF, v) for v in values]

    conditional = {
        "clone": [_Condition(0, _CLONE_THREAD | _CLONE_REFUSED, _CLONE_THREAD)],
        "openat": opened_well(2),
        "sendto": [_Condition(4, _ALL_BITS, 0)],  # to the peer only
        "kill": one_of(0, pid),
        "tgkill": one_of(0, pid),
        "prlimit64": [_Condition(2, _ALL_BITS, 0)],  # reading
        "prctl": one_of(0, _PR_SET_NAME, _PR_GET_NAME),  # names of threads
        "ioctl": one_of(1, termios.TCGETS, termios.FIOCLEX, termios.FIONCLEX, termios.FIONBIO),
        # Without F_SETOWN, by which a descriptor's events become signals to another process.
        "fcntl": one_of(
            1, fcntl.F_DUPFD, fcntl.F_DUPFD_CLOEXEC, fcntl.F_GETFD, fcntl.F_SETFD, fcntl.F_GETFL, fcntl.F_SETFL
        ),
    }  # fmt: skip
    if machine == "x86_64":
        conditional["open"] = opened_well(1)
    return conditional


_AUDIT_ARCH: Final = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_X32_BIT: Final = 0x40000000
_LOAD, _EQUAL, _AT_LEAST, _AND, _RETURN = 0x20, 0x15, 0x35, 0x54, 0x06  # BPF_LD|W|ABS, JEQ|K, JGE|K, ALU|AND|K, RET|K
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_AT_NUMBER, _AT_ARCHITECTURE, _AT_ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data
_SET_MODE_FILTER: Final = 1


def _instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value & 0xFFFFFFFF)


def _when(condition: _Condition) -> Iterator[bytes]:
    """Return ALLOW when the condition holds, else go on after it. The arguments are little-endian on both machines."""
    halves = []
    for shift in (0, 32):
        mask, value = condition.mask >> shift & 0xFFFFFFFF, condition.value >> shift & 0xFFFFFFFF
        if mask:
            halves.append((_AT_ARGUMENTS + 8 * condition.argument + shift // 8, mask, value))
    for later, (offset, mask, value) in zip(range(len(halves) - 1, -1, -1), halves, strict=True):
        yield _instruction(_LOAD, offset)
        yield _instruction(_AND, mask)
        yield _instruction(_EQUAL, value, if_false=3 * later + 1)  # past the other half and the return
    yield _instruction(_RETURN, _ALLOW)


@cache
def program(pid: int, machine: str) -> bytes:
    """The filter of a process with this id (1 in a pid namespace of its own), as an array of BPF instructions.

    Raises
    ------
    NotImplementedError
        On an architecture whose numbers are not known.
    """
    numbers = known_numbers(machine)
    steps = [
        _instruction(_LOAD, _AT_ARCHITECTURE),
        _instruction(_EQUAL, _AUDIT_ARCH[machine], if_true=1),
        _instruction(_RETURN, _KILL),
        _instruction(_LOAD, _AT_NUMBER),
    ]
    if machine == "x86_64":
        steps += [_instruction(_AT_LEAST, _X32_BIT, if_false=1), _instruction(_RETURN, _KILL)]
    for name in (_FREE + _FREE_ON_X86 if machine == "x86_64" else _FREE).split():
        steps += [_instruction(_EQUAL, numbers[name], if_false=1), _instruction(_RETURN, _ALLOW)]
    for name, conditions in _conditional(pid, machine).items():
        checks = [step for c in conditions for step in _when(c)] + [_instruction(_RETURN, _ERRNO | errno.EPERM)]
        steps += [_instruction(_EQUAL, numbers[name], if_false=len(checks)), *checks]
    steps += [
        _instruction(_AT_LEAST, numbers["clone3"], if_false=1),
        _instruction(_RETURN, _ERRNO | errno.ENOSYS),
        _instruction(_RETURN, _ERRNO | errno.EPERM),
    ]
    return b"".join(steps)


def install(pid: int) -> None:
    """Put the filter on this process and all its later threads, for good.

    The process must have set no_new_privileges and have a single thread.

    Raises
    ------
    OSError
        If the kernel has no seccomp filters.
    """
    instructions = program(pid, architecture())
    address = buffer_address(instructions)
    call("seccomp", _SET_MODE_FILTER, 0, struct.pack("@H6xQ", len(instructions) // 8, address))
