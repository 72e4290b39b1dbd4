"""Diagnose one wrong gradient against a trusted forward: which structural mistakes predict it.

Calls that forward, never a submission's.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.diagnosis.jacobian import jacobian, reach
from autograder.diagnosis.patterns import fitting_patterns
from autograder.diagnosis.wrong_array import WrongArray
from autograder.gradients.contract import output_of

Array = NDArray[Any]


def wrong_gradient(
    forward: Callable[..., Any],
    arguments: tuple[Any, ...],
    position: int,
    gradient: Any,
    upstream: Any = None,
    *,
    expected: Array | None = None,
    known_jacobian: Callable[[], Array | None] | None = None,
    known_reach: Callable[[], Array | None] | None = None,
    **options: Any,
) -> WrongArray | None:
    """A wrong gradient with all that patterns ask for.

    Parameters
    ----------
    forward : the right one; of a tuple that it returns the first part counts
    position : of the argument that is differentiated
    expected : the right gradient, if it is known already
    known_jacobian, known_reach : give what ``jacobian`` and ``reach`` compute, if it is remembered somewhere

    Returns
    -------
    WrongArray or None
        None if the right gradient is not known and cannot be had at a reasonable cost.
    """

    def alone(x: Array) -> Array:
        given = [a.copy() if isinstance(a, np.ndarray) else a for a in arguments]
        given[position] = x
        return output_of(forward(*given, **options))

    given = np.asarray(arguments[position])
    derivative = known_jacobian or cache(lambda: jacobian(alone, given))
    weights = None if upstream is None else np.asarray(upstream)
    if expected is None:
        found = derivative()
        if found is None:
            return None
        expected = (np.ravel(1.0 if weights is None else weights) @ found).reshape(given.shape)
    reached = known_reach or cache(lambda: reach(alone, given))
    return WrongArray(gradient, expected, weights, arguments, given, derivative, reached, alone)


def diagnose(
    forward: Callable[..., Any],
    arguments: tuple[Any, ...],
    position: int,
    gradient: Any,
    upstream: Any = None,
    **options: Any,
) -> list[str]:
    """The names of the patterns that a wrong gradient fits, the most specific first; parameters as above."""
    wrong = wrong_gradient(forward, arguments, position, gradient, upstream, **options)
    return [] if wrong is None else fitting_patterns(wrong)
