"""What an examination of a gradient found, and the exception that tells of a wrong one.

Words and records only: nothing is computed here.
"""

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["pass", "fail", "inconclusive", "contract"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a gradient: the analytic number beside the numeric one and its error bar.

    All three are in units of the loss per unit of the argument.
    """

    index: tuple[int, ...]
    analytic: float
    numeric: float
    bar: float


@dataclass(frozen=True, slots=True)
class GradientReport:
    """The verdict on one gradient.

    Attributes
    ----------
    verdict : "pass", "fail", "inconclusive" (the error bars cannot decide) or "contract" (no gradient to compare)
    message : str
        One sentence, and for a wrong gradient the worst entry.
    place : str
        Where it is wrong, in words that hold no value of a test; empty for a pass.
    worst : Entry or None
        The entry that is furthest off, in multiples of what it may be off.
    evaluations, rounds : int
        How often the forward was computed, and in how many requests.
    notes : tuple of str
        What is unusual but costs nothing.
    """

    verdict: Verdict
    message: str
    place: str = ""
    worst: Entry | None = None
    evaluations: int = 0
    rounds: int = 0
    notes: tuple[str, ...] = ()


class GradientMismatch(AssertionError):  # noqa: N818  # named for what it says, as in the reports
    """An analytic gradient that is not the gradient.

    Attributes
    ----------
    place : str
        Where it is wrong, in words that hold no value of a test.
    report : GradientReport or None
    hint : str
        What else is known about the mistake; empty if nothing is.
    """

    def __init__(self, message: str, place: str, report: GradientReport | None = None, hint: str = "") -> None:
        super().__init__(message, place, report, hint)
        self.place = place
        self.report = report
        self.hint = hint

    def __str__(self) -> str:
        return str(self.args[0])


class ContractBreach(ValueError):  # noqa: N818  # likewise
    """A forward, or a gradient, that cannot be examined at all; ``place`` says what it is about."""

    def __init__(self, message: str, place: str) -> None:
        super().__init__(message, place)
        self.place = place

    def __str__(self) -> str:
        return str(self.args[0])


def how_many(wrong: int, of: int) -> str:
    """Roughly how many entries are wrong: a submission could choose an exact count, to tell an input by it."""
    return "every entry" if wrong == of else "most entries" if 2 * wrong > of else "some entries"


def wrong_entry(name: str, entry: Entry, wrong: str) -> str:
    """The message about a wrong gradient: ``wrong`` says how much of it, then comes the worst entry."""
    where = f" at {list(entry.index)}" if entry.index else ""
    return (
        f"{name} is wrong{wrong}{where}\n"
        f"  analytic: {entry.analytic:.10g}\n"
        f"  numeric:  {entry.numeric:.10g} ± {entry.bar:.1g}"
    )
