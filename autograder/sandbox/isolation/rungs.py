"""What each rung of the ladder does to a zygote, once, and to each of its workers. The order of steps is the design.

A rung is entered by a process with a single thread and no secrets. It then forks workers, locks each in the fork, and
tidies up after it. Nothing here answers requests: that is the zygote's.

``sandbox``
    The zygote enters namespaces of its own, builds a root with Python alone, and goes on as process 1 of its pid
    namespace: when the process that stays outside dies, the kernel ends the zygote and every worker with it. Each
    worker is process 1 of a further pid namespace and has a user, mounts, network, IPC and host name of its own.
``confined``
    Landlock, seccomp, limits, a session of its own and, where root can give one, a user id of its own. Fork is refused,
    so that nothing outlives the worker. Not bounded: how many files the scratch takes, and how many threads a worker
    has that shares its user id.
``process``
    Limits on time, memory and the size of a file. Not a defence.
"""

import contextlib
import os
import signal
import stat
import tempfile
from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar, Final

from autograder.sandbox.isolation import capabilities, landlock, namespaces, rlimits, root, seccomp
from autograder.sandbox.isolation.python_files import PythonFiles
from autograder.sandbox.isolation.scratch import remove_scratch
from autograder.sandbox.isolation.syscalls import architecture, call
from autograder.sandbox.limits import WorkerLimits

_LAST_DESCRIPTOR: Final = (1 << 32) - 1
_DEVICE: Final = landlock.READ | landlock.Access.WRITE_FILE


class Rung(ABC):
    """One rung, as its zygote uses it."""

    name: ClassVar[str]

    @abstractmethod
    def enter(self, files: PythonFiles) -> None:
        """Isolate this process once, so that its workers need little more.

        Raises
        ------
        OSError, NotImplementedError
            If this machine does not offer the rung.
        """

    @abstractmethod
    def fork(self) -> int:
        """Fork a worker that is not locked yet; 0 in the worker."""

    @abstractmethod
    def lock(self, limits: WorkerLimits, first_unused: int) -> str:
        """In the worker: give up everything but the descriptors below ``first_unused``, and return its scratch folder.

        Raises
        ------
        OSError
            If a step is refused. The process must then end without running student code.
        """

    def pid_seen_outside(self, pid: int, pidfd: int) -> int:
        """A worker's process id as the process that started the zygote sees it."""
        return pid

    @abstractmethod
    def end_what_it_started(self, pid: int) -> None:
        """End the processes of a worker that has ended and was not waited for yet."""

    @abstractmethod
    def tidy_after(self, pid: int) -> None:
        """Remove what a worker that has ended left behind."""

    @abstractmethod
    def leave(self) -> None:
        """Remove what the rung itself left behind."""


class Sandbox(Rung):
    """Namespaces, a root of its own, Landlock where the kernel has it, seccomp, limits."""

    name = "sandbox"

    def enter(self, files: PythonFiles) -> None:
        seccomp.program(1, architecture())  # fails early where the architecture is unknown; every worker is process 1
        self._proc = namespaces.open_proc()
        outside_id = namespaces.own_unprivileged_id(os.getpid())
        if outside_id is not None and capabilities.held(capabilities.CAP_SYS_ADMIN):
            namespaces.unshare_mounts()
            root.enter(files)  # as root, since Python may lie in a home that only its owner may enter
            namespaces.enter_as_root(self._proc, namespaces.ALL, outside_id)
        else:
            namespaces.enter_as_user(self._proc, namespaces.ALL)
            root.enter(files)
        self._go_on_as_first_process()
        self._namespaces = namespaces.ProcessNamespaces(self._proc)
        self._has_landlock = landlock.version() > 0

    def _go_on_as_first_process(self) -> None:
        capabilities.die_with_parent()
        child = os.fork()
        if child != 0:
            _, status = os.waitpid(child, 0)
            os._exit(abs(os.waitstatus_to_exitcode(status)))
        capabilities.die_with_parent()

    def fork(self) -> int:
        return self._namespaces.fork()

    def lock(self, limits: WorkerLimits, first_unused: int) -> str:
        namespaces.enter_as_user(self._proc, namespaces.OF_A_WORKER)
        os.setsid()
        root.mount_scratch(limits.scratch_mib)
        os.chdir(root.SCRATCH)
        call("close_range", first_unused, _LAST_DESCRIPTOR, 0)
        rlimits.restrict(limits, count_threads=True)
        capabilities.drop_bounding_set()
        capabilities.drop_all()
        capabilities.no_new_privileges()
        if self._has_landlock:
            landlock.restrict([("/", landlock.READ), ("/dev", _DEVICE), (root.SCRATCH, landlock.WRITE)])
        capabilities.set_dumpable(False)
        seccomp.install(os.getpid())
        return root.SCRATCH

    def pid_seen_outside(self, pid: int, pidfd: int) -> int:
        opened = os.open(f"self/fdinfo/{pidfd}", os.O_RDONLY | os.O_CLOEXEC, dir_fd=self._proc)
        with os.fdopen(opened, encoding="ascii") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("Pid:"))

    def end_what_it_started(self, pid: int) -> None:
        pass  # its pid namespace ended with it

    def tidy_after(self, pid: int) -> None:
        pass  # mounts and namespaces went with their last process

    def leave(self) -> None:
        pass


class _WithScratchFolders(Rung):
    """Scratch folders in the system's folder for temporary files, where no mount is possible."""

    def enter(self, files: PythonFiles) -> None:
        self._zygote = os.getpid()
        self._folder = Path(tempfile.mkdtemp(prefix="autograder-"))
        self._folder.chmod(0o711)  # a worker with an id of its own must get through, and see no other's
        capabilities.die_with_parent(signal.SIGTERM)  # which leaves time to tidy up

    def fork(self) -> int:
        return os.fork()

    def _scratch_of(self, pid: int) -> Path:
        return self._folder / str(pid)

    def _die_with_zygote(self) -> None:
        capabilities.die_with_parent()
        if os.getppid() != self._zygote:
            os._exit(1)  # it died before the kernel was asked to tell

    def end_what_it_started(self, pid: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)  # it leads a session; what left it is not found

    def tidy_after(self, pid: int) -> None:
        remove_scratch(self._scratch_of(pid))

    def leave(self) -> None:
        remove_scratch(self._folder)


class Confined(_WithScratchFolders):
    """Landlock, seccomp and limits, for containers that forbid namespaces."""

    name = "confined"

    def enter(self, files: PythonFiles) -> None:
        seccomp.program(os.getpid(), architecture())
        if landlock.version() == 0:
            raise NotImplementedError("Landlock is absent or switched off")
        super().enter(files)
        self._readable = [(os.fspath(p), landlock.READ) for p in files.paths]
        self._may_drop_bounding_set = capabilities.held(capabilities.CAP_SETPCAP)
        self._readable_by_all = files.are_readable_by_all and _is_reachable_by_all(self._folder)

    def lock(self, limits: WorkerLimits, first_unused: int) -> str:
        os.setsid()
        pid = os.getpid()
        scratch = self._scratch_of(pid)
        scratch.mkdir(mode=0o700)
        if self._may_drop_bounding_set:
            capabilities.drop_bounding_set()
        own_id = namespaces.own_unprivileged_id(pid) if self._readable_by_all else None
        if own_id is not None:
            os.chown(scratch, own_id, own_id)
            os.setgroups([])
            capabilities.become(own_id)
        self._die_with_zygote()
        os.chdir(scratch)
        call("close_range", first_unused, _LAST_DESCRIPTOR, 0)
        rlimits.restrict(limits, count_threads=own_id is not None)
        capabilities.drop_all()
        capabilities.no_new_privileges()
        devices = [(f"/dev/{name}", _DEVICE) for name in root.DEVICES]
        landlock.restrict([*self._readable, *devices, (os.fspath(scratch), landlock.WRITE)])
        capabilities.set_dumpable(False)
        seccomp.install(pid)
        return os.fspath(scratch)


def _is_reachable_by_all(folder: Path) -> bool:
    """Whether every user may pass through the folders above: the system's temporary folder may be private."""
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in folder.parents)


class Process(_WithScratchFolders):
    """Limits only."""

    name = "process"

    def lock(self, limits: WorkerLimits, first_unused: int) -> str:
        os.setsid()
        scratch = self._scratch_of(os.getpid())
        scratch.mkdir(mode=0o700)
        self._die_with_zygote()
        os.chdir(scratch)
        call("close_range", first_unused, _LAST_DESCRIPTOR, 0)
        rlimits.restrict(limits, count_threads=False)
        return os.fspath(scratch)


BY_NAME: Final[dict[str, type[Rung]]] = {rung.name: rung for rung in (Sandbox, Confined, Process)}
