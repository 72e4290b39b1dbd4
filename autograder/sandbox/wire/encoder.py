"""Messages to frames. Refuses whatever is not a plain value."""

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
    FUNCTION,
    GENERATOR,
    HANDLE,
    LEAVES,
    MAX_BODY_BYTES,
    MAX_DEPTH,
    MAX_HEADER_BYTES,
    MAX_INT_BYTES,
    NAME,
    NUMBER,
    PLACES,
    PREFIX,
    SCALAR,
    TUPLE,
    WIRE_CODES,
    FunctionRef,
    HandleRef,
    NameRef,
    NotPlainError,
    is_plain_leaf,
)

_ALIGNMENT: Final = 64
_JOINED_BYTES: Final = 64 << 10  # a larger body is worth a way of its own


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
            return msgpack.ExtType(TUPLE, packed)
        if kind is HandleRef:
            return msgpack.ExtType(HANDLE, NUMBER.pack(value.number))
        if kind is NameRef:
            return msgpack.ExtType(NAME, value.name.encode())
        if kind is FunctionRef:
            return msgpack.ExtType(FUNCTION, NUMBER.pack(value.number))
        if kind is int:
            if value.bit_length() >= 8 * MAX_INT_BYTES:
                raise NotPlainError(f"an integer of {value.bit_length()} bits is too large to send")
            return msgpack.ExtType(BIGINT, value.to_bytes(value.bit_length() // 8 + 1, "little", signed=True))
        if kind is complex:
            return msgpack.ExtType(COMPLEX, COMPLEX_PARTS.pack(value.real, value.imag))
        if isinstance(value, np.generic) and kind in LEAVES:
            return msgpack.ExtType(SCALAR, bytes([WIRE_CODES[value.dtype]]) + value.tobytes())
        if kind is np.random.Generator:
            return msgpack.ExtType(GENERATOR, self.pack(value.bit_generator.state))
        if hasattr(kind, "__wire__"):  # a handle on the trusted side says which object it stands for
            stands_for = kind.__wire__(value)
            return None if stands_for is None else self._extension(stands_for)
        if self.register is not None and callable(value):
            return self._extension(FunctionRef(self.register(value)))
        raise NotPlainError(f"a {kind.__module__}.{kind.__qualname__} cannot be sent: only plain values cross")

    def _array(self, value: Any) -> Any:
        array: Any = value
        code = WIRE_CODES.get(value.dtype)
        if code is None:
            if not is_plain_leaf(value):
                raise NotPlainError(f"an array of dtype {value.dtype} cannot be sent: only numbers cross")
            array = value.astype(value.dtype.newbyteorder("="))
            code = WIRE_CODES[array.dtype]
        place = PLACES[array.ndim].pack(code, self.offset, *array.shape)
        length = array.nbytes
        if length:
            small = length <= _JOINED_BYTES  # to be copied anyway
            self.body.append(array.tobytes() if small else np.ascontiguousarray(array).reshape(-1).view(np.uint8).data)
            padding = -length % _ALIGNMENT
            if padding:
                self.body.append(bytes(padding))
            self.offset += length + padding
        return msgpack.ExtType(ARRAY, place)
