"""What a tool is to the benchmark: something that makes commands of a class, and tells what they found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from benchmarks.measure import Command
from benchmarks.members import Member


@dataclass(frozen=True)
class Run:
    """One run over a class, ready to be measured."""

    commands: list[Command]
    passed: Callable[[], int]  # afterwards: how many tests passed, over all members


class Tool(Protocol):
    """A tool that grades."""

    @property
    def name(self) -> str:
        """What the table calls it."""

    @property
    def starts_once(self) -> bool:
        """Whether part of its cost comes once for a class, whatever its size."""

    @property
    def most_jobs(self) -> int:
        """How many submissions it can grade at once."""

    def missing(self) -> str:
        """Why it cannot run here, in words; empty if it can."""

    def prepare(self, members: Sequence[Member], folder: Path, jobs: int) -> Run:
        """Lay out a class in an empty folder; what is done here is not measured."""
