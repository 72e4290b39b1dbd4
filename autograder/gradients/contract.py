"""What a forward and a gradient must be before their numbers mean anything.

Looks at types, shapes and finiteness; differentiates nothing.
"""

import copy
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.gradients.report import ContractBreach

Array = NDArray[Any]
ForwardMany = Callable[[list[tuple[Any, ...]]], Iterable[Any]]


def one_by_one(forward: Callable[..., Any], **options: Any) -> ForwardMany:
    """Make a function of many argument tuples from a function of one; ``options`` go to every call."""

    def forward_many(calls: list[tuple[Any, ...]]) -> Iterable[Any]:
        for arguments in calls:
            yield forward(*arguments, **options)

    return forward_many


def fresh(value: Any) -> Any:
    """A copy for one call: floats in double precision, a generator in the same state, containers all the way down."""
    match value:
        case np.ndarray() if value.dtype.kind == "f":
            return np.array(value, dtype=np.float64)
        case np.ndarray():
            return value.copy()
        case list() | tuple() | dict() | np.random.Generator():
            return copy.deepcopy(value)
    return value


def output_of(result: Any) -> Array:
    """A forward's output as an own array; of a tuple (output, cache) the first element.

    Raises
    ------
    ContractBreach
        If it is not made of real numbers.
    """
    first = result[0] if isinstance(result, tuple) and result else result
    try:
        output = np.array(first)
    except (ValueError, TypeError):
        output = np.array(None)
    if output.dtype.kind not in "biuf":
        raise ContractBreach("the forward's result is not an array of numbers", "the result: its type")
    return output if output.dtype.kind == "f" else output.astype(np.float64)


def upstream_for(upstream: Any, output: Array) -> Array:
    """The upstream gradient as float64 of the output's shape; ones for a result that is a single number.

    Raises
    ------
    ContractBreach
        If the shapes differ, since broadcasting would hide a mistake, or if the result is not finite.
    """
    weights = np.ones(()) if upstream is None else np.asarray(upstream, dtype=np.float64)
    if weights.shape != output.shape:
        what = "is needed" if upstream is None else f"has shape {weights.shape}"
        raise ContractBreach(
            f"the upstream gradient {what}; the forward's result has shape {output.shape}", "the result: its shape"
        )
    if not np.all(np.isfinite(output)):
        raise ContractBreach("the forward's result is not finite", "the result: not finite")
    return weights


def same_twice(first: Array, second: Array) -> None:
    """Refuse a forward that gives two results for one input.

    Raises
    ------
    ContractBreach
        If a bit differs: what is random has to be an argument.
    """
    if first.shape != second.shape or not np.array_equal(first, second, equal_nan=True):
        raise ContractBreach(
            "the forward gives another result when it is called again with the same input, so it cannot be "
            "differentiated; pass it the random numbers or the mask",
            "the result: not the same twice",
        )


def checked_gradient(gradient: Any, shape: tuple[int, ...], name: str) -> tuple[Array, tuple[str, ...]]:
    """The analytic gradient as an array of the argument's shape, and notes on what is unusual.

    Raises
    ------
    ContractBreach
        If it is not made of floats, of another shape, or not finite. ``(1, M)`` for ``(M,)`` is only noted.
    """
    try:
        found = np.asarray(gradient)
    except (ValueError, TypeError):
        found = np.asarray(None)
    if found.dtype.kind != "f":
        kind = "None" if gradient is None else f"of dtype {found.dtype}"
        raise ContractBreach(f"{name} is {kind}, not an array of floats", f"{name}: its type")
    notes: tuple[str, ...] = ()
    if len(shape) == 1 and found.shape == (1, *shape):
        notes = (f"{name} has shape {found.shape}; {shape} is usual",)
        found = found[0]
    if found.shape != shape:
        message = f"{name} has shape {found.shape}; the argument it belongs to has shape {shape}"
        raise ContractBreach(message, f"{name}: its shape")
    if not np.all(np.isfinite(found)):
        at = tuple(int(i) for i in np.argwhere(~np.isfinite(found))[0])
        raise ContractBreach(f"{name}{list(at)} is {found[at]}, which is not finite", f"{name}: not finite")
    return found, notes
