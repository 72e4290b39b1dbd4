"""Mutate valid frames and decode them: ``python -m tests.sandbox.fuzz_wire --frames 1000000 --seed 1``.

A frame may give a message or a ``WireError`` and nothing else, in less than a second and 256 MiB. Ends with status 1 at
a violation, and prints the frame in hexadecimal for a regression test.
"""

import argparse
import random
import struct
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgpack
import numpy as np

from autograder.sandbox import wire

SLOWEST_S = 1.0
LARGEST_MIB = 256
_INTERESTING = (0, 1, 0x7F, 0x80, 0x90, 0xC1, 0xC7, 0xC9, 0xD8, 0xDD, 0xDF, 0xFF)
_KINDS = range(12)


@dataclass(frozen=True)
class Report:
    """What a run of the fuzzer met."""

    frames: int
    accepted: int
    seconds: float
    slowest_s: float
    violations: list[str]


def seeds() -> list[bytes]:
    """A valid frame of every kind that either side sends."""
    arrays = [
        (np.arange(6).reshape(2, 3) % 2).astype(dtype)
        for dtype in ("?", "b", "<u2", "<i8", "<e", "<f4", "<f8", "<g", "F", "D")
    ]
    values = [
        None, True, -1, 2**80, -(2**70), 0.5, float("nan"), 1 + 2j, "text \u00e9", b"bytes", [], [1, [2, [3]]],
        (1, (2,)), {"a": 1, 2: (3,)}, np.float32(1.5), np.bool_(True), np.zeros((0, 3)), np.array(1.0), *arrays,
    ]  # fmt: skip
    messages: list[Any] = [[1, "ok", [["plain", 3, value], []]] for value in values]
    messages += [
        [2, "missing", "softmax"],
        [3, "error", {"class": "E", "builtin": "ValueError", "text": "t", "frames": [["a.py", 1, "f", "x"]]}],
        [4, "callback", [0, [["plain", 0, 1.0]], {"name": ["lazy", 1, "ndarray"]}]],
        [5, "statement", [7, "a.py", 3]],
        [6, "ok", [["items", 1, "tuple", [["plain", 2, arrays[6]], ["opaque", 3, "cache"]]], [0, "w"]]],
        [7, "call", [1, 2], 99, wire.NameRef("f"), [wire.HandleRef(4), wire.FunctionRef(0), np.random.default_rng(0)]],
        list(range(300)), {str(i): i for i in range(200)}, "x" * 70_000, arrays * 20,
    ]  # fmt: skip
    return [b"".join(wire.encode(message)) for message in messages]


def _flip_bits(frame: bytearray, rng: random.Random, others: list[bytes]) -> None:
    for _ in range(rng.choice((1, 1, 2, 8))):
        frame[rng.randrange(len(frame))] ^= 1 << rng.randrange(8)


def _set_bytes(frame: bytearray, rng: random.Random, others: list[bytes]) -> None:
    for _ in range(rng.choice((1, 2, 4))):
        frame[rng.randrange(len(frame))] = rng.choice(_INTERESTING)


def _truncate(frame: bytearray, rng: random.Random, others: list[bytes]) -> None:
    del frame[rng.randrange(len(frame)) :]


def _cut_out(frame: bytearray, rng: random.Random, others: list[bytes]) -> None:
    start = rng.randrange(len(frame))
    del frame[start : start + rng.choice((1, 2, 8, 64))]


def _repeat(frame: bytearray, rng: random.Random, others: list[bytes]) -> None:
    start = rng.randrange(len(frame))
    part = bytes(frame[start : start + rng.choice((1, 3, 9, 40))])
    frame[start:start] = part * rng.choice((1, 2, 50))


def _splice(frame: bytearray, rng: random.Random, others: list[bytes]) -> None:
    other = rng.choice(others)
    frame[rng.randrange(len(frame)) :] = other[rng.randrange(len(other)) :]


def _edit_number(frame: bytearray, rng: random.Random, others: list[bytes]) -> None:
    """Write a large or negative number where a length or an offset may stand."""
    size = rng.choice("BHIQ")
    number = rng.choice((0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 2**31 - 1, 2**31, 2**32 - 1, 2**40, 2**63, 2**64 - 1))
    raw = struct.pack(f"{rng.choice('<>')}{size}", number & (1 << 8 * struct.calcsize(f"<{size}")) - 1)
    start = rng.randrange(len(frame))
    frame[start : start + len(raw)] = raw


def _nest(frame: bytearray, rng: random.Random, others: list[bytes]) -> None:
    """Put the header into containers and extensions, a few or very many times."""
    header, _ = _parts(frame)
    inner = bytes(header)
    deep = rng.choice((1, 3, 31, 33, 64)) if len(inner) < 2000 else 2
    for _ in range(deep):
        code = rng.choice((*_KINDS, None))
        inner = b"\x91" + inner if code is None else bytes(msgpack.packb(msgpack.ExtType(code, b"\x91" + inner)))
    frame[wire.PREFIX.size : wire.PREFIX.size + len(header)] = inner


_MUTATIONS: list[Callable[[bytearray, random.Random, list[bytes]], None]] = [
    _flip_bits, _flip_bits, _set_bytes, _truncate, _cut_out, _repeat, _splice, _edit_number, _edit_number, _nest,
]  # fmt: skip


def _parts(frame: bytes | bytearray) -> tuple[bytes | bytearray, bytes | bytearray]:
    """The header and the body, as far as they are there."""
    if len(frame) < wire.PREFIX.size:
        return frame, b""
    header, _ = wire.PREFIX.unpack_from(frame)
    rest = frame[wire.PREFIX.size :]
    return rest[:header], rest[header:]


def mutated(rng: random.Random, frames: list[bytes]) -> bytes:
    """A frame with some mutations; mostly with lengths made right again, so that they are not all that is looked at."""
    frame = bytearray(rng.choice(frames))
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        if frame:
            rng.choice(_MUTATIONS)(frame, rng, frames)
    if len(frame) >= wire.PREFIX.size and rng.random() < 0.8:
        header, body = wire.PREFIX.unpack_from(frame)
        there = len(frame) - wire.PREFIX.size
        header = min(header, there) if rng.random() < 0.5 else max(there - body, 0)
        wire.PREFIX.pack_into(frame, 0, header, there - header)
    return bytes(frame)


def take(frame: bytes) -> bool:
    """Receive a frame as the trusted side does; whether it was accepted.

    What is announced and not there is waited for, not decoded: here it is decoded as far as it goes.
    """
    if len(frame) < wire.PREFIX.size:
        return False
    try:
        header, body = wire.frame_lengths(frame[: wire.PREFIX.size])
        rest = memoryview(frame)[wire.PREFIX.size :]
        wire.decode(rest[:header], rest[header : header + body], trusted=False)
    except wire.WireError:
        return False
    return True


def fuzz(count: int, seed: int) -> Report:
    """Decode so many mutated frames; stops at the tenth violation."""
    rng = random.Random(seed)
    frames = seeds()
    violations: list[str] = []
    accepted, slowest_s, began = 0, 0.0, time.perf_counter()
    done = 0
    while done < count and len(violations) < 10:
        frame = mutated(rng, frames)
        done += 1
        start = time.perf_counter()
        try:
            accepted += take(frame)
        except Exception as error:
            violations.append(f"{type(error).__name__}: {error}: {frame.hex()}")
        took = time.perf_counter() - start
        if took > SLOWEST_S:
            violations.append(f"{took:.1f} s: {frame.hex()}")
        slowest_s = max(slowest_s, took)
    return Report(done, accepted, time.perf_counter() - began, slowest_s, violations)


def _peak_mib() -> int:
    """The most memory that this program held. ``ru_maxrss`` would count what the process was before it was started."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) >> 10


def main() -> int:
    """Fuzz, say what was met, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--frames", type=int, default=1_000_000)
    parser.add_argument("--share", type=float, default=1.0, help="of the frames")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    report = fuzz(int(options.frames * options.share), options.seed)
    peak_mib = _peak_mib()
    print(
        f"seed {options.seed}: {report.frames:,} frames, {report.frames / report.seconds:,.0f} a second, "
        f"{report.accepted / report.frames:.0%} accepted; the slowest {report.slowest_s * 1e3:.1f} ms; "
        f"{peak_mib} MiB at the most"
    )
    for violation in report.violations:
        print(violation[:20_000])
    return 1 if report.violations or peak_mib > LARGEST_MIB else 0


if __name__ == "__main__":
    sys.exit(main())
