"""Remember what the reference gives and its numeric gradients, by the function and the content of its arguments.

Holds plain values only. It is filled while the reference is graded and only read while submissions are. What lasts is
kept between runs by ``kept_numbers``.
"""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.sandbox.wire import plain_size

_LARGE = 1 << 40  # no budget: these values are our own


class Memory:
    """Values by key. A key that is not there is computed, and kept only while the memory is being filled."""

    def __init__(self) -> None:
        self.filling = False
        self.lasting: dict[bytes, Any] = {}  # what the next run of the same suite may be given
        self._values: dict[bytes, Any] = {}

    def fill(self, lasting: Mapping[bytes, Any]) -> None:
        """Take what lasts from another run."""
        freeze(dict(lasting))
        self.lasting |= lasting
        self._values |= lasting

    def recall(self, key: bytes, compute: Callable[[], Any], *, lasts: bool = False) -> Any:
        """The value of a key; its arrays are read-only, since all tests share them.

        Parameters
        ----------
        lasts : whether it took long to compute and is worth keeping for the next run
        """
        if key in self._values:
            return self._values[key]
        value = compute()
        if plain_size(value, _LARGE) is None:
            return value
        freeze(value)
        if self.filling:
            self._values[key] = value
            if lasts:
                self.lasting[key] = value
        return value


def is_known_by_content(value: Any) -> bool:
    """Whether two values with the same digest are the same: plain ones, and generators."""
    return isinstance(value, np.random.Generator) or plain_size(value, _LARGE) is not None


def digest(*parts: Any) -> bytes:
    """A key from the content of plain values and generators; two values with the same key are the same bit by bit."""
    hasher = hashlib.blake2b(digest_size=16)
    for part in parts:
        _feed(hasher.update, part)
    return hasher.digest()


def _feed(update: Callable[[Any], None], value: Any) -> None:
    kind = type(value)
    if kind is np.ndarray:
        update(f"a{value.dtype.str}{value.shape}".encode())
        update(value.tobytes())
    elif kind in (list, tuple):
        update(f"{kind.__name__}{len(value)}".encode())
        for item in value:
            _feed(update, item)
    elif kind is dict:
        update(f"dict{len(value)}".encode())
        for pair in value.items():
            _feed(update, pair)
    elif kind is str:
        update(f"str:{value!r};".encode())
    elif isinstance(value, np.random.Generator):
        _feed(update, value.bit_generator.state)
    else:
        update(f"{kind.__name__}:{value!r};".encode())


def freeze(value: Any) -> None:
    """Make all arrays of a plain value read-only."""
    if isinstance(value, np.ndarray):
        value.flags.writeable = False
    elif isinstance(value, list | tuple | dict):
        for item in value.values() if isinstance(value, dict) else value:
            freeze(item)
