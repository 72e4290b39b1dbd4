"""Which rungs of isolation this machine offers, why not the others, and what would change that.

Believes no version number and no setting: each rung is tried, mounts included, in a process that is thrown away.
AppArmor, for one, may allow a namespace and then take its rights away. Runs on any system.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from autograder.sandbox.isolation.start import python_command, python_environment

RUNGS: Final = ("sandbox", "confined", "process")  # the strongest first
_PATIENCE_S: Final = 30.0


@dataclass(frozen=True)
class RungReport:
    """What a machine offers of one rung."""

    rung: str
    available: bool
    reason: str  # what it gives, or what is missing
    remedy: str  # what to do about it; empty where there is nothing to mend


_GIVES: Final = {
    "sandbox": "namespaces, a root with Python alone, seccomp, limits, and Landlock where the kernel has it",
    "confined": "Landlock, seccomp and limits, without namespaces; the number of files in the scratch is not bounded",
    "process": "a separate process with limits; not a defence against code that means harm",
}


def probe() -> list[RungReport]:
    """Try every rung, the strongest first.

    Raises
    ------
    Nothing: a rung that cannot even be tried is reported as not available.
    """
    return [_probe(rung) for rung in RUNGS]


def memory_groups() -> RungReport:
    """Whether each worker's memory can be counted in a cgroup, at whatever rung."""
    if sys.platform != "linux":
        return RungReport("memory", False, "cgroups need Linux", "")
    from autograder.sandbox.isolation.memory_group import REMEDY, MemoryGroups

    groups = MemoryGroups.find()
    if groups is None:
        return RungReport("memory", False, "no folder of cgroups is delegated to this process", REMEDY)
    groups.close()
    return RungReport(
        "memory", True, "a cgroup for each worker, at every rung: scratch and shared memory count too", ""
    )


def best_rung() -> str:
    """The strongest rung that this machine offers; ``process`` is always offered."""
    return next(rung for rung in RUNGS if _probe(rung).available)


def _probe(rung: str) -> RungReport:
    if rung == "process":
        return RungReport(rung, True, _GIVES[rung], "")
    if sys.platform != "linux":
        return RungReport(rung, False, "it needs Linux", "grade on Linux, or in a Linux virtual machine")
    refused = _try(rung)
    if refused is None:
        return RungReport(rung, True, _GIVES[rung], "")
    return RungReport(rung, False, refused, _remedy(rung, refused))


def _try(rung: str) -> str | None:
    """What the kernel refused, or None if the rung works."""
    command = [*python_command("autograder.sandbox.isolation.trial"), rung]
    try:
        done = subprocess.run(
            command, env=python_environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=_PATIENCE_S, check=False, start_new_session=True,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"it could not be tried: {error}"
    if done.returncode == 0:
        return None
    return done.stdout.strip() or done.stderr.strip().rpartition("\n")[2] or f"the trial ended with {done.returncode}"


def _remedy(rung: str, refused: str) -> str:
    """What to do, from the settings that are known to forbid a rung."""
    if "no table of system calls" in refused:
        return "grade on x86-64 or aarch64"
    if rung == "confined":
        return _remedy_without_landlock() if "landlock" in refused.lower() else _container_remedy()
    if "Function not implemented" in refused:
        return "use Linux 5.12 or newer, built with namespaces and seccomp"
    if refused.startswith("self/uid_map") and os.geteuid() == 0:
        return "run the grader as an ordinary user, or as a root that holds CAP_SETFCAP: only such a one may map its id"
    for setting, forbidding, remedy in _SETTINGS:
        if _setting(setting) == forbidding:
            return remedy
    if refused == "unshare: No space left on device":
        return "raise user.max_user_namespaces where this container or sandbox was started"
    return _container_remedy()


_SETTINGS: Final = (
    ("user/max_user_namespaces", "0", "sudo sysctl user.max_user_namespaces=10000"),
    ("kernel/unprivileged_userns_clone", "0", "sudo sysctl kernel.unprivileged_userns_clone=1"),
    (
        "kernel/apparmor_restrict_unprivileged_userns", "1",
        "sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0, or run the grader as root",
    ),
)  # fmt: skip


def _setting(name: str) -> str | None:
    try:
        return Path("/proc/sys", name).read_text(encoding="ascii").strip()
    except OSError:
        return None


def _remedy_without_landlock() -> str:
    return "use Linux 5.13 or newer with landlock among the lsm= of the kernel's command line"


def _container_remedy() -> str:
    if os.path.exists("/.dockerenv"):
        options = "--security-opt seccomp=unconfined --security-opt apparmor=unconfined"
        return f"start the container with {options}"
    return "allow user namespaces and mounts to this user or container, or grade outside the container"
