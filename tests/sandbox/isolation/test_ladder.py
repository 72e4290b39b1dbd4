"""The ladder on machines of several kinds, each made here by taking rights away."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from autograder.sandbox.isolation import ladder
from autograder.sandbox.isolation.start import python_environment

PROBE = """
import dataclasses, json
from autograder.sandbox.isolation.ladder import best_rung, probe
print(json.dumps([[dataclasses.asdict(report) for report in probe()], best_rung()]))
"""
USER = 61_000


def probe_within(*command: str, python: str = sys.executable) -> tuple[dict[str, dict[str, object]], str]:
    """What the ladder says when it runs under a command that takes rights away."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    full = [*command, python, "-s", "-P", "-c", PROBE]
    done = subprocess.run(
        full, env=python_environment() | {"PATH": os.defpath}, capture_output=True, text=True, timeout=60
    )
    if done.returncode != 0:
        pytest.skip(f"{command[0]} cannot take these rights away here: {done.stderr.strip()}")
    reports, best = json.loads(done.stdout)
    return {report["rung"]: report for report in reports}, best


def test_here_every_rung_is_reported_with_a_reason_and_a_remedy_where_it_is_missing():
    reports = ladder.probe()

    assert [report.rung for report in reports] == ["sandbox", "confined", "process"]
    assert all(report.reason for report in reports)
    assert all(bool(report.remedy) != report.available for report in reports)
    assert ladder.best_rung() == next(report.rung for report in reports if report.available)


def test_a_rung_is_missing_only_for_a_reason_that_the_machine_gives():
    """A fault in our own code must not pass for a machine that forbids: every test of the rung would be skipped."""
    of_the_machine = (
        "unshare:", "self/setgroups:", "self/gid_map:", "self/uid_map:", "mount:", "mount_setattr:", "seccomp:",
        "Landlock is absent", "no table of system calls",
    )  # fmt: skip

    for report in ladder.probe():
        assert report.available or report.reason.startswith(of_the_machine), report.reason


def test_without_namespaces_the_best_is_confined():
    forbid = 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"'

    reports, best = probe_within("unshare", "--user", "--map-root-user", "sh", "-c", forbid, "sh")

    assert best == "confined"
    assert not reports["sandbox"]["available"]
    assert "unshare" in str(reports["sandbox"]["reason"])
    assert reports["sandbox"]["remedy"] == "sudo sysctl user.max_user_namespaces=10000"


def test_root_in_a_user_namespace_takes_the_ordinary_path():
    """Its uid is 0, but it can give away no other."""
    _, best = probe_within("unshare", "--user", "--map-root-user")

    assert best == "sandbox"


@pytest.mark.skipif(os.getuid() != 0, reason="takes capabilities away from root")
def test_root_that_may_not_map_its_own_id_is_told_to_be_somebody_else():
    """Since Linux 5.12 only a creator with CAP_SETFCAP may map the id 0 of the namespace outside."""
    reports, best = probe_within("setpriv", "--bounding-set", "-all", "--inh-caps", "-all")

    assert best == "confined"
    assert "ordinary user" in str(reports["sandbox"]["remedy"])


@pytest.mark.skipif(os.getuid() != 0, reason="takes capabilities away from root")
def test_root_with_little_more_than_that_has_the_sandbox():
    _, best = probe_within("setpriv", "--bounding-set", "-all,+setfcap", "--inh-caps", "-all")

    assert best == "sandbox"


def test_in_a_container_that_forbids_further_namespaces():
    _, best = probe_within(
        "bwrap", "--dev-bind", "/", "/", "--unshare-user", "--unshare-pid", "--proc", "/proc", "--disable-userns",
        "--cap-drop", "ALL",
    )  # fmt: skip

    assert best == "confined"


def ordinary_python() -> str:
    """A Python of at least 3.11 that any user may start."""
    for python in (sys.executable, "/usr/bin/python3"):
        version = f"{python} -c 'import sys; sys.exit(sys.version_info < (3, 11))'"
        # By way of a shell: setpriv itself still passes where only root may.
        check = ["setpriv", "--reuid", str(USER), "--regid", str(USER), "--clear-groups", "sh", "-c", version]
        if subprocess.run(check, capture_output=True, cwd="/").returncode == 0:
            return python
    pytest.skip("no Python here that an ordinary user may start")


@pytest.mark.skipif(os.getuid() != 0, reason="becomes another user")
def test_an_ordinary_user_has_the_sandbox():
    become = ("setpriv", "--reuid", str(USER), "--regid", str(USER), "--clear-groups")

    _, best = probe_within(*become, python=ordinary_python())

    assert best == "sandbox"
