"""Plain values to frames of bytes and back: the only thing that crosses between a test and student code.

No pickle, in either direction. Every length, depth, dtype and shape is checked before memory is taken.

Theory of operation
-------------------
A frame is eight bytes, two little-endian lengths, then a header and a body. The header is msgpack; what msgpack lacks
(tuples, complex numbers, large integers, arrays, numpy scalars, generators, handles) are extension types. The body
holds the bytes of all arrays, one after the other, and the header says where each begins, so that the receiving side
makes arrays without copying: read-only views for a test, writable copies for student code.

The limits bound what a hostile frame can cost: a header of 2 MiB becomes at most 2 million references to small objects
and 200,000 containers, which takes less than a second and less than 150 MiB.
"""

import math
import struct
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import msgpack
import numpy as np

PREFIX: Final = struct.Struct("<II")
MAX_HEADER_BYTES: Final = 2 << 20
MAX_BODY_BYTES: Final = 256 << 20
MAX_DEPTH: Final = 32
MAX_ARRAYS: Final = 10_000
MAX_CONTAINERS: Final = 200_000  # from a worker: each takes a microsecond and up to 100 bytes to make
MAX_NDIM: Final = 64  # numpy's own limit
MAX_SIZE: Final = 1 << 40  # of one axis: the product of larger ones could take minutes
MAX_COLLISIONS: Final = 100  # keys of one dict with the same hash: building it takes their square

_TUPLE, _BIGINT, _COMPLEX, _ARRAY, _SCALAR, _GENERATOR, _HANDLE, _NAME, _FUNCTION = range(1, 10)
_FROM_TESTS: Final = (_GENERATOR, _HANDLE, _NAME, _FUNCTION)
_ALIGNMENT = 64
_JOINED_BYTES: Final = 64 << 10  # a larger body is worth a way of its own
# Numeric dtypes of this machine; on the wire each is its place in this list.
_CODES: Final = "?bBhHiIlLqQefdgFDG"  # two of them are the same number on every machine, as l and q, with two types
_DTYPES: Final = list(dict.fromkeys(np.dtype(c) for c in _CODES))
_WIRE_CODES: Final = {dtype: code for code, dtype in enumerate(_DTYPES)}
_NUMBER: Final = struct.Struct("<Q")
_COMPLEX_PARTS: Final = struct.Struct("<dd")
_PLACES: Final = [struct.Struct(f"<BQ{ndim}Q") for ndim in range(MAX_NDIM + 1)]  # dtype, offset in the body, shape
_BIT_GENERATORS: Final = ("PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64")
_LEAVES: Final = frozenset(
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


_SAFE: Final = _LEAVES | {HandleRef, NameRef, FunctionRef, np.random.Generator}


def is_plain_leaf(value: object) -> bool:
    """Whether a value crosses and holds no other: exact types only, since a subclass may bring its own behaviour."""
    kind = type(value)
    if kind is np.ndarray:
        dtype: Any = value.dtype  # type: ignore[attr-defined]  # it is an array here
        return dtype in _WIRE_CODES or dtype.newbyteorder("=") in _WIRE_CODES
    return kind in _LEAVES


def plain_size(value: object, budget: int, depth: int = 0) -> int | None:
    """Bytes that a plain value roughly takes on the wire, or None if it is not plain.

    Counting stops once ``budget`` is exceeded, so the answer for something huge is cheap and too small.
    """
    kind = type(value)
    if kind is np.ndarray:
        return 64 + value.nbytes if is_plain_leaf(value) else None  # type: ignore[attr-defined]
    if kind in _LEAVES:
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


def encode(message: Any, register: Callable[[Any], int] | None = None) -> list[bytes | memoryview]:
    """Turn a message into the buffers of one frame.

    Parameters
    ----------
    register : callable, optional
        Given a function among the arguments, returns the number by which the other side may call it. Without it,
        functions do not cross.

    Raises
    ------
    NotPlainError
        If a part of the message is not a plain value.
    """
    body: list[bytes | memoryview] = []
    header = _Encoder(body, register).pack(message)
    length = sum(len(part) for part in body)
    if len(header) > MAX_HEADER_BYTES or length > MAX_BODY_BYTES:
        raise NotPlainError(f"a value of {len(header) + length} bytes is too large to send")
    parts = [PREFIX.pack(len(header), length) + header, *body]
    return [b"".join(parts)] if length <= _JOINED_BYTES else parts  # one system call sends a small frame


@dataclass(slots=True)
class _Encoder:
    body: list[bytes | memoryview]
    register: Callable[[Any], int] | None = None
    offset: int = 0
    depth: int = 0

    def pack(self, value: Any) -> bytes:
        try:
            return msgpack.packb(value, default=self._extension, strict_types=True)  # type: ignore[no-any-return]
        except ValueError as error:  # nested too deep for msgpack, or a str with lone surrogates
            raise NotPlainError(f"cannot be sent: {error}") from None

    def _extension(self, value: Any) -> Any:
        kind = type(value)
        if kind is np.ndarray:
            return self._array(value)
        if kind is tuple:
            self.depth += 1
            if self.depth > MAX_DEPTH:
                raise NotPlainError("nested too deep to send")
            packed = self.pack(list(value))
            self.depth -= 1
            return msgpack.ExtType(_TUPLE, packed)
        if kind is HandleRef:
            return msgpack.ExtType(_HANDLE, _NUMBER.pack(value.number))
        if kind is NameRef:
            return msgpack.ExtType(_NAME, value.name.encode())
        if kind is FunctionRef:
            return msgpack.ExtType(_FUNCTION, _NUMBER.pack(value.number))
        if kind is int:
            return msgpack.ExtType(_BIGINT, value.to_bytes(value.bit_length() // 8 + 1, "little", signed=True))
        if kind is complex:
            return msgpack.ExtType(_COMPLEX, _COMPLEX_PARTS.pack(value.real, value.imag))
        if isinstance(value, np.generic) and kind in _LEAVES:
            return msgpack.ExtType(_SCALAR, bytes([_WIRE_CODES[value.dtype]]) + value.tobytes())
        if kind is np.random.Generator:
            return msgpack.ExtType(_GENERATOR, self.pack(value.bit_generator.state))
        if hasattr(kind, "__wire__"):  # a handle on the trusted side says which object it stands for
            stands_for = kind.__wire__(value)
            return None if stands_for is None else self._extension(stands_for)
        if self.register is not None and callable(value):
            return self._extension(FunctionRef(self.register(value)))
        raise NotPlainError(f"a {kind.__module__}.{kind.__qualname__} cannot be sent: only plain values cross")

    def _array(self, value: Any) -> Any:
        array: Any = value
        code = _WIRE_CODES.get(value.dtype)
        if code is None:
            if not is_plain_leaf(value):
                raise NotPlainError(f"an array of dtype {value.dtype} cannot be sent: only numbers cross")
            array = value.astype(value.dtype.newbyteorder("="))
            code = _WIRE_CODES[array.dtype]
        place = _PLACES[array.ndim].pack(code, self.offset, *array.shape)
        length = array.nbytes
        if length:
            small = length <= _JOINED_BYTES  # to be copied anyway
            self.body.append(array.tobytes() if small else np.ascontiguousarray(array).reshape(-1).view(np.uint8).data)
            padding = -length % _ALIGNMENT
            if padding:
                self.body.append(bytes(padding))
            self.offset += length + padding
        return msgpack.ExtType(_ARRAY, place)


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
        return int.from_bytes(payload, "little", signed=True)

    def _complex(self, payload: bytes) -> complex:
        return complex(*_COMPLEX_PARTS.unpack(payload))

    def _tuple(self, payload: bytes) -> tuple[Any, ...]:
        return tuple(self._expect(payload, list))

    def _array(self, payload: bytes) -> Any:
        self.arrays += 1
        if self.arrays > MAX_ARRAYS:
            raise WireError(f"more than {MAX_ARRAYS} arrays in one frame")
        ndim = (len(payload) - _PLACES[0].size) // 8
        if not 0 <= ndim <= MAX_NDIM:
            raise WireError("an impossible shape")
        code, offset, *shape = _PLACES[ndim].unpack(payload)
        if shape and max(shape) >= MAX_SIZE:
            raise WireError("an impossible shape")
        dtype = _DTYPES[code]
        count = math.prod(shape)
        if offset + count * dtype.itemsize > len(self.body):
            raise WireError("an array that lies outside its frame")
        if count == 0:
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
        dtype = _DTYPES[payload[0]] if payload else _DTYPES[0]
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
        return HandleRef(*_NUMBER.unpack(payload))

    def _name(self, payload: bytes) -> NameRef:
        return NameRef(payload.decode())

    def _function(self, payload: bytes) -> FunctionRef:
        return FunctionRef(*_NUMBER.unpack(payload))

    def _expect(self, payload: bytes, kind: type) -> Any:
        value = self.unpack(payload)
        if type(value) is not kind:
            raise WireError(f"a {type(value).__name__} where a {kind.__name__} was expected")
        return value


_DECODERS: Final[dict[int, Callable[[_Decoder, bytes], Any]]] = {
    _TUPLE: _Decoder._tuple,
    _BIGINT: _Decoder._bigint,
    _COMPLEX: _Decoder._complex,
    _ARRAY: _Decoder._array,
    _SCALAR: _Decoder._scalar,
    _GENERATOR: _Decoder._generator,
    _HANDLE: _Decoder._handle,
    _NAME: _Decoder._name,
    _FUNCTION: _Decoder._function,
}
