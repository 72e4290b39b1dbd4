"""Labelled wrong variants, and what is counted of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class GradientVariant:
    """A wrong backward of a family. ``label`` is None where no name applies."""

    family: str
    about: str
    label: str | None
    backward: Callable[..., tuple[Any, ...]]


@dataclass(frozen=True)
class SubmissionVariant:
    """A whole submission: the reference of 04_convolution with some functions replaced by ``source``."""

    about: str
    label: str | None
    source: str
    family: str = "04_convolution"


def outcome(label: str | None, names: list[str]) -> str:
    """``right``, ``unknown`` (no name given) or ``wrong``: another name first, or a name where none applies."""
    if not names:
        return "right" if label is None else "unknown"
    return "right" if names[0] == label else "wrong"
