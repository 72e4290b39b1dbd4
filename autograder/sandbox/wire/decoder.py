"""Frames to messages. Believes nothing that they say."""

import math
import struct
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import msgpack
import numpy as np

from autograder.sandbox.wire.values import (
    ARRAY,
    BIGINT,
    COMPLEX,
    COMPLEX_PARTS,
    DTYPES,
    FUNCTION,
    GENERATOR,
    HANDLE,
    LEAVES,
    MAX_ARRAYS,
    MAX_BODY_BYTES,
    MAX_COLLISIONS,
    MAX_CONTAINERS,
    MAX_DEPTH,
    MAX_HEADER_BYTES,
    MAX_INT_BYTES,
    MAX_NDIM,
    MAX_SIZE,
    NAME,
    NUMBER,
    PLACES,
    PREFIX,
    SCALAR,
    TUPLE,
    FunctionRef,
    HandleRef,
    NameRef,
    WireError,
)

_LITTLE_TEXT: Final = 4 << 10  # bytes of a header whose texts take no more than some 16 MiB as an array
_FROM_TESTS: Final = (GENERATOR, HANDLE, NAME, FUNCTION)
_BIT_GENERATORS: Final = ("PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64")
_NUMBERS: Final = LEAVES - {str, bytes, np.ndarray}
_SAFE: Final = LEAVES | {HandleRef, NameRef, FunctionRef, np.random.Generator}


def frame_lengths(prefix: bytes | bytearray | memoryview) -> tuple[int, int]:
    """Read the two lengths that open a frame.

    Raises
    ------
    WireError
        If they exceed the limits.
    """
    header, body = PREFIX.unpack(prefix)
    if header > MAX_HEADER_BYTES or body > MAX_BODY_BYTES:
        raise WireError(f"a frame of {header} + {body} bytes is over the limit")
    return header, body


def decode(header: memoryview, body: memoryview, *, trusted: bool) -> Any:
    """Turn a frame into its message.

    Parameters
    ----------
    header, body : memoryview
        The two parts of a frame, without its prefix. Arrays keep ``body`` alive.
    trusted : bool
        Whether the sender is the trusted side. Then arrays are writable copies and generators are accepted;
        otherwise arrays are read-only views, and a generator, whose state numpy takes unchecked, is refused, as is
        every reference: a worker describes its results by their numbers.

    Raises
    ------
    WireError
        Whatever is wrong with the frame.
    """
    try:
        # Each container takes a byte or more: only a long header can hold too many.
        decoder = _Decoder(body, trusted, counts=not trusted and len(header) > MAX_CONTAINERS)
        message = decoder.unpack(header)
        decoder.check(message, 0)
        if not trusted and len(header) > _LITTLE_TEXT:
            _check_texts(message)
        return message
    except WireError:
        raise
    except (ValueError, TypeError, OverflowError, RecursionError, LookupError, struct.error) as error:
        raise WireError(f"malformed frame: {type(error).__name__}: {error}") from None


@dataclass(slots=True)
class _Decoder:
    body: memoryview
    trusted: bool
    counts: bool
    depth: int = 0
    arrays: int = 0
    array_bytes: int = 0
    containers: int = 0  # lists, dicts and extensions

    def unpack(self, packed: memoryview | bytes) -> Any:
        hook = self._list_of if self.counts else None
        return msgpack.unpackb(
            packed, ext_hook=self._extension, list_hook=hook, object_pairs_hook=self._dict_of, strict_map_key=False
        )

    def check(self, value: Any, depth: int) -> None:
        """Refuse what is nested too deep, and objects that msgpack makes by itself (time stamps)."""
        kind = type(value)
        if kind in _SAFE:
            return
        if kind not in (list, tuple, dict) or depth > MAX_DEPTH:
            raise WireError(f"a {kind.__name__}, or nesting deeper than {MAX_DEPTH}")
        parts = [*value.keys(), *value.values()] if kind is dict else value
        if not _SAFE.issuperset(map(type, parts)):
            for part in parts:
                if type(part) not in _SAFE:
                    self.check(part, depth + 1)

    def _count(self) -> None:
        self.containers += 1
        if self.containers > MAX_CONTAINERS and self.counts:
            raise WireError(f"more than {MAX_CONTAINERS} containers in one frame")

    def _list_of(self, items: list[Any]) -> list[Any]:
        self._count()
        return items

    def _dict_of(self, pairs: list[tuple[Any, Any]]) -> dict[Any, Any]:
        """A dict, unless its keys were chosen to collide."""
        self._count()
        if len(pairs) > MAX_COLLISIONS and max(Counter(hash(key) for key, _ in pairs).values()) > MAX_COLLISIONS:
            raise WireError("a dict whose keys collide")
        return dict(pairs)

    def _extension(self, code: int, payload: bytes) -> Any:
        self._count()
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise WireError("nested too deep")
        if code not in _DECODERS:
            raise WireError(f"unknown extension {code}")
        if code in _FROM_TESTS and not self.trusted:
            raise WireError("what only a test may send, from an untrusted sender")
        value = _DECODERS[code](self, payload)
        self.depth -= 1
        return value

    def _bigint(self, payload: bytes) -> int:
        if len(payload) > MAX_INT_BYTES:
            raise WireError(f"an integer of more than {MAX_INT_BYTES} bytes")
        return int.from_bytes(payload, "little", signed=True)

    def _complex(self, payload: bytes) -> complex:
        return complex(*COMPLEX_PARTS.unpack(payload))

    def _tuple(self, payload: bytes) -> tuple[Any, ...]:
        return tuple(self._expect(payload, list))

    def _array(self, payload: bytes) -> Any:
        self.arrays += 1
        if self.arrays > MAX_ARRAYS:
            raise WireError(f"more than {MAX_ARRAYS} arrays in one frame")
        ndim = (len(payload) - PLACES[0].size) // 8
        if not 0 <= ndim <= MAX_NDIM:
            raise WireError("an impossible shape")
        code, offset, *shape = PLACES[ndim].unpack(payload)
        if shape and max(shape) >= MAX_SIZE:
            raise WireError("an impossible shape")
        dtype = DTYPES[code]
        count = math.prod(shape)
        length = count * dtype.itemsize
        self.array_bytes += length
        # Arrays that lay in the same bytes could be as many times a body's size once a test copies them.
        if offset + length > len(self.body) or self.array_bytes > len(self.body):
            raise WireError("an array that lies outside its frame, or in another")
        if count == 0:
            if math.prod(n or 1 for n in shape) * dtype.itemsize > MAX_BODY_BYTES:  # a sum over no rows has columns
                raise WireError("an impossible shape")
            return np.zeros(shape, dtype)
        array = np.frombuffer(self.body, dtype, count, offset)
        if dtype.kind == "b" and array.view(np.uint8).max() > 1:
            raise WireError("a boolean that is neither true nor false")
        array = array.reshape(shape)
        if self.trusted:
            return array if array.flags.behaved else array.copy()  # the frame belongs to nobody else
        array.flags.writeable = False
        return array

    def _scalar(self, payload: bytes) -> Any:
        dtype = DTYPES[payload[0]] if payload else DTYPES[0]
        raw = payload[1:]
        if len(raw) != dtype.itemsize or (dtype.kind == "b" and raw not in (b"\0", b"\1")):
            raise WireError("a number of the wrong size")
        return np.frombuffer(raw, dtype)[0]

    def _generator(self, payload: bytes) -> Any:
        state = self._expect(payload, dict)
        if state["bit_generator"] not in _BIT_GENERATORS:
            raise WireError("an unknown bit generator")
        bits = getattr(np.random, state["bit_generator"])()
        bits.state = state
        return np.random.Generator(bits)

    def _handle(self, payload: bytes) -> HandleRef:
        return HandleRef(*NUMBER.unpack(payload))

    def _name(self, payload: bytes) -> NameRef:
        return NameRef(payload.decode())

    def _function(self, payload: bytes) -> FunctionRef:
        return FunctionRef(*NUMBER.unpack(payload))

    def _expect(self, payload: bytes, kind: type) -> Any:
        value = self.unpack(payload)
        if type(value) is not kind:
            raise WireError(f"a {type(value).__name__} where a {kind.__name__} was expected")
        return value


def _check_texts(value: Any) -> tuple[int, int]:
    """How many entries a value has as an array, 0 if it makes none, and how long its longest text is.

    Raises
    ------
    WireError
        If an array of it would be larger than a body may be: numpy gives each entry the room of the longest.
    """
    kind = type(value)
    if kind in (str, bytes):
        return 1, len(value)
    if kind is dict:
        for part in value.values():
            _check_texts(part)
    if kind not in (list, tuple):
        return (value.size if kind is np.ndarray else 1), 0
    if _NUMBERS.issuperset(map(type, value)):
        return len(value), 0
    parts = [_check_texts(part) for part in value]
    entries = len(parts) * parts[0][0] if len({count for count, _ in parts}) == 1 else 0
    longest = max(length for _, length in parts)
    if 4 * entries * longest > MAX_BODY_BYTES:
        raise WireError("texts of very different lengths")
    return entries, longest


_DECODERS: Final[dict[int, Callable[[_Decoder, bytes], Any]]] = {
    TUPLE: _Decoder._tuple,
    BIGINT: _Decoder._bigint,
    COMPLEX: _Decoder._complex,
    ARRAY: _Decoder._array,
    SCALAR: _Decoder._scalar,
    GENERATOR: _Decoder._generator,
    HANDLE: _Decoder._handle,
    NAME: _Decoder._name,
    FUNCTION: _Decoder._function,
}
