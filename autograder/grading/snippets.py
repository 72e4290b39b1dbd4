"""The calls of a failed test as Python to paste, for staff: small arrays by their numbers, large ones by their shape.

Holds hidden values: it never reaches a student.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from autograder.grading.evidence import Call
from autograder.sandbox.handles import Handle

_MOST_CALLS: Final = 4  # the last ones
_MOST_ENTRIES: Final = 64  # of an array that is written out
_MOST_TEXT: Final = 4000
_RESULT: Final = re.compile(r"the result of (\w+)((?:\[\d+\])*)")


def snippet(module: str, calls: Sequence[Call]) -> str:
    """The last calls of a test, each result under a name of its own so that the next can use it."""
    if not calls:
        return ""
    lines = ["import numpy as np", f"import {module}", ""]
    for call in calls[-_MOST_CALLS:]:
        given = [_written(a) for a in call.arguments] + [f"{k}={_written(v)}" for k, v in call.options.items()]
        lines.append(f"{_result_of(call.name)} = {module}.{call.name}({', '.join(given)})")
    return "\n".join(lines)[:_MOST_TEXT]


def _result_of(name: str) -> str:
    return f"{name}_result"


def _written(value: Any) -> str:
    match value:
        case Handle():
            named = _RESULT.fullmatch(object.__getattribute__(value, "_name"))
            return f"{_result_of(named[1])}{named[2]}" if named else "..."
        case np.ndarray() if value.size <= _MOST_ENTRIES:
            return f"np.array({value.tolist()!r}, np.{value.dtype})"
        case np.ndarray():  # other numbers of the same shape often show the same mistake
            kind = "" if value.dtype == np.float64 else f".astype(np.{value.dtype})"
            return f"np.random.default_rng(0).normal(size={value.shape}){kind}"
        case np.random.Generator():
            return "np.random.default_rng(0)"
    return repr(value)
