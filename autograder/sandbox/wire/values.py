"""What may cross the wire, and within which limits: plain values, and references to what stays on one side.

Encodes nothing and reads no frame.
"""

import struct
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

PREFIX: Final = struct.Struct("<II")
MAX_HEADER_BYTES: Final = 2 << 20
MAX_BODY_BYTES: Final = 256 << 20
MAX_DEPTH: Final = 32
MAX_ARRAYS: Final = 10_000
MAX_CONTAINERS: Final = 200_000  # from a worker: each takes a microsecond and up to 100 bytes to make
MAX_NDIM: Final = 64  # numpy's own limit
MAX_SIZE: Final = 1 << 40  # of one axis: the product of larger ones could take minutes
MAX_INT_BYTES: Final = 8 << 10  # the tenth power of a larger one could take minutes
MAX_COLLISIONS: Final = 100  # keys of one dict with the same hash: building it takes their square

# Extension types of msgpack.
TUPLE, BIGINT, COMPLEX, ARRAY, SCALAR, GENERATOR, HANDLE, NAME, FUNCTION = range(1, 10)
# Numeric dtypes of this machine; on the wire each is its place in this list.
_CODES: Final = "?bBhHiIlLqQefdgFDG"  # two of them are the same number on every machine, as l and q, with two types
DTYPES: Final = list(dict.fromkeys(np.dtype(c) for c in _CODES))
WIRE_CODES: Final = {dtype: code for code, dtype in enumerate(DTYPES)}
NUMBER: Final = struct.Struct("<Q")
COMPLEX_PARTS: Final = struct.Struct("<dd")
PLACES: Final = [struct.Struct(f"<BQ{ndim}Q") for ndim in range(MAX_NDIM + 1)]  # dtype, offset in the body, shape
LEAVES: Final = frozenset(
    {type(None), bool, int, float, complex, str, bytes, np.ndarray, *{np.dtype(c).type for c in _CODES}}
)


class WireError(ValueError):
    """A frame that breaks the rules above. From a worker it means ``crashed``."""


class NotPlainError(TypeError):
    """A value that cannot cross: anything but plain values."""


@dataclass(frozen=True, slots=True)
class HandleRef:
    """A result that stays in the worker, by its number there."""

    number: int


@dataclass(frozen=True, slots=True)
class NameRef:
    """A name at the top level of the submission."""

    name: str


@dataclass(frozen=True, slots=True)
class FunctionRef:
    """A function of a test, by its number there: student code may call it."""

    number: int


def is_plain_leaf(value: object) -> bool:
    """Whether a value crosses and holds no other: exact types only, since a subclass may bring its own behaviour."""
    kind = type(value)
    if kind is np.ndarray:
        dtype: Any = value.dtype  # type: ignore[attr-defined]  # it is an array here
        return dtype in WIRE_CODES or dtype.newbyteorder("=") in WIRE_CODES
    return kind in LEAVES


def plain_size(value: object, budget: int, depth: int = 0) -> int | None:
    """Bytes that a plain value roughly takes on the wire, or None if it is not plain.

    Counting stops once ``budget`` is exceeded, so the answer for something huge is cheap and too small.
    """
    kind = type(value)
    if kind is np.ndarray:
        return 64 + value.nbytes if is_plain_leaf(value) else None  # type: ignore[attr-defined]
    if kind in LEAVES:
        return 16 + len(value) if kind in (str, bytes) else 16  # type: ignore[arg-type]
    if kind not in (list, tuple, dict) or depth >= MAX_DEPTH - 4:  # the message around it takes some levels
        return None
    total = 16
    parts = (part for pair in value.items() for part in pair) if kind is dict else iter(value)  # type: ignore[attr-defined, call-overload]
    for part in parts:
        size = plain_size(part, budget - total, depth + 1)
        if size is None:
            return None
        total += size
        if total > budget:
            break
    return total
