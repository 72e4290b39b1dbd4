"""Check one or several gradients, and raise what a test can end with.

Raises and words; the examining is elsewhere.
"""

from collections.abc import Callable
from typing import Any

from autograder.errors import Inconclusive, InputError
from autograder.gradients.contract import ForwardMany, one_by_one
from autograder.gradients.examine import examine
from autograder.gradients.report import GradientMismatch, GradientReport


def check_gradient(
    forward: Callable[..., Any],
    arguments: Any,
    gradients: Any,
    upstream: Any = None,
    *,
    forward_many: ForwardMany | None = None,
    **forward_arguments: Any,
) -> None:
    """Check gradients against numeric derivatives of the forward.

    Parameters
    ----------
    forward : callable (*arguments, **forward_arguments) -> array, number, or tuple that begins with one
    arguments : array, or tuple of the positional arguments
    gradients : array, or tuple with one gradient an argument; None in a tuple passes an argument over
    upstream : array of the result's shape; None for a result that is a single number
    forward_many : callable (list of argument tuples) -> iterable of results, optional
        Used instead of ``forward`` where a call is a round trip.

    Raises
    ------
    GradientMismatch
        An AssertionError with ``place`` and ``report``, if a gradient is wrong.
    Inconclusive
        If the error bars cannot decide.
    InputError
        If there are not as many gradients as arguments.
    """
    calls = forward_many or one_by_one(forward, **forward_arguments)
    given, found = paired(arguments, gradients)
    for position, gradient in enumerate(found):
        if gradient is None and isinstance(arguments, tuple):
            continue
        name = name_of(position, arguments)
        raise_unless_passed(examine(calls, given, position, gradient, upstream, name))


def paired(arguments: Any, gradients: Any) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Both as tuples of one length."""
    if not isinstance(arguments, tuple):
        return (arguments,), (gradients,)
    if len(arguments) != len(gradients):
        raise InputError(
            f"check_gradient got {len(arguments)} arguments and {len(gradients)} gradients; "
            "give one gradient for each argument, and None for one to pass over"
        )
    return arguments, tuple(gradients)


def name_of(position: int, arguments: Any) -> str:
    """What messages call a gradient."""
    return f"the gradient of argument {position + 1}" if isinstance(arguments, tuple) else "the gradient"


def raise_unless_passed(report: GradientReport) -> None:
    """Turn a verdict other than a pass into its exception."""
    if report.verdict == "inconclusive":
        raise Inconclusive(report.message)
    if report.verdict != "pass":
        raise GradientMismatch(report.message, report.place, report)
