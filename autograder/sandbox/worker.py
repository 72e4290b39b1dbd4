"""The untrusted process: holds a submission and carries out what a test asks for over the wire.

Knows no test, no reference and no score. Nothing here is a defence: student code can change all of this process.

Theory of operation
-------------------
One request, one reply, each with the request's number. Results stay here in a table, by number; a reply describes a
result and, where it is plain and small, carries its content, so that most calls need no second message. Whatever
student code raises, ``SystemExit`` included, becomes a reply. Budgets are not kept here: the trusted side reads this
process's clocks from outside and ends it.
"""

import builtins
import contextlib
import json
import linecache
import os
import random
import socket
import sys
import traceback
import types
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

import numpy as np

from autograder.sandbox import loader, wire
from autograder.sandbox.incoming import receive, waiter
from autograder.sandbox.limits import WorkerLimits, apply_rlimits
from autograder.sandbox.observed import Observed
from autograder.sandbox.served import put_served
from autograder.sandbox.shared import SHARED_BYTES, WORKER_FD, SharedBodies
from autograder.sandbox.standins import apply_import_rules, hide_own_modules

INLINE_BYTES: Final = 64 << 10  # larger content is sent when a test first uses it
MAX_ITEMS: Final = 16  # a tuple of more results is one result
MAX_TEXT: Final = 2_000
MAX_FRAMES: Final = 20


class Worker:
    """Serves one submission until the connection closes."""

    def __init__(self, connection: socket.socket, shared: SharedBodies | None = None) -> None:
        self._connection = connection
        self._wait = waiter(connection)
        self._shared = shared
        self._module: Any = None
        self._chunks: frozenset[str] = frozenset()
        self._kept: dict[int, Any] = {}
        self._observed: dict[int, Observed] = {}  # arguments of generators, which run after they were returned
        self._next = 1
        self._number = 0  # of the request that is being carried out
        self._actions: dict[str, Callable[..., Any]] = {
            "load": self._load, "call": self._call, "getattr": self._getattr,
            "setattr": self._setattr, "getitem": self._getitem, "setitem": self._setitem, "fetch": self._fetch,
            "iterate": self._iterate, "next": self._next_item, "length": self._length, "many": self._many,
            "changed": self._changed,
        }  # fmt: skip

    def serve(self) -> None:
        """Answer requests until the trusted side closes the connection."""
        while (message := self._next_message()) is not None:
            self._carry_out(*message)

    def _next_message(self) -> tuple[int, str, list[Any]] | None:
        self._wait()
        frame = receive(self._connection, self._shared)
        if frame is None:
            return None
        number, action, freed, seed, *arguments = wire.decode(*frame, trusted=True)
        for handle in freed:
            self._kept.pop(handle, None)
            self._observed.pop(handle, None)
        if seed is not None:  # the first request of a test
            self._begin(seed)
        return number, action, arguments

    def _carry_out(self, number: int, action: str, arguments: list[Any]) -> None:
        outer, self._number = self._number, number
        self._reply(number, *self._answer(number, action, arguments))
        self._number = outer

    def _answer(self, number: int, action: str, arguments: list[Any]) -> tuple[str, Any]:
        try:
            if action == "load":
                return "ok", self._load(number, *arguments)
            return "ok", self._actions[action](*arguments)
        except _MissingError as missing:
            return "missing", str(missing)
        except BaseException as error:  # SystemExit too: student code ends neither a test nor this loop
            return "error", self._describe_error(error)

    def _reply(self, number: int, kind: str, content: Any) -> None:
        for stream in (_stdout, _stderr):
            # Student code may have closed it: its output is lost, its result is not.
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        try:
            parts = wire.encode([number, kind, content])
        except wire.NotPlainError as error:
            parts = wire.encode([number, "error", self._describe_error(error)])
        for part in parts if self._shared is None else self._shared.put(parts):
            self._connection.sendall(part)

    # What a test may ask for

    def _load(
        self, number: int, chunks: list[list[str]], module: str, imports: list[str], display: list[str],
        skip: list[int] | None, earlier: list[list[Any]],
    ) -> list[list[Any]]:  # fmt: skip
        self._chunks = frozenset(name for each in [chunks, *(parts for _, parts, _ in earlier)] for name, _ in each)
        apply_import_rules([*imports, module, *(name for name, _, _ in earlier)], display)
        for name, parts, served in earlier:
            own = loader.load([(chunk, source) for chunk, source in parts], name, skip=None)
            put_served(own.module.__dict__, served, partial(self._ask_served, name))
        loaded = loader.load(
            [(name, source) for name, source in chunks],
            module,
            skip=None if skip is None else frozenset(skip),
            on_statement=lambda index, chunk, line: self._reply(number, "statement", [index, chunk, line]),
            describe=_text_of,
        )
        self._module = loaded.module
        return [[p.chunk, p.line, p.kind, p.text] for p in loaded.problems[:50]]

    def _begin(self, seed: int) -> None:
        self._kept.clear()
        self._observed.clear()
        random.seed(seed)
        np.random.seed(seed % 2**32)

    def _call(self, target: Any, arguments: list[Any], named: dict[str, Any]) -> Any:
        function = self._resolve(target)
        args = [self._resolve_inside(a) for a in arguments]
        kwargs = {name: self._resolve_inside(a) for name, a in named.items()}
        observed = Observed([*enumerate(args), *kwargs.items()])
        result = function(*args, **kwargs)
        described = self._describe(result)
        if type(result) is types.GeneratorType:
            self._observed[described[1]] = observed
        return [described, observed.changed()]

    def _many(self, target: Any, calls: list[list[Any]], named: dict[str, Any]) -> list[Any]:
        """Call once for each list of arguments; the results up to the first that raises, and what it raised."""
        function = self._resolve(target)
        named = {name: self._resolve_inside(a) for name, a in named.items()}
        results: list[Any] = []
        for arguments in calls:
            try:
                results.append(self._describe(function(*map(self._resolve_inside, arguments), **named)))
            except BaseException as error:  # as in _answer
                return [results, self._describe_error(error)]
        return [results, None]

    def call_back(self, function: int, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """Call a function of the test, and meanwhile carry out what it asks of the submission."""
        described = [self._describe(a) for a in arguments]
        self._reply(self._number, "callback", [function, described, {k: self._describe(v) for k, v in named.items()}])
        while (message := self._next_message()) is not None:
            _, action, content = message
            if action == "return":
                return self._resolve_inside(content[0])
            if action == "raise":
                raise RuntimeError("the function of the test raised an exception")
            self._carry_out(*message)
        raise EOFError("the test is over")

    def _ask_served(self, module: str, name: str, arguments: list[Any], named: dict[str, Any]) -> Any:
        """Have a function of an earlier assignment computed on the other side."""
        self._reply(self._number, "served", [module, name, arguments, named])
        message = self._next_message()
        if message is None:
            raise EOFError("the test is over")
        _, action, content = message
        if action == "refuse":
            raise ValueError(content[0])
        return content[0]

    def _getattr(self, target: Any, name: str) -> Any:
        return self._describe(getattr(self._resolve(target), name))

    def _setattr(self, target: Any, name: str, value: Any) -> None:
        setattr(self._resolve(target), name, self._resolve_inside(value))

    def _getitem(self, target: Any, key: Any) -> Any:
        return self._describe(self._resolve(target)[self._resolve_inside(key)])

    def _setitem(self, target: Any, key: Any, value: Any) -> None:
        self._resolve(target)[self._resolve_inside(key)] = self._resolve_inside(value)

    def _changed(self, target: Any) -> list[Any]:
        """Which arguments a generator has changed by now."""
        observed = self._observed.get(target.number) if type(target) is wire.HandleRef else None
        return observed.changed() if observed else []

    def _length(self, target: Any) -> int:
        return len(self._resolve(target))

    def _iterate(self, target: Any) -> Any:
        return self._keep(iter(self._resolve(target)))

    def _next_item(self, target: Any) -> list[Any]:
        """The next item of an iterator in a list, or an empty list at its end."""
        iterator: Iterator[Any] = self._resolve(target)
        return [self._describe(item) for item in _take_one(iterator)]

    def _fetch(self, target: Any) -> list[Any]:
        """The plain content in a list, or an empty list where there is none."""
        value = self._resolve(target)
        return [value] if wire.plain_size(value, wire.MAX_BODY_BYTES) is not None else []

    # Objects and their descriptions

    def _resolve(self, target: Any) -> Any:
        if type(target) is wire.HandleRef:
            return self._kept[target.number]
        if type(target) is wire.NameRef:
            if target.name not in self._module.__dict__:
                raise _MissingError(target.name)
            return self._module.__dict__[target.name]
        if type(target) is wire.FunctionRef:
            return _TestFunction(self, target.number)
        return target

    def _resolve_inside(self, value: Any) -> Any:
        """Put the original objects in place of handles, also inside containers."""
        kind = type(value)
        if kind is list:
            return [self._resolve_inside(v) for v in value]
        if kind is tuple:
            return tuple(self._resolve_inside(v) for v in value)
        if kind is dict:
            return {k: self._resolve_inside(v) for k, v in value.items()}
        return self._resolve(value)

    def _keep(self, value: Any) -> int:
        self._kept[self._next] = value
        self._next += 1
        return self._next - 1

    def _describe(self, value: Any, *, inside: bool = False) -> list[Any]:
        """Say what a result is: with its content where that is plain and small, else by its number."""
        kind = type(value)
        if kind in (tuple, list) and len(value) <= MAX_ITEMS and not inside:
            return ["items", self._keep(value), kind.__name__, [self._describe(v, inside=True) for v in value]]
        size = wire.plain_size(value, INLINE_BYTES)
        if size is not None and size <= INLINE_BYTES:
            may_change = kind in (list, dict, tuple, np.ndarray)
            return ["plain", self._keep(value) if may_change else 0, value]
        if size is not None:
            return ["lazy", self._keep(value), kind.__name__]
        return ["opaque", self._keep(value), f"{kind.__module__}.{kind.__qualname__}"[:MAX_TEXT]]

    def _describe_error(self, error: BaseException) -> dict[str, Any]:
        """Say what was raised and where in the student's own files. Every part is bounded and plain."""
        bases = [base.__name__ for base in type(error).__mro__ if getattr(builtins, base.__name__, None) is base]
        places = [(f.f_code.co_filename, at or 0, f.f_code.co_name) for f, at in traceback.walk_tb(error.__traceback__)]
        own = [place for place in places if place[0] in self._chunks][-MAX_FRAMES:]
        return {
            "class": type(error).__name__[:200],
            "builtin": bases[0] if bases else "Exception",
            "text": _text_of(error),
            "frames": [[file, line, name[:200], _line_of(file, line)] for file, line, name in own],
            "raised_by_own_code": bool(places) and places[-1][0] in self._chunks,
        }


class _TestFunction:
    """A function of the test, as student code sees it: it can be called, and that is all."""

    def __init__(self, worker: Worker, number: int) -> None:
        self._worker = worker
        self._number = number

    def __call__(self, /, *arguments: Any, **named: Any) -> Any:
        return self._worker.call_back(self._number, arguments, named)


class _MissingError(Exception):
    """A name that the submission does not define."""


def _take_one(iterator: Iterator[Any]) -> Iterator[Any]:
    for item in iterator:
        yield item
        return


def _text_of(error: BaseException) -> str:
    """An exception's message; student code may have made its ``__str__``."""
    try:
        return str(error)[:MAX_TEXT].encode("utf-8", "replace").decode()
    except BaseException:
        return "(its message cannot be shown)"


def _line_of(file: str, line: int) -> str:
    """A line of a student's own file."""
    return linecache.getline(file, line).strip()[:300]


_stdout, _stderr = sys.stdout, sys.stderr  # as they were before student code could replace them


def serve(wire_fd: int) -> None:
    """Serve a submission over an open socket, then end the process without running anything of the student's."""
    try:
        Worker(socket.socket(fileno=wire_fd), _shared_bodies()).serve()
    finally:
        os._exit(0)


def _shared_bodies() -> SharedBodies | None:
    """The shared memory, if the zygote gave any."""
    try:
        is_there = os.fstat(WORKER_FD).st_size == SHARED_BYTES
    except OSError:
        return None
    return SharedBodies(WORKER_FD, is_worker=True) if is_there else None


if __name__ == "__main__":  # the process rung starts it alone: python -m autograder.sandbox.worker WIRE_FD LIMITS
    apply_rlimits(WorkerLimits(**json.loads(sys.argv[2])))
    hide_own_modules()
    serve(int(sys.argv[1]))
