"""Keep the numeric gradients of a suite's reference, and the Jacobians beside them, from one run to the next.

They follow from the suite, this program and the machine alone, and take longer than all else before the first grader.
They lie beside the records of misconceptions, one file a suite hash, readable by staff alone. What is read back judges
the reference again before it judges anybody. ``verify`` does without.

The file begins with a hash of the rest, keyed by all that the numbers follow from. A file that was cut, damaged,
renamed, or written by another program or machine is as good as none.
"""

import contextlib
import hashlib
import json
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np

import autograder
from autograder.grading.record_files import as_frame, frames, replace_records
from autograder.sandbox import wire

_DIGEST_BYTES: Final = 32


def kept_path(records: Path) -> Path:
    """Where the numbers of a suite are kept, given where its records are."""
    assignment, _, suite_hash = records.name.rpartition("-")
    return records.with_name(f"{assignment}.numbers-{suite_hash}")


def store_numbers(path: Path, values: Mapping[bytes, Any]) -> None:
    """Keep values by their keys in the memory; those of earlier suites go. Does nothing where it may not write."""
    content = []
    for key, value in values.items():
        with contextlib.suppress(wire.NotPlainError):  # too large for a frame: it is computed each time
            content.append(as_frame([key, value]))
    replace_records(path, [_hash(path, content), *content])


def load_numbers(path: Path) -> dict[bytes, Any]:
    """Read values back; where there are none to be trusted, an empty dict."""
    with contextlib.suppress(OSError, wire.WireError):
        content = memoryview(path.read_bytes())
        if content[:_DIGEST_BYTES] == _hash(path, [content[_DIGEST_BYTES:]]):
            return dict(frames(content[_DIGEST_BYTES:]))
    return {}


def _hash(path: Path, content: list[bytes] | list[memoryview]) -> bytes:
    hasher = hashlib.blake2b(key=_circumstances(path.name), digest_size=_DIGEST_BYTES)
    for part in content:
        hasher.update(part)
    return hasher.digest()


def _circumstances(suite: str) -> bytes:
    """All that can change a number: the suite (its hash covers versions and salt), our code, numpy, the processor."""
    hasher = hashlib.blake2b(suite.encode(), digest_size=_DIGEST_BYTES)
    hasher.update(json.dumps([platform.uname().machine, np.show_config(mode="dicts")], sort_keys=True).encode())
    for file in sorted(Path(autograder.__file__).parent.rglob("*.py")):
        hasher.update(file.read_bytes())
    return hasher.digest()
