"""Give up privileges for good: capabilities, what an executed file could add, being looked at, an own life.

Nothing here can be taken back by the process that did it.
"""

import errno
import os
import signal
import struct
from pathlib import Path
from typing import Final

from autograder.sandbox.isolation.syscalls import call, prctl

CAP_SETGID: Final = 6
CAP_SETUID: Final = 7
CAP_SETPCAP: Final = 8
CAP_SYS_ADMIN: Final = 21
_LAST_KNOWN: Final = 63  # capability sets are 64 bits wide

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_DUMPABLE: Final = 4
_PR_CAPBSET_DROP: Final = 24
_PR_SET_NO_NEW_PRIVS: Final = 38
_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL = 47, 4
_VERSION_3: Final = 0x20080522


def held(*capabilities: int) -> bool:
    """Whether this process holds all these capabilities. User id 0 proves nothing: in a container it may hold none."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    effective = next(int(line.split()[1], 16) for line in status.splitlines() if line.startswith("CapEff:"))
    return all(effective >> c & 1 for c in capabilities)


def drop_bounding_set() -> None:
    """Empty the set from which an executed file could take capabilities back. Wants CAP_SETPCAP."""
    for capability in range(_LAST_KNOWN + 1):
        try:
            prctl(_PR_CAPBSET_DROP, capability)
        except OSError as error:
            if error.errno != errno.EINVAL:
                raise
            break  # the kernel's last capability is behind us


def drop_all() -> None:
    """Drop every capability that this process holds."""
    prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL)
    call("capset", struct.pack("=Ii", _VERSION_3, 0), bytes(24))  # of this process; empty sets


def no_new_privileges() -> None:
    """From now on nothing that is executed gains privileges. seccomp and Landlock demand it of ordinary users."""
    prctl(_PR_SET_NO_NEW_PRIVS, 1)


def set_dumpable(dumpable: bool) -> None:
    """Whether processes of the same user may trace this one, and its ``/proc`` files are its own to write."""
    prctl(_PR_SET_DUMPABLE, int(dumpable))


def die_with_parent(how: signal.Signals = signal.SIGKILL) -> None:
    """Receive a signal when the parent ends. Comes after every change of user: the kernel clears it there."""
    prctl(_PR_SET_PDEATHSIG, how)


def become(user: int) -> None:
    """Change to another user, and the group of the same number, for good. Supplementary groups stay.

    Raises
    ------
    OSError
        If the process may not, or the id has no meaning in its user namespace.
    """
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
