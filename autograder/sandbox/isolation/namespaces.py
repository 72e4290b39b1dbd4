"""Namespaces: a user, process ids, mounts, a network, IPC and a host name that nobody else sees.

Refuses to run in a process with several threads: the kernel does. Ids inside are always ``INSIDE_ID``, whatever the id
outside, so that nothing inside is "root" and nothing tells who runs the grader.

Files under ``/proc`` are reached through an ``O_PATH`` handle, taken before the root changes.
"""

import fcntl
import os
from contextlib import closing
from pathlib import Path
from typing import Final

from autograder.sandbox.isolation import capabilities
from autograder.sandbox.isolation.syscalls import call

INSIDE_ID: Final = 1000
_HIGH_DESCRIPTOR: Final = 100  # out of the way of the ones that a worker gets

NEWNS: Final = 0x00020000
NEWCGROUP: Final = 0x02000000
NEWUTS: Final = 0x04000000
NEWIPC: Final = 0x08000000
NEWUSER: Final = 0x10000000
NEWPID: Final = 0x20000000
NEWNET: Final = 0x40000000
ALL: Final = NEWNS | NEWCGROUP | NEWUTS | NEWIPC | NEWUSER | NEWPID | NEWNET
OF_A_WORKER: Final = NEWNS | NEWUTS | NEWIPC | NEWUSER | NEWNET  # its pid namespace is made by the zygote's fork

# Ids that systemd leaves unused; plus a process id they are one process's own. In containers that map only the low
# ids, the range that Debian leaves to local use.
_OWN_IDS: Final = 1_879_048_192
_OWN_LOW_IDS, _LOW_IDS = 60_000, 4_000


def open_proc() -> int:
    """A handle on ``/proc`` that stays good when the root is another and there is no ``/proc`` any more."""
    low = os.open("/proc", os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        return fcntl.fcntl(low, fcntl.F_DUPFD_CLOEXEC, _HIGH_DESCRIPTOR)
    finally:
        os.close(low)


def own_unprivileged_id(process: int) -> int | None:
    """A user id that no person and no other process has, if root may give it away here; else None."""
    if os.geteuid() != 0 or not capabilities.held(capabilities.CAP_SETUID, capabilities.CAP_SETGID):
        return None
    candidates = (_OWN_IDS + process, _OWN_LOW_IDS + process % _LOW_IDS)
    return next((c for c in candidates if _is_mapped(c, "uid_map") and _is_mapped(c, "gid_map")), None)


def _is_mapped(wanted: int, which: str) -> bool:
    lines = Path("/proc/self", which).read_text(encoding="ascii").splitlines()
    ranges = [(int(start), int(count)) for start, _, count in map(str.split, lines)]
    return any(start <= wanted < start + count for start, count in ranges)


def unshare_mounts() -> None:
    """As root: leave the system's mounts alone from now on."""
    call("unshare", NEWNS)


def enter_as_user(proc: int, flags: int) -> None:
    """Enter new namespaces and keep the user id, under its inside name.

    Raises
    ------
    OSError
        If the kernel or a policy forbids it: EPERM, ENOSPC, EINVAL and ENOSYS all mean "not here".
    """
    uid, gid = os.geteuid(), os.getegid()  # afterwards they have no name until the maps are written
    call("unshare", flags)
    # Maps of a single id may be written by the process itself, once it can no longer shed groups.
    _write_maps(proc, "self", uid, gid, deny_groups=True)


def enter_as_root(proc: int, flags: int, outside_id: int) -> None:
    """Enter new namespaces as root, and be an unprivileged user there with an id that outside is nobody's.

    A helper that stays outside writes the maps: inside, the process may map no id but its own.

    Raises
    ------
    OSError
        If the kernel or a policy forbids it.
    """
    os.setgroups([])
    asked_read, asked_write = os.pipe()
    entrant = os.readlink("self", dir_fd=proc)
    helper = os.fork()
    if helper == 0:
        os.close(asked_write)
        _map_and_exit(proc, entrant, outside_id, asked_read)
    os.close(asked_read)
    with closing(os.fdopen(asked_write, "wb", buffering=0)) as asked:
        call("unshare", flags)
        asked.write(b"1")
    _, status = os.waitpid(helper, 0)
    if status != 0:
        raise PermissionError(os.waitstatus_to_exitcode(status), "the user id could not be mapped", "uid_map")
    capabilities.become(INSIDE_ID)
    capabilities.set_dumpable(True)  # /proc/self/… is to be its own again, after the change of user


def _map_and_exit(proc: int, entrant: str, outside_id: int, asked: int) -> None:
    code = 1
    try:
        if os.read(asked, 1):
            _write_maps(proc, entrant, outside_id, outside_id, deny_groups=False)
            code = 0
    finally:
        os._exit(code)


def _write_maps(proc: int, process: str, uid: int, gid: int, *, deny_groups: bool) -> None:
    if deny_groups:
        _write(proc, f"{process}/setgroups", "deny")
    _write(proc, f"{process}/gid_map", f"{INSIDE_ID} {gid} 1")
    _write(proc, f"{process}/uid_map", f"{INSIDE_ID} {uid} 1")


def _write(proc: int, path: str, text: str) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CLOEXEC, dir_fd=proc)
    try:
        os.write(file, text.encode())
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from None  # the kernel's own words name no file
    finally:
        os.close(file)


class ProcessNamespaces:
    """Forks children that are each process 1 of a pid namespace of their own."""

    def __init__(self, proc: int) -> None:
        """Must be made by the first process of a pid namespace: joining one again wants a right over it."""
        self._own = os.open("self/ns/pid", os.O_RDONLY | os.O_CLOEXEC, dir_fd=proc)

    def fork(self) -> int:
        """Fork; 0 in the child.

        Raises
        ------
        OSError
            If the limit on namespaces or processes is reached.
        """
        call("setns", self._own, NEWPID)  # a second unshare is refused until the children's namespace is our own
        call("unshare", NEWPID)
        return os.fork()
