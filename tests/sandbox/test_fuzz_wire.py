"""Frames made to be slow or large are refused at once; the fuzzer finds what breaks the rules."""

import struct
import subprocess
import sys
import time

import msgpack
import pytest

from autograder.sandbox import wire

if sys.platform != "linux":
    pytest.skip("the fuzzer reads its memory where Linux tells it", allow_module_level=True)

from . import fuzz_wire
from .fuzz_wire import fuzz, main, seeds, take

ALL = wire.MAX_HEADER_BYTES


def _list_of(item):
    count = (ALL - 8) // len(item)
    return b"\xdd" + struct.pack(">I", count) + item * count


def _extension(code, payload):
    return msgpack.packb(msgpack.ExtType(code, payload))


def _array_of_shape(*shape):
    return _extension(4, struct.pack(f"<BQ{len(shape)}Q", 0, 0, *shape))


SLOW = {
    "axes whose product is long": _list_of(_array_of_shape(*[2**40 - 1] * wire.MAX_NDIM)),
    "empty lists": _list_of(b"\x90"),
    "empty dicts": _list_of(b"\x80"),
    "tuples": _list_of(_extension(1, b"\x90")),
    "large integers": _list_of(_extension(2, b"\1")),
    "lists thirty deep": _list_of(b"\x91" * 30 + b"\xc0"),
}


@pytest.mark.parametrize("header", SLOW.values(), ids=SLOW)
def test_what_would_take_long_is_refused_at_once(header):
    start = time.process_time()

    accepted = take(wire.PREFIX.pack(len(header), 0) + header)

    assert not accepted
    assert time.process_time() - start < 0.7


def test_many_numbers_are_no_attack():
    header = _list_of(b"\x05")

    assert take(wire.PREFIX.pack(len(header), 0) + header)


def test_mutated_frames_are_values_or_wire_errors():
    report = fuzz(5_000, seed=5)

    assert report.violations == []
    assert 0.05 < report.accepted / report.frames < 0.95


def test_the_fuzzer_needs_little_memory():
    """In a process of its own: the high-water mark of this one belongs to every test that ran before."""
    command = [sys.executable, "-m", "tests.sandbox.fuzz_wire", "--frames", "2000", "--seed", "6"]

    done = subprocess.run(command, capture_output=True, text=True, timeout=120)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "2,000 frames" in done.stdout


def test_the_fuzzer_refuses_a_codec_that_takes_memory(monkeypatch, capsys):
    monkeypatch.setattr(fuzz_wire, "LARGEST_MIB", 1)
    monkeypatch.setattr(sys, "argv", ["fuzz_wire", "--frames", "50", "--seed", "1"])

    assert main() == 1
    assert "MiB at the most" in capsys.readouterr().out


def test_frames_of_workers_are_accepted():
    from_workers = seeds()[:-5]

    assert sum(map(take, from_workers)) >= len(from_workers) - 1  # the request of a test is not a worker's


def test_the_fuzzer_shows_the_frame_that_broke_the_codec(monkeypatch, capsys):
    def broken(header, body, *, trusted):
        raise ZeroDivisionError("somewhere inside")

    monkeypatch.setattr(wire, "decode", broken)
    monkeypatch.setattr(sys, "argv", ["fuzz_wire", "--frames", "50", "--seed", "1"])

    assert main() == 1
    assert "ZeroDivisionError: somewhere inside: " in capsys.readouterr().out
