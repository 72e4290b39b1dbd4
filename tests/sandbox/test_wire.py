"""Plain values cross the wire bit by bit; every other frame is refused with a WireError."""

import contextlib
import datetime
import math
import re
import struct

import msgpack
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.sandbox import wire
from autograder.sandbox.wire import FunctionRef, HandleRef, NameRef, NotPlainError, WireError

DTYPES = ["?", "b", "B", "h", "H", "i", "I", "q", "Q", "e", "f", "d", "g", "F", "D", "G"]
quick = settings(deadline=None, max_examples=150, database=None)


def frame_of(message):
    """A message as the bytes of its frame: header and body."""
    whole = b"".join(bytes(part) for part in wire.encode(message))
    header, body = wire.frame_lengths(whole[:8])
    assert len(whole) == 8 + header + body
    return memoryview(whole[8 : 8 + header]), memoryview(whole[8 + header :])


def crossed(message, *, trusted=False):
    return wire.decode(*frame_of(message), trusted=trusted)


def raw(header, body=b"", *, trusted=False):
    """Decode a header that was packed by hand."""
    return wire.decode(memoryview(msgpack.packb(header)), memoryview(body), trusted=trusted)


def named(value):
    """A test's name for a value: the same in every process."""
    return re.sub(r" at 0x\w+", "", f"{type(value).__name__} {value!r}")[:40]


def bits(value):
    """A form of a plain value that is equal only for values equal bit by bit, types included."""
    kind = type(value)
    if kind is np.ndarray:
        return "array", value.dtype.str, value.shape, value.tobytes()
    if isinstance(value, np.generic):
        return kind, value.tobytes()
    if kind in (list, tuple):
        return kind, [bits(v) for v in value]
    if kind is dict:
        return kind, [(bits(k), bits(v)) for k, v in value.items()]
    if kind is float:
        return kind, struct.pack("<d", value)
    if kind is complex:
        return kind, struct.pack("<dd", value.real, value.imag)
    return kind, value


@pytest.mark.parametrize(
    "value",
    [
        None, True, 0, -1, 2**63, 2**64, -(2**63) - 1, 10**400, 0.0, -0.0, math.inf, math.nan, 1e-320, 1 - 2j,
        complex(-0.0, math.nan), "", "Σ x²\n", b"", b"\xff\0", [], (), {}, [1, [2, (3,)]], ((), [()]),
        {"a": {1: [None]}, (1, "b"): 2.5}, np.float32(0.1), np.int8(-3), np.bool_(True), np.float64(-0.0),
        np.complex64(1j), np.int32(-3), np.int64(-3), [np.uint64(2**63)],
        np.uint64(3), (np.int32(4), [np.arange(3).sum()]),
    ],
    ids=lambda value: repr(value)[:30],
)  # fmt: skip
def test_a_plain_value_crosses_bit_by_bit(value):
    assert bits(crossed(value)) == bits(value)


@pytest.mark.parametrize("code", "iIlLqQ")
def test_every_integer_of_numpy_crosses_as_one_of_its_size(code):
    value = np.dtype(code).type(3)

    found = crossed(value)

    assert (found, found.dtype) == (value, value.dtype)


REFERENCES = [HandleRef(7), FunctionRef(2), [HandleRef(1), {"x": NameRef("größe")}]]


@pytest.mark.parametrize("message", REFERENCES, ids=repr)
def test_references_cross_from_a_test_to_a_worker(message):
    assert crossed(message, trusted=True) == message


@pytest.mark.parametrize("message", [*REFERENCES, np.random.default_rng(1)], ids=named)
def test_references_and_generators_from_a_worker_are_refused(message):
    with pytest.raises(WireError, match="what only a test may send"):
        crossed(["before", message])


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0, 3), (2, 3)])
def test_an_array_crosses_bit_by_bit(dtype, shape):
    array = np.random.default_rng(1).integers(0, 2, size=shape).astype(dtype)

    assert bits(crossed(array)) == bits(array)


@pytest.mark.parametrize(
    "array",
    [np.arange(12.0).reshape(3, 4).T, np.arange(10)[::-2], np.array([1.0, 2.0], ">f8"), np.broadcast_to(1.5, (2, 3))],
    ids=["transposed", "backwards", "big-endian", "broadcast"],
)
def test_an_array_in_any_layout_arrives_with_its_values(array):
    found = crossed([array])[0]

    np.testing.assert_array_equal(found, array)
    assert found.dtype.newbyteorder("=") == array.dtype.newbyteorder("=")


def test_the_bits_of_nans_and_subnormals_survive():
    array = np.array([0x7FF8DEADBEEF0001, 0xFFF0000000000001, 1], np.uint64).view(np.float64)

    assert crossed(array).tobytes() == array.tobytes()


def test_a_test_gets_read_only_views_and_a_worker_writable_copies():
    array = np.ones(3)

    header, body = frame_of(array)
    from_writable_memory = wire.decode(header, memoryview(bytearray(body)), trusted=False)
    assert not from_writable_memory.flags.writeable
    assert crossed(array, trusted=True).flags.writeable
    with pytest.raises(ValueError, match="cannot set WRITEABLE flag"):
        crossed(array).flags.writeable = True


@pytest.mark.parametrize("bits_of", [np.random.PCG64, np.random.MT19937, np.random.Philox, np.random.SFC64])
def test_a_generator_crosses_by_its_state(bits_of):
    rng = np.random.Generator(bits_of(3))
    rng.normal(size=5)

    again = crossed(rng, trusted=True)

    assert again.normal() == rng.normal()


leaves = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.complex_numbers() | st.binary()
    | st.text(st.characters(exclude_categories=["Cs"]))
    | hnp.arrays(st.sampled_from(["f8", "f4", "i8", "u1", "?", "c16"]), hnp.array_shapes(min_dims=0, min_side=0))
)  # fmt: skip
keys = st.integers() | st.text(st.characters(exclude_categories=["Cs"])) | st.tuples(st.integers(), st.booleans())
plain = st.recursive(
    leaves,
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(keys, inner),
    max_leaves=12,
)


@quick
@given(plain)
def test_any_plain_value_crosses_bit_by_bit(value):
    assert bits(crossed(value)) == bits(value)
    assert wire.plain_size(value, 1 << 40) is not None


@quick
@given(st.binary(max_size=200), st.binary(max_size=64), st.booleans())
def test_random_bytes_are_a_value_or_a_wire_error(header, body, trusted):
    try:
        value = wire.decode(memoryview(header), memoryview(body), trusted=trusted)
    except WireError:
        return
    assert wire.plain_size(value, 1 << 40) is not None or "Ref" in repr(value)


@quick
@given(plain, st.data())
def test_a_frame_with_one_byte_changed_is_a_value_or_a_wire_error(value, data):
    header, body = frame_of(value)
    spoilt = bytearray(header)
    at = data.draw(st.integers(0, len(spoilt) - 1))
    spoilt[at] ^= data.draw(st.integers(1, 255))

    with contextlib.suppress(WireError):
        wire.decode(memoryview(bytes(spoilt)), body, trusted=False)


def extension(code, content):
    return msgpack.ExtType(code, content if type(content) is bytes else msgpack.packb(content))


ARRAY, TUPLE, SCALAR, GENERATOR, COMPLEX, HANDLE, NAME, BIGINT = 4, 1, 5, 6, 3, 7, 8, 2
BOOL, FLOAT = b"\x00", bytes([wire.values.DTYPES.index(np.dtype(float))])


def place(dtype, offset, *shape):
    """Where an array lies, as it is written in a header."""
    code = dtype if type(dtype) is int else dtype[0]
    return struct.pack(f"<BQ{len(shape)}Q", code, offset, *shape)


@pytest.mark.parametrize(
    "header",
    [
        extension(99, b""),
        extension(0, b""),
        msgpack.Timestamp(1, 2),
        extension(TUPLE, {"a": 1}),
        extension(TUPLE, b""),
        extension(COMPLEX, b"1234"),
        extension(HANDLE, "x"),
        extension(HANDLE, True),
        extension(NAME, b"\xff\xfe"),
        extension(SCALAR, b""),
        extension(SCALAR, FLOAT + b"1234"),
        extension(SCALAR, b"\x63" + b"12345678"),
        extension(SCALAR, BOOL + b"\2"),
        extension(ARRAY, b""),
        extension(ARRAY, FLOAT),
        extension(ARRAY, place(99, 0, 1)),
        extension(ARRAY, place(FLOAT, 0, 1)[:-1]),
        extension(ARRAY, place(FLOAT, 0, *[1] * 65)),
        extension(ARRAY, place(FLOAT, 0, 2)),
        extension(ARRAY, place(FLOAT, 1, 1)),
        extension(ARRAY, place(FLOAT, 2**64 - 8, 1)),
        extension(ARRAY, place(FLOAT, 0, 2**62, 4)),
        extension(ARRAY, place(FLOAT, 0, *[2**40 - 1] * 32)),
        extension(ARRAY, place(FLOAT, 0, 0, 2**62, 2**62)),
        extension(ARRAY, place(FLOAT, 0, 0, 2**40 - 1, 2**40 - 1)),
        extension(ARRAY, place(FLOAT, 0, 0, 2**26)),
        extension(ARRAY, place(BOOL, 0, 8)),
        {extension(TUPLE, [[]]): 1},
        {extension(ARRAY, place(FLOAT, 0, 0)): 1},
    ],
    ids=repr,
)
def test_a_malformed_value_is_refused(header):
    with pytest.raises(WireError):
        raw(header, b"\xff" * 8)


@pytest.mark.parametrize("content", [b"", b"\xc1", b"\x92\x01", b"\x01\x01", b"\xdd\xff\xff\xff\xff", b"\xa2\xff\xfe"])
def test_a_header_that_is_no_message_is_refused(content):
    with pytest.raises(WireError):
        wire.decode(memoryview(content), memoryview(b""), trusted=False)


def test_an_unknown_bit_generator_is_refused():
    with pytest.raises(WireError, match="unknown bit generator"):
        raw(extension(GENERATOR, {"bit_generator": "Generator"}), trusted=True)


@pytest.mark.parametrize("open_level", [b"\x91", b"\x81\x01"], ids=["lists", "dicts"])
@pytest.mark.parametrize("depth", [40, 600, 100_000])
def test_deep_nesting_is_refused(open_level, depth):
    with pytest.raises(WireError):
        wire.decode(memoryview(open_level * depth + b"\xc0"), memoryview(b""), trusted=False)


def test_deep_tuples_are_refused():
    packed = b"\x90"
    for _ in range(40):
        packed = msgpack.packb([msgpack.ExtType(TUPLE, packed)])

    with pytest.raises(WireError, match="nested too deep"):
        wire.decode(memoryview(packed), memoryview(b""), trusted=False)


def test_too_many_arrays_are_refused():
    one = extension(ARRAY, place(FLOAT, 0, 1))

    with pytest.raises(WireError, match="more than 10000 arrays"):
        raw([one] * 10_001, b"\0" * 80_008)


def test_arrays_that_lie_in_the_same_bytes_are_refused():
    """A test that makes one array of them would take as many times the body."""
    one = extension(ARRAY, place(FLOAT, 0, 2))

    with pytest.raises(WireError, match="in another"):
        raw([one, one], b"\0" * 24)


@pytest.mark.parametrize("wrap", [list, tuple, lambda texts: {"a": [[t] for t in texts]}])
def test_texts_that_would_be_a_huge_array_are_refused(wrap):
    assert crossed(wrap(["word"] * 20_000))
    assert crossed([*range(20_000), wrap(["a" * 20_000, "b"])])
    with pytest.raises(WireError, match="very different lengths"):
        crossed(wrap(["a" * 20_000, *[""] * 20_000]))


def test_integers_too_large_to_compute_with_do_not_cross():
    assert crossed(-(2**65_000)) == -(2**65_000)
    with pytest.raises(NotPlainError, match="65537 bits"):
        wire.encode(2**65_536)
    with pytest.raises(WireError, match="an integer"):
        raw(extension(BIGINT, b"\1" * 8193))


@pytest.mark.parametrize("lengths", [(wire.MAX_HEADER_BYTES + 1, 0), (0, wire.MAX_BODY_BYTES + 1), (2**32 - 1,) * 2])
def test_a_frame_over_the_limit_is_refused_before_it_is_read(lengths):
    with pytest.raises(WireError, match="over the limit"):
        wire.frame_lengths(wire.PREFIX.pack(*lengths))


def test_colliding_keys_do_not_hold_up_the_trusted_side():
    """Multiples of 2**61 − 1 all hash to 0: a dict of a hundred thousand of them took a minute to build."""
    prime = 2**61 - 1
    numbers = [extension(2, (k * prime).to_bytes(12, "little")) for k in range(1, 100_001)]
    header = b"\xdf" + struct.pack(">I", len(numbers)) + b"".join(msgpack.packb(n) + b"\xc0" for n in numbers)
    assert len(header) < wire.MAX_HEADER_BYTES

    with pytest.raises(WireError):
        wire.decode(memoryview(header), memoryview(b""), trusted=False)


class Sneaky(float):
    """Equal to everything, if anybody asked."""

    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


@pytest.mark.parametrize(
    "value",
    [
        object(), Sneaky(1), {1, 2}, range(3), lambda: 1, np.array([None]), np.array(["a"]), np.array([(1, 2)], "i,i"),
        np.ma.array([1.0]), np.array([1], "M8[s]"), np.datetime64("2020"), datetime.date(2020, 1, 1), ["ok", {3}],
        "\udc80", np.random.PCG64(1), type("T", (tuple,), {})((1,)), type("A", (np.ndarray,), {})(3),
    ],
    ids=named,
)  # fmt: skip
def test_anything_else_is_not_sent(value):
    with pytest.raises(NotPlainError):
        wire.encode(["before", value])


def test_what_is_nested_in_itself_is_not_sent():
    endless = []
    endless.append(endless)

    with pytest.raises(NotPlainError):
        wire.encode(endless)
    assert wire.plain_size(endless, 1 << 20) is None


def test_a_message_over_the_limit_is_not_sent():
    with pytest.raises(NotPlainError, match="too large to send"):
        wire.encode(b"x" * (wire.MAX_HEADER_BYTES + 1))


def test_the_size_of_something_huge_is_not_counted_to_the_end():
    size = wire.plain_size([list(range(1000))] * 10**6, 10_000)

    assert 10_000 < size < 100_000
