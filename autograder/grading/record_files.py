"""Store and find the records of an assignment: how its reference and its misconceptions do in each test.

They are kept in ``solutions/.records``, one file a suite hash, readable by staff alone: they hold hidden values.
Without them, or where that folder cannot be written, grading works all the same, and names no misconception.
"""

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from autograder.diagnosis.records import Records
from autograder.diagnosis.traces import Trace
from autograder.manifest import Assignment
from autograder.sandbox import wire

_FOLDER = ".records"


def records_path(assignment: Assignment, suite_hash: str) -> Path:
    """Where the records of an assignment are kept, as long as nothing changes that they depend on."""
    return assignment.master.parent.parent / _FOLDER / f"{assignment.name}-{suite_hash}"


def as_frame(value: Any) -> bytes:
    """A plain value as bytes, in the form of the wire."""
    return b"".join(bytes(part) for part in wire.encode(value))


def can_store(path: Path) -> bool:
    """Whether records may be written there; makes their folder."""
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return False
    return os.access(path.parent, os.W_OK)


def store_records(path: Path, traces: Mapping[str, Mapping[str, bytes]]) -> None:
    """Write traces, by submission and test; those of earlier suites go. Does nothing where it may not write."""
    of_all = ((name, test, trace) for name, of_tests in traces.items() for test, trace in of_tests.items())
    replace_records(path, (as_frame([name, test]) + trace for name, test, trace in of_all))


def replace_records(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file as a whole or not at all; those of the same name but for the suite hash go."""
    if not can_store(path):
        return
    with contextlib.suppress(OSError):
        descriptor, part = tempfile.mkstemp(dir=path.parent)  # readable by its owner alone
        with open(descriptor, "wb") as file:
            file.writelines(parts)
        for old in path.parent.glob(f"{path.name.rpartition('-')[0]}-*"):
            old.unlink()
        os.replace(part, path)


def load_records(path: Path) -> Records:
    """Read records back; where there are none, nothing is known."""
    records = Records()
    with contextlib.suppress(OSError, wire.WireError):
        read = iter([*frames(memoryview(path.read_bytes()))])
        for (name, test), plain in zip(read, read, strict=True):
            records.add(name, test, Trace.of_plain(plain))
    return records


def frames(view: memoryview) -> Iterator[Any]:
    """The plain values of frames that stand one after the other.

    Raises
    ------
    WireError
        If they do not.
    """
    while view:
        header, body = wire.frame_lengths(view[: wire.PREFIX.size])
        view = view[wire.PREFIX.size :]
        yield wire.decode(view[:header], view[header : header + body], trusted=True)
        view = view[header + body :]
