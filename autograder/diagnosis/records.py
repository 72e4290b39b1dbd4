"""Records: the traces of the reference and of each misconception, to which a failing submission's are compared.

Plain values; where they are stored and how they are made is decided in ``grading.recording``.
"""

from dataclasses import dataclass, field

from autograder.diagnosis.traces import DIAGNOSED, Trace, shows
from autograder.model import Status

REFERENCE = "reference"


def is_recorded(name: str, status: Status) -> bool:
    """Whether anything can be learned from how a test ended: of a misconception only if it fails."""
    return name == REFERENCE or status in DIAGNOSED


@dataclass(slots=True)
class Records:
    """Traces by name and test. Of a misconception only those of the tests it fails."""

    traces: dict[str, dict[str, Trace]] = field(default_factory=dict)

    def add(self, name: str, test: str, trace: Trace) -> None:
        """Keep a trace, if anything can be learned from it."""
        if is_recorded(name, trace.status):
            self.traces.setdefault(name, {})[test] = trace

    def tests_failed_by(self, name: str) -> frozenset[str]:
        """The ids of the tests that a misconception fails."""
        return frozenset(self.traces.get(name, {}))

    def fitting(self, test: str, trace: Trace) -> list[str]:
        """The misconceptions that a failing run looks like."""
        reference = self.traces.get(REFERENCE, {}).get(test)
        if reference is None:
            return []
        mistakes = ((name, tests.get(test)) for name, tests in self.traces.items() if name != REFERENCE)
        return [name for name, mistake in mistakes if mistake is not None and shows(trace, mistake, reference)]
