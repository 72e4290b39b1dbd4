"""Plain values to frames of bytes and back: the only thing that crosses between a test and student code.

No pickle, in either direction. Every length, depth, dtype and shape is checked before memory is taken.

Theory of operation
-------------------
A frame is eight bytes, two little-endian lengths, then a header and a body. The header is msgpack; what msgpack lacks
(tuples, complex numbers, large integers, arrays, numpy scalars, generators, handles) are extension types. The body
holds the bytes of all arrays, one after the other, and the header says where each begins, so that the receiving side
makes arrays without copying: read-only views for a test, writable copies for student code.

The limits bound what a hostile frame can cost: a header of 2 MiB becomes at most 2 million references to small objects
and 200,000 containers, which takes less than a second and less than 150 MiB. They also bound what a test's first look
at it can cost: no part of a message becomes an array that is larger than a body may be.
"""

from autograder.sandbox.wire.decoder import decode, frame_lengths
from autograder.sandbox.wire.encoder import encode
from autograder.sandbox.wire.values import (
    MAX_ARRAYS,
    MAX_BODY_BYTES,
    MAX_COLLISIONS,
    MAX_CONTAINERS,
    MAX_DEPTH,
    MAX_HEADER_BYTES,
    MAX_INT_BYTES,
    MAX_NDIM,
    MAX_SIZE,
    PREFIX,
    FunctionRef,
    HandleRef,
    NameRef,
    NotPlainError,
    WireError,
    is_plain_leaf,
    plain_size,
)

__all__ = [
    "MAX_ARRAYS",
    "MAX_BODY_BYTES",
    "MAX_COLLISIONS",
    "MAX_CONTAINERS",
    "MAX_DEPTH",
    "MAX_HEADER_BYTES",
    "MAX_INT_BYTES",
    "MAX_NDIM",
    "MAX_SIZE",
    "PREFIX",
    "FunctionRef",
    "HandleRef",
    "NameRef",
    "NotPlainError",
    "WireError",
    "decode",
    "encode",
    "frame_lengths",
    "is_plain_leaf",
    "plain_size",
]
