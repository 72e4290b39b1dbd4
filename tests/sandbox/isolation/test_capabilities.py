"""A locked worker has given up every privilege, as the kernel reports it."""

import pytest

from autograder.sandbox.isolation import capabilities


def test_no_capability_is_left(locked):
    for field in ("CapInh", "CapPrm", "CapEff", "CapAmb"):
        assert int(locked.status(field), 16) == 0, field


def test_in_the_sandbox_none_could_be_taken_back(sandbox):
    assert int(sandbox.status("CapBnd"), 16) == 0


def test_no_new_privileges_and_a_filter(locked):
    assert locked.status("NoNewPrivs") == "1"
    assert locked.status("Seccomp") == "2"


def test_capabilities_that_do_not_exist_are_not_held():
    assert capabilities.held() is True
    assert capabilities.held(63) is False


@pytest.mark.parametrize("rung", ["sandbox", "confined", "process"])
def test_every_worker_has_a_session_of_its_own(lock_at, rung):
    ids = lock_at(rung).result("import os; result = [os.getpid(), os.getpgrp(), os.getsid(0)]")

    assert len(set(ids)) == 1
