"""Traces: how one run of a test went, seen from outside the submission, and whether two runs show the same mistake.

A trace holds calls, what came back, and how it ended; values are compared, never source.
"""

from dataclasses import dataclass
from typing import Any, Final

from autograder.diagnosis.sketch import Sketch, alike
from autograder.model import Status

DIAGNOSED: Final = (Status.FAILED, Status.ERROR, Status.TIMED_OUT, Status.OUT_OF_MEMORY, Status.CRASHED)


@dataclass(frozen=True, slots=True)
class Trace:
    """One run of one test, up to its end.

    Attributes
    ----------
    calls : how many calls of the submission were made
    comparison : int or None
        The number of the comparison (``expect_close``, ``check_gradient``) that ended it, if one did.
    found : sketch or None
        What the submission gave to that comparison.
    values : sketches of what the submission gave, each with the number of the call that it came from
    """

    status: Status
    exception: str | None
    calls: int
    comparison: int | None
    found: Sketch | None
    values: tuple[tuple[int, Sketch], ...]

    def as_plain(self) -> list[Any]:
        """The form in which it is stored."""
        values = [list(pair) for pair in self.values]
        return [str(self.status), self.exception, self.calls, self.comparison, self.found, values]

    @staticmethod
    def of_plain(plain: list[Any]) -> "Trace":
        """Read it back."""
        status, exception, calls, comparison, found, values = plain
        return Trace(Status(status), exception, calls, comparison, found, tuple((call, s) for call, s in values))


def shows(trace: Trace, mistake: Trace, reference: Trace) -> bool:
    """Whether a run failed as a run with a known mistake did.

    Where a comparison ended both, what was compared must be alike. Else every value by which the mistake differs from
    the reference must come back, or, where nothing came back, the end must be of the same kind at the same call.
    """
    if trace.status is not mistake.status or trace.comparison != mistake.comparison:
        return False
    if trace.comparison is not None:
        return trace.found is not None and mistake.found is not None and alike(trace.found, mistake.found)
    if (trace.calls, trace.exception) != (mistake.calls, mistake.exception):
        return False
    if trace.status is not Status.FAILED:
        return True
    found, right = _by_place(trace), _by_place(reference)
    wrong = {place: s for place, s in _by_place(mistake).items() if place not in right or not alike(s, right[place])}
    return bool(wrong) and all(place in found and alike(found[place], s) for place, s in wrong.items())


def _by_place(trace: Trace) -> dict[tuple[int, int], Sketch]:
    """The values by call and position in it, so that a call with more results does not shift those of the next."""
    counts: dict[int, int] = {}
    placed = {}
    for call, value in trace.values:
        counts[call] = counts.get(call, 0) + 1
        placed[call, counts[call]] = value
    return placed
