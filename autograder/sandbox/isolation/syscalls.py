"""System calls that Python 3.11 has no function for, and the numbers of all that a worker may make.

Linux on x86-64 and aarch64 only: on another machine ``number`` raises, and no rung above ``process`` is offered.

References
----------
Linux ``asm/unistd_64.h`` and ``asm-generic/unistd.h``.
"""

import ctypes
import os
import platform
from functools import cache
from typing import Final, TypeAlias

Argument: TypeAlias = int | bytes | None  # a number, a structure or text to be read by the kernel, a null pointer


def _table(text: str) -> dict[str, int]:
    words = text.split()
    return dict(zip(words[::2], map(int, words[1::2]), strict=True))


_NUMBERS: Final = {
    "x86_64": _table("""
        read 0 write 1 open 2 close 3 stat 4 fstat 5 lstat 6 poll 7 lseek 8 mmap 9 mprotect 10 munmap 11 brk 12
        rt_sigaction 13 rt_sigprocmask 14 rt_sigreturn 15 ioctl 16 pread64 17 pwrite64 18 readv 19 writev 20 access 21
        select 23 sched_yield 24 mremap 25 msync 26 madvise 28 dup 32 dup2 33 pause 34 nanosleep 35 getitimer 36
        alarm 37 setitimer 38 getpid 39 sendfile 40 sendto 44 recvfrom 45 getsockname 51 getpeername 52 getsockopt 55
        clone 56 exit 60 kill 62 uname 63 fcntl 72 fsync 74 fdatasync 75 ftruncate 77 getcwd 79 chdir 80 fchdir 81
        rename 82 mkdir 83 rmdir 84 unlink 87 readlink 89 umask 95 gettimeofday 96 getrlimit 97 getrusage 98 sysinfo 99
        times 100 getuid 102 getgid 104 geteuid 107 getegid 108 getppid 110 getpgrp 111 getgroups 115 getresuid 118
        getresgid 120 getpgid 121 getsid 124 capset 126 rt_sigpending 127 rt_sigtimedwait 128 rt_sigsuspend 130
        sigaltstack 131 statfs 137 fstatfs 138 prctl 157 pivot_root 155 mount 165 umount2 166 gettid 186 time 201
        futex 202 sched_getaffinity 204 getdents64 217 restart_syscall 219 fadvise64 221 clock_gettime 228
        clock_getres 229 clock_nanosleep 230 exit_group 231 tgkill 234 openat 257 mkdirat 258 newfstatat 262
        unlinkat 263 renameat 264 readlinkat 267 faccessat 269 pselect6 270 ppoll 271 unshare 272 set_robust_list 273
        get_robust_list 274 dup3 292 pipe2 293 preadv 295 pwritev 296 prlimit64 302 setns 308 getcpu 309
        renameat2 316 seccomp 317 getrandom 318 membarrier 324 copy_file_range 326 preadv2 327 pwritev2 328 statx 332
        rseq 334 clone3 435 close_range 436 faccessat2 439 mount_setattr 442 landlock_create_ruleset 444
        landlock_add_rule 445 landlock_restrict_self 446
    """),
    "aarch64": _table("""
        getcwd 17 dup 23 dup3 24 fcntl 25 ioctl 29 mkdirat 34 unlinkat 35 renameat 38 umount2 39 mount 40 pivot_root 41
        statfs 43 fstatfs 44 ftruncate 46 faccessat 48 chdir 49 fchdir 50 openat 56 close 57 pipe2 59 getdents64 61
        lseek 62 read 63 write 64 readv 65 writev 66 pread64 67 pwrite64 68 preadv 69 pwritev 70 sendfile 71
        pselect6 72 ppoll 73 readlinkat 78 newfstatat 79 fstat 80 fsync 82 fdatasync 83 capset 91 exit 93
        exit_group 94 unshare 97 futex 98 set_robust_list 99 get_robust_list 100 nanosleep 101 getitimer 102
        setitimer 103 clock_gettime 113 clock_getres 114 clock_nanosleep 115 sched_getaffinity 123 sched_yield 124
        restart_syscall 128 kill 129 tgkill 131 sigaltstack 132 rt_sigsuspend 133 rt_sigaction 134 rt_sigprocmask 135
        rt_sigpending 136 rt_sigtimedwait 137 rt_sigreturn 139 getresuid 148 getresgid 150 times 153 getpgid 155
        getsid 156 getgroups 158 uname 160 getrlimit 163 getrusage 165 umask 166 prctl 167 getcpu 168 gettimeofday 169
        getpid 172 getppid 173 getuid 174 geteuid 175 getgid 176 getegid 177 gettid 178 sysinfo 179 getsockname 204
        getpeername 205 sendto 206 recvfrom 207 getsockopt 209 brk 214 munmap 215 mremap 216 clone 220 mmap 222
        fadvise64 223 mprotect 226 msync 227 madvise 233 prlimit64 261 setns 268 renameat2 276 seccomp 277
        getrandom 278 membarrier 283 copy_file_range 285 preadv2 286 pwritev2 287 statx 291 rseq 293 clone3 435
        close_range 436 faccessat2 439 mount_setattr 442 landlock_create_ruleset 444 landlock_add_rule 445
        landlock_restrict_self 446
    """),
}


def architecture() -> str:
    """The machine's architecture as the tables here name it, whether or not they know it."""
    return {"arm64": "aarch64", "AMD64": "x86_64"}.get(platform.machine(), platform.machine())


def known_numbers(machine: str) -> dict[str, int]:
    """The calls by name of one architecture.

    Raises
    ------
    NotImplementedError
        If there is no table for it.
    """
    if machine not in _NUMBERS:
        raise NotImplementedError(f"no table of system calls for {machine}")
    return _NUMBERS[machine]


@cache
def _libc() -> ctypes.CDLL:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    return libc


def call(name: str, *arguments: Argument) -> int:
    """Make one system call.

    Raises
    ------
    OSError
        With the kernel's error number, and the call's name as its file name.
    NotImplementedError
        On a machine without a table.
    """
    number = known_numbers(architecture())[name]
    words = [ctypes.c_long(a) if isinstance(a, int) else ctypes.c_char_p(a) for a in arguments]
    result: int = _libc().syscall(ctypes.c_long(number), *words)
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error), name)
    return result


def prctl(option: int, second: int = 0, third: int = 0) -> None:
    """Set one property of this process. Unused arguments are 0, as the kernel demands."""
    call("prctl", option, second, third, 0, 0)


def buffer_address(buffer: bytes) -> int:
    """Where the bytes lie, for a structure that points to them. They must outlive the call."""
    return ctypes.cast(ctypes.c_char_p(buffer), ctypes.c_void_p).value or 0
