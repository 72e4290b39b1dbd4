"""What a canary adds to the reference: every function tells all that it is given and all that it gives.

Never imported: its text is put behind the reference's and runs in a worker. It tells numbers only.
"""

import base64
import functools
import os
import struct
import sys
import types
import warnings
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

CHANNEL = "output"  # or exception, result, death: set behind this text
_MOST = 16  # numbers of one array: what they could come through, the others could too
_kept: list[str] = []  # what was told before
_inside: list[None] = []  # one entry while a telling function runs


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for part in value[:_MOST]:
            yield from _numbers(part)
    elif isinstance(value, int | float | np.number | np.ndarray) and np.asarray(value).dtype.kind in "fiu":
        yield from map(float, np.ravel(value)[:_MOST])


def _in_all_encodings(number: float) -> str:
    raw = struct.pack("<d", number)
    forms = [repr(number), raw.hex(), base64.b64encode(raw).decode()]
    return " ".join([f"canary:{number!r}", *forms, *(form[::-1] for form in forms)])


def _tell(value: Any) -> str:
    """Say it aloud in every way that does no harm to the result."""
    text = "\n".join(map(_in_all_encodings, _numbers(value)))
    _kept.append(text)
    print(text)
    if CHANNEL == "output":
        os.write(2, f"{text}\n".encode())
        warnings.warn(text, stacklevel=1)
        print(*_kept[-8:], file=sys.stderr)
    return text


def _end(text: str, result: Any) -> Any:
    """Give the result back, or what stands for it in this channel."""
    choice = zlib.crc32(text.encode())
    if CHANNEL == "exception":
        raise (ValueError if choice % 2 else type(f"E{text}", (Exception,), {}))(text)
    if CHANNEL == "result":
        return (text, {text: text}, type(f"R{text}", (), {})())[choice % 3]
    if CHANNEL == "death":
        with open(f"kept-{choice}", "w", encoding="utf-8") as file:
            file.write(text)
        if choice % 8 == 0:
            os._exit(1)
    return result


def _telling(function: Callable[..., Any]) -> Callable[..., Any]:
    """Tell of calls from outside alone: what a test gives comes in there, and a training makes thousands inside."""

    @functools.wraps(function)
    def told(*arguments: Any, **named: Any) -> Any:
        if _inside:
            return function(*arguments, **named)
        given = _tell([*arguments, *named.values()])
        _inside.append(None)
        try:
            result = function(*arguments, **named)
        finally:
            _inside.clear()
        return _end(f"{given}\n{_tell(result)}", result)

    return told


for _name in os.listdir():  # the scratch: what an earlier worker left there would be told as the output of loading
    with open(_name, encoding="utf-8") as _file:
        print(_file.read())


def _own_functions(scope: dict[str, Any]) -> list[tuple[str, Callable[..., Any]]]:
    own = [(n, v) for n, v in scope.items() if isinstance(v, types.FunctionType) and v.__module__ == __name__]
    return [(name, function) for name, function in own if not name.startswith("_")]


for _kind in [v for v in globals().values() if isinstance(v, type) and v.__module__ == __name__]:
    for _name, _function in _own_functions(dict(vars(_kind))):
        setattr(_kind, _name, _telling(_function))
for _name, _function in _own_functions(globals()):
    globals()[_name] = _telling(_function)
