"""Which files a process may reach, for good, by the kernel's Landlock.

Refuses every kind of access that the running kernel's Landlock knows and that no rule here allows; TCP, abstract
sockets and signals to processes outside among them. It does not see ``stat``, ``chmod`` or ``utime``: seccomp refuses
the last two.

References
----------
Linux ``Documentation/userspace-api/landlock.rst``; versions of the interface 1 (Linux 5.13) to 7.
"""

import os
import stat
import struct
from collections.abc import Iterable
from enum import IntFlag
from typing import Final

from autograder.sandbox.isolation.syscalls import call

_CREATE_RULESET_VERSION: Final = 1
_RULE_PATH_BENEATH: Final = 1


class Access(IntFlag):
    """Kinds of access to files, with the kernel's values."""

    EXECUTE = 1 << 0
    WRITE_FILE = 1 << 1
    READ_FILE = 1 << 2
    READ_DIR = 1 << 3
    REMOVE_DIR = 1 << 4
    REMOVE_FILE = 1 << 5
    MAKE_CHAR = 1 << 6
    MAKE_DIR = 1 << 7
    MAKE_REG = 1 << 8
    MAKE_SOCK = 1 << 9
    MAKE_FIFO = 1 << 10
    MAKE_BLOCK = 1 << 11
    MAKE_SYM = 1 << 12
    REFER = 1 << 13
    TRUNCATE = 1 << 14
    IOCTL_DEV = 1 << 15


READ: Final = Access.READ_FILE | Access.READ_DIR
WRITE: Final = (
    READ | Access.WRITE_FILE | Access.REMOVE_DIR | Access.REMOVE_FILE | Access.MAKE_DIR | Access.MAKE_REG
    | Access.REFER | Access.TRUNCATE
)  # fmt: skip
_OF_A_FILE: Final = Access.EXECUTE | Access.WRITE_FILE | Access.READ_FILE | Access.TRUNCATE | Access.IOCTL_DEV
_BITS_BY_VERSION: Final = {1: 13, 2: 14, 3: 15, 4: 15}  # from version 5 on all 16


def version() -> int:
    """The version of the kernel's interface; 0 where Landlock is absent or switched off."""
    try:
        return call("landlock_create_ruleset", None, 0, _CREATE_RULESET_VERSION)
    except (OSError, NotImplementedError):
        return 0


def restrict(rules: Iterable[tuple[str, Access]]) -> None:
    """Allow this process the given access beneath the given paths, and nothing else, for good.

    The process must have set no_new_privileges.

    Raises
    ------
    OSError
        If the kernel has no Landlock or a path does not exist.
    """
    running = version()
    handled = Access((1 << _BITS_BY_VERSION.get(running, 16)) - 1)
    network = 0b11 if running >= 4 else 0  # bind and connect TCP
    scoped = 0b11 if running >= 6 else 0  # abstract unix sockets, signals
    size = 8 if running < 4 else 16 if running < 6 else 24
    ruleset = call("landlock_create_ruleset", struct.pack("=QQQ", handled, network, scoped), size, 0)
    try:
        for path, access in rules:
            _allow(ruleset, path, access & handled)
        call("landlock_restrict_self", ruleset, 0)
    finally:
        os.close(ruleset)  # student code must not find it


def _allow(ruleset: int, path: str, access: Access) -> None:
    target = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not stat.S_ISDIR(os.fstat(target).st_mode):
            access &= _OF_A_FILE
        call("landlock_add_rule", ruleset, _RULE_PATH_BENEATH, struct.pack("=Qi", access, target), 0)
    finally:
        os.close(target)
