"""Which arguments a call changed in place. Knows arguments alone: not who called, nor what it gave.

Part of the worker: nothing here is a defence.
"""

from typing import Any, Final

import numpy as np

from autograder.sandbox import wire

OBSERVED_BYTES: Final = 8 << 20  # larger arguments are not compared with what they were before the call


class Observed:
    """The arguments of a call, by position and keyword, with what they were before it."""

    def __init__(self, arguments: list[tuple[int | str, Any]]) -> None:
        self._arguments = [(name, value, _fingerprint(value)) for name, value in arguments]

    def changed(self) -> list[int | str]:
        """Which of them are no longer what they were."""
        return [name for name, value, was in self._arguments if was != _fingerprint(value)]


def _fingerprint(value: Any) -> Any:
    """A copy of a plain value that can be compared bit by bit, or None if it is not plain or too large."""
    size = wire.plain_size(value, OBSERVED_BYTES)
    return None if size is None or size > OBSERVED_BYTES else _frozen(value)


def _frozen(value: Any) -> Any:
    kind = type(value)
    if kind is np.ndarray:
        return value.dtype.str, value.shape, value.tobytes()
    if kind in (list, tuple):
        return kind.__name__, [_frozen(v) for v in value]
    if kind is dict:
        return [(_frozen(k), _frozen(v)) for k, v in value.items()]
    return repr(value)  # distinguishes 0.0 from -0.0 and holds for NaN
