"""What a coordinator and its suite process say to each other: a setup, jobs and events, as lines of JSON."""

import os

import msgspec

from autograder.diagnosis.parameters import Case
from autograder.model import Isolation
from autograder.results import Served, TestResult


class Setup(msgspec.Struct, kw_only=True):
    """What the suite process is to grade: paths, rung and choices."""

    public: str
    private: str | None
    isolation: Isolation
    salt: bytes
    questions: list[str] = []  # only these; empty means all
    jobs: int = 1  # graders at once
    portable: bool = False  # without fork and zygote, as on macOS and Windows
    keep_draws: bool = False  # whether digests of the random draws are wanted with the results
    record: bool = False  # whether the traces of tests are wanted with their results
    records: str | None = None  # where those of the misconceptions are
    numbers: str | None = None  # where numeric gradients of the reference are kept between runs


class EarlierWork(msgspec.Struct, kw_only=True):
    """What a student wrote for an earlier assignment, and what of it is served whatever it does."""

    module: str
    chunks: list[tuple[str, str]] = []
    served: list[Served] = []


class Job(msgspec.Struct, kw_only=True):
    """One submission's code."""

    number: int
    chunks: list[tuple[str, str]]
    earlier: list[EarlierWork] = []
    tests: list[str] = []  # only these; empty means all


class Event(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What the suite process tells: ready, refused, alive, loaded, result, done."""

    kind: str
    job: int = -1
    text: str = ""
    result: TestResult | None = None
    draws: list[str] = []
    trace: bytes = b""
    warnings: list[str] = []
    served: list[Served] = []
    tests: list[str] = []
    reference: list[TestResult] = []
    cases: dict[str, Case] = {}


class Lines:
    """Lines from a descriptor, without blocking for more than what is there."""

    def __init__(self, fd: int) -> None:
        self.fd = fd
        self.is_open = True
        self._rest = b""

    def read_some(self) -> list[bytes]:
        """The lines that are complete after one read."""
        chunk = os.read(self.fd, 1 << 16)
        self.is_open = bool(chunk)
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        return lines
