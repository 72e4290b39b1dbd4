"""Workers in groups of their own: what they take is bounded, and what they died of is told."""

import sys

import pytest

from autograder.model import Isolation, Status
from autograder.sandbox import launch
from autograder.sandbox.client import Client
from autograder.sandbox.code import Code
from autograder.sandbox.handles import Submission
from autograder.sandbox.limits import MIB, WorkerLimits
from autograder.sandbox.watched import Budget, WorkerLostError

if sys.platform != "linux":
    pytest.skip("cgroups are Linux's", allow_module_level=True)

SOURCE = """\
import numpy as np

def take(mib):
    return float(np.ones(mib << 17).sum())
"""


@pytest.fixture
def launcher():
    started = launch.make_launcher(Isolation.PROCESS, ["numpy"])
    if started._groups is None:
        started.close()
        pytest.skip("no folder of cgroups is delegated to this process")
    started.wait_until_ready()
    yield started
    started.close()


@pytest.fixture
def submission(launcher):
    code = Code("work", (("work.py", SOURCE),), ("numpy",), (), ())
    with Client(code, launcher, WorkerLimits(), Budget(30.0, 15.0)) as client:
        yield client


def test_a_worker_that_the_kernel_ends_for_its_memory_is_out_of_memory(submission, monkeypatch):
    limits = WorkerLimits()
    monkeypatch.setattr(launch, "SHARED_BYTES", (100 - limits.memory_mib - limits.scratch_mib) * MIB)
    submission.begin(1, Budget(20.0, 10.0))

    with pytest.raises(WorkerLostError) as lost:
        Submission(submission).take(400)

    assert lost.value.status is Status.OUT_OF_MEMORY
    assert lost.value.may_pass


def test_with_the_limits_as_they_are_address_space_ends_first(submission):
    submission.begin(1, Budget(20.0, 10.0))

    with pytest.raises(MemoryError):
        Submission(submission).take(2000)


def test_no_group_is_left(launcher, submission):
    submission.begin(1, Budget(20.0, 10.0))
    folder = launcher._groups._folder
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 1

    submission.close()
    launcher.close()

    assert not folder.exists()
