"""The place where one test runs: which submission, which seed, what it has been given so far.

State only, one instance a process: fixtures read it, the runner resets it before each test.
"""

import hashlib
import types
from dataclasses import dataclass, field

from autograder.errors import GraderFault
from autograder.grading.evidence import Evidence
from autograder.grading.memory import Memory
from autograder.results import Picture
from autograder.sandbox.client import Client
from autograder.sandbox.handles import Submission


@dataclass(slots=True)
class Bench:
    """One test at a time."""

    salt: bytes
    keeps_draws: bool = False  # digests of the random numbers of each test, for verify
    reference_module: types.ModuleType | None = None
    memory: Memory = field(default_factory=Memory)
    client: Client | None = None
    seed: int = 0
    warnings: list[str] = field(default_factory=list)
    draws: list[str] = field(default_factory=list)
    evidence: Evidence = field(default_factory=Evidence)
    trace: bytes = b""  # of the test that has ended, where traces are recorded
    pictures: list[Picture] = field(default_factory=list)

    def reset(self, test_id: str, client: Client) -> None:
        """Prepare for a test."""
        self.client = client
        self.seed = int.from_bytes(hashlib.blake2b(test_id.encode(), key=self.salt, digest_size=8).digest(), "little")
        self.warnings = []
        self.draws = []
        self.evidence = Evidence()
        self.pictures = []

    def submission(self) -> Submission:
        """The submission under test."""
        if self.client is None:
            raise GraderFault("no submission is on the bench: the fixture was used outside a test")
        return Submission(self.client, self.evidence.note_value, self.evidence.note_call)


_benches: list[Bench] = []


def set_bench(bench: Bench) -> None:
    """Make a bench the one that fixtures of this process use."""
    _benches[:] = [bench]


def current_bench() -> Bench:
    """The bench of this process."""
    return _benches[0]
