"""What a running test was given: the calls it made, what came back, and what it compared. Kept by reference.

Nothing is copied and nothing computed before a test has failed: passing tests pay a few list entries.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from autograder.diagnosis.sketch import is_single, sketch
from autograder.diagnosis.traces import Trace
from autograder.diagnosis.wrong_array import WrongArray
from autograder.results import TestResult

_MOST_VALUES: Final = 64
_MOST_BYTES: Final = 64 << 20  # of values that are kept alive while the test runs
_MOST_CALLS: Final = 200


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the submission. Arguments are the test's own objects."""

    name: str
    arguments: tuple[Any, ...]
    options: Mapping[str, Any]


@dataclass(slots=True)
class Comparison:
    """One comparison that a test made: what it was called, what the submission gave to it, and what more is known."""

    what: str
    found: Any
    wrong_array: Callable[[], WrongArray | None] | None = None


@dataclass(slots=True)
class Evidence:
    """What one test has been given so far."""

    calls: list[Call] = field(default_factory=list)
    call_count: int = 0
    values: list[tuple[int, Any]] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)
    was_given: bool = False
    _bytes: int = 0
    _is_paused: bool = False

    def note_call(self, name: str, arguments: tuple[Any, ...], options: Mapping[str, Any]) -> None:
        """A call is about to be made."""
        if self._is_paused:
            return
        self.call_count += 1
        if len(self.calls) < _MOST_CALLS:
            self.calls.append(Call(name, arguments, options))

    def note_value(self, value: Any) -> None:
        """The submission gave something."""
        self.was_given = True
        if self._is_paused or len(self.values) >= _MOST_VALUES or self._bytes > _MOST_BYTES:
            return
        self._bytes += getattr(value, "nbytes", 0)
        self.values.append((self.call_count, value))

    def note_comparison(
        self, what: str, found: Any, wrong_array: Callable[[], WrongArray | None] | None = None
    ) -> None:
        """A comparison is about to be made; if the test fails in it, it is the last."""
        self.comparisons.append(Comparison(what, found, wrong_array))

    def arrays_given(self) -> tuple[NDArray[Any], ...]:
        """The arrays that the test gave to the submission."""
        given = (value for call in self.calls for value in (*call.arguments, *call.options.values()))
        return tuple(value for value in given if isinstance(value, np.ndarray))

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Calls made meanwhile are ours, not the test's."""
        self._is_paused = True
        try:
            yield
        finally:
            self._is_paused = False


def trace_of(result: TestResult, evidence: Evidence, failed_comparison: bool) -> Trace:
    """The trace of a test that has ended.

    Parameters
    ----------
    failed_comparison : whether it ended in its last comparison
    """
    last = evidence.comparisons[-1] if failed_comparison and evidence.comparisons else None
    single = any(is_single(array) for array in evidence.arrays_given())
    return Trace(
        status=result.status,
        exception=result.exception,
        calls=evidence.call_count,
        comparison=len(evidence.comparisons) if last else None,
        found=sketch(last.found, single=single) if last else None,
        values=() if last else tuple((call, sketch(value, single=single)) for call, value in evidence.values),
    )
