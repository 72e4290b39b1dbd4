"""On which property of the inputs a mistake depends: "it fails exactly where `stride` is greater than 1".

A fixed vocabulary of sentences about the arguments of calls, none with a number beyond 0 and 1. What holds in a test is
read off the reference's run: inputs do not depend on the submission.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec
import numpy as np

from autograder.diagnosis.traces import DIAGNOSED
from autograder.model import Status
from autograder.results import TestResult

_FEWEST: Final = 2  # cases that fail, and that pass: one on a side is told from the other by anything
_SIZES: Final = ("size", "pool", "pool_size", "kernel_size", "k")
_SIZES_BY_AXIS: Final = (("kh", "kw"), ("pool_height", "pool_width"))


class Case(msgspec.Struct, frozen=True):
    """One test as the decision sees it.

    ``functions`` were called and ``compared`` was compared: only cases that agree in both are compared with each other.
    ``holds`` are the sentences of the vocabulary that are true of its arguments.
    """

    functions: list[str]
    compared: list[str]
    holds: list[str]


def decisions(results: Sequence[TestResult], cases: Mapping[str, Case]) -> dict[str, str]:
    """The sentence that separates failing from passing tests, by failing test; only where there is exactly one."""
    groups: dict[tuple[Any, ...], list[TestResult]] = {}
    for result in results:
        if result.id in cases:
            case = cases[result.id]
            key = (result.question, tuple(case.functions), tuple(case.compared))
            groups.setdefault(key, []).append(result)
    return {test: sentence for group in groups.values() for test, sentence in _decide(group, cases)}


def _decide(group: list[TestResult], cases: Mapping[str, Case]) -> Iterator[tuple[str, str]]:
    failed = [r.id for r in group if r.status in DIAGNOSED]
    passed = [r.id for r in group if r.status is Status.PASSED]
    if min(len(failed), len(passed)) < _FEWEST:
        return
    common = set.intersection(*(set(cases[test].holds) for test in failed))
    separating = common - {sentence for test in passed for sentence in cases[test].holds}
    if len(separating) == 1:
        sentence = f"It fails exactly where {separating.pop()}."
        yield from ((test, sentence) for test in failed)


def sentences(named: Mapping[str, Any], defaults: Mapping[str, Any]) -> list[str]:
    """What holds of the arguments of a test's calls.

    Parameters
    ----------
    named : arguments by the names of the reference's parameters
    defaults : of those parameters that have one
    """
    found: list[str] = []
    for name, value in named.items():
        found += _of_number(name, value) if not isinstance(value, str) else []
        if isinstance(value, str) and name in defaults:
            found.append(f"`{name}` is {'' if value == defaults[name] else 'not '}its default")
    arrays = {name: value for name, value in named.items() if isinstance(value, np.ndarray)}
    for name, array in arrays.items():
        found += _of_array(name, array, is_first=name == next(iter(arrays)))
    return [*found, *_of_windows(named, list(arrays.values()))]


def _of_number(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, bool):
        yield f"`{name}` is {'true' if value else 'false'}"
    elif isinstance(value, int | float) and value >= 0:
        yield f"`{name}` is 0" if value == 0 else f"`{name}` is not 0"
        if isinstance(value, int) and value > 0:
            yield f"`{name}` is 1" if value == 1 else f"`{name}` is greater than 1"


def _of_array(name: str, array: Any, is_first: bool) -> Iterator[str]:
    if array.dtype.kind == "f":
        yield f"`{name}` is in {'single' if array.dtype.itemsize <= 4 else 'double'} precision"
    if array.ndim == 4:
        yield f"`{name}` is {'' if array.shape[2] == array.shape[3] else 'not '}square in its last two axes"
    if is_first and array.ndim >= 2:
        yield "the batch has one example" if len(array) == 1 else "the batch has several examples"
    if is_first and array.ndim == 4:
        yield "there is one channel" if array.shape[1] == 1 else "there are several channels"


def _of_windows(named: Mapping[str, Any], arrays: list[Any]) -> Iterator[str]:
    """About windows that slide over images: whether they overlap, and whether they fit."""
    images = next((a for a in arrays if a.ndim == 4), None)
    stride = named.get("stride")
    size = _window(named, [a for a in arrays if a.ndim == 4 and a is not images])
    if images is None or not isinstance(stride, int) or stride < 1 or size is None:
        return
    yield "the windows overlap" if max(size) > stride else "the windows do not overlap"
    padding = named.get("padding", 0)
    rooms = [n + 2 * padding - k for n, k in zip(images.shape[2:], size, strict=True)]
    fits = all(room % stride == 0 for room in rooms)
    yield "the windows fit exactly" if fits else "the windows leave rows or columns over"


def _window(named: Mapping[str, Any], kernels: Iterable[Any]) -> tuple[int, int] | None:
    for kernel in kernels:
        return kernel.shape[2], kernel.shape[3]
    for rows, columns in _SIZES_BY_AXIS:
        if isinstance(named.get(rows), int) and isinstance(named.get(columns), int):
            return named[rows], named[columns]
    for name in _SIZES:
        if isinstance(named.get(name), int):
            return named[name], named[name]
    return None
