"""A worker in the sandbox is alone: by processes, users, network and mounts."""

import os

import pytest

from autograder.sandbox.isolation import namespaces


def test_a_worker_is_process_1_of_an_ordinary_user(sandbox):
    ids = sandbox.result("import os; result = [os.getpid(), os.getppid(), *os.getresuid(), *os.getresgid()]")

    assert ids == [1, 0] + [1000] * 6


def test_outside_a_worker_is_nobody_s_user(sandbox):
    uids = {int(u) for u in sandbox.status("Uid").split()}

    assert len(uids) == 1
    assert uids != {0}
    if os.getuid() == 0:
        assert sandbox.status("Groups") == ""


@pytest.mark.skipif(os.getuid() != 0, reason="only root may look at the namespaces of a worker")
@pytest.mark.parametrize("kind", ["user", "pid", "mnt", "net", "ipc", "uts"])
def test_workers_share_no_namespace(lock_at, kind):
    workers = [lock_at("sandbox"), lock_at("sandbox")]

    seen = {os.readlink(f"/proc/{who}/ns/{kind}") for who in ("self", *(w.worker.pid for w in workers))}

    assert len(seen) == 3


@pytest.mark.skipif(os.getuid() != 0, reason="only root may look into the namespace of a worker")
def test_the_network_holds_nothing_but_a_loopback_that_is_down(sandbox):
    with open(f"/proc/{sandbox.worker.pid}/net/dev", encoding="ascii") as file:
        interfaces = [line.split(":")[0].strip() for line in file if ":" in line]
    with open(f"/proc/{sandbox.worker.pid}/net/route", encoding="ascii") as file:
        routes = file.readlines()[1:]

    assert interfaces == ["lo"]
    assert routes == []


def test_root_gives_away_only_ids_that_are_mapped_here():
    given = namespaces.own_unprivileged_id(os.getpid())

    assert given is None or given >= 60_000
    assert os.getuid() == 0 or given is None
