"""A submission's code: what a worker is to load.

Plain records; nothing runs here.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EarlierModule:
    """A module of an earlier assignment that a submission imports: the student's code, and what is served."""

    module: str
    chunks: tuple[tuple[str, str], ...]  # pairs of name and source
    served: tuple[str, ...] = ()  # functions that are computed on this side


@dataclass(frozen=True, slots=True)
class Code:
    """A submission's code and what it may import."""

    module: str
    chunks: tuple[tuple[str, str], ...]
    imports: tuple[str, ...] = ("numpy",)
    display: tuple[str, ...] = ()
    earlier: tuple[EarlierModule, ...] = ()
