"""Labelled wrong variants, and what is counted of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class GradientVariant:
    """A wrong backward of a family. ``label`` is None where no name applies; several where they mean the same."""

    family: str
    about: str
    label: str | tuple[str, ...] | None
    backward: Callable[..., tuple[Any, ...]]


@dataclass(frozen=True)
class SubmissionVariant:
    """A whole submission: the reference of an assignment with some functions or classes replaced by ``source``."""

    about: str
    label: str | tuple[str, ...] | None
    source: str
    assignment: str = "04_convolution"


def labels_of(label: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """The labels of a variant: none, one, or several that mean the same."""
    return () if label is None else (label,) if isinstance(label, str) else label


def outcome(label: str | tuple[str, ...] | None, names: list[str]) -> str:
    """``right``, ``unknown`` (no name given) or ``wrong``: another name first, or a name where none applies."""
    if not names:
        return "right" if label is None else "unknown"
    return "right" if names[0] in labels_of(label) else "wrong"
