"""What a test holds of a submission: its names, and results that stay in the worker.

A handle behaves like its plain content, which is fetched on first use and read-only. Passing a handle back passes the
original object. What has no plain content has no truth value, so that ``assert submission.f()`` never passes by chance.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, Final

import numpy as np

from autograder.errors import StudentError
from autograder.sandbox.client import Client
from autograder.sandbox.contents import Contents, content_of
from autograder.sandbox.wire import HandleRef, NameRef

MAX_ITERATIONS: Final = 100_000
MAX_BATCH: Final = 256  # calls in one message
MAX_RESULTS: Final = 1 << 40  # their numbers stay below
_UNKNOWN: Final = object()
_HELD: Final = (list, tuple, dict, np.ndarray)  # never given to a test as such: a None in it could pass for an author's


class NotPlainResultError(StudentError):
    """A test needed a number, an array or a container of them, and the submission gave something else."""


class Submission:
    """A submission's top-level names: ``submission.f(x)`` calls ``f`` in the worker."""

    def __init__(
        self,
        client: Client,
        received: Callable[[Any], None] = lambda value: None,
        called: Callable[[str, tuple[Any, ...], dict[str, Any]], None] = lambda name, arguments, named: None,
    ) -> None:
        self._client = client
        self._received = received  # told each plain content that a test is given
        self._called = called  # told each call before it is made: of many in one message the first
        client.on_callback = self._call_back

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return Handle(self, NameRef(name), name)

    def __repr__(self) -> str:
        return "<the submission>"

    def _call_back(self, functions: list[Any], content: list[Any]) -> Any:
        """Call a function of the test with what student code gave it."""
        number, arguments, named = content
        if not 0 <= number < len(functions) or any(type(name) is not str for name in named):
            raise self._client.violation("a call of a function that was never passed")
        self._received(())  # even without arguments: what fails on that is not our fault
        given = [self._describe(a, "an argument of the test's function") for a in arguments]
        options = {name: self._describe(a, f"the argument {name[:50]}") for name, a in named.items()}
        return functions[number](*given, **options)

    def _item(self, item: Any, name: str) -> Any:
        """One of several results. A None among them is a handle, so that no test takes it for an author's None."""
        if item is None:
            item = Handle(self, NameRef("None"), name)
            item._content = None
        return item

    def _described_item(self, description: Any, name: str) -> Any:
        return self._item(self._describe(description, name), name)

    def _describe(self, description: Any, name: str) -> Any:
        """Turn the worker's description of a result into what the test gets."""
        form = description[:2] if type(description) is list else []
        # An array in their place would not compare; a larger number could be too large to be sent back.
        if [type(part) for part in form] != [str, int] or not 0 <= form[1] < MAX_RESULTS:
            raise self._client.violation("a result in another form")
        match description:
            case ["plain", 0, value] if type(value) not in _HELD:
                self._received(value)
                return value
            case ["plain", int(number), value] if number > 0:
                handle = Handle(self, HandleRef(number), name)
                handle._content = value
                self._received(value)
                return handle
            case ["items", int(number), str(), list(items)] if len(items) <= 16:
                handle = Handle(self, HandleRef(number), name)
                self._received(())  # even of no items at all
                handle._items = [self._described_item(item, f"{name}[{i}]") for i, item in enumerate(items)]
                return handle
            case ["lazy" | "opaque" as content, int(number), str(kind)]:
                self._received(kind)
                handle = Handle(self, HandleRef(number), f"{name}, a {kind[:100]},")
                handle._is_opaque = content == "opaque"
                return handle
        raise self._client.violation("a result in another form")


class Handle(Contents):
    """A result in the worker, or a name of the submission."""

    __slots__ = (
        "__weakref__", "_changed", "_content", "_generation", "_is_opaque", "_items", "_name", "_ref", "_submission",
    )  # fmt: skip
    _submission: Submission
    _generation: int  # of the worker that numbered it
    _ref: HandleRef | NameRef
    _name: str  # how messages call it
    _content: Any
    _items: list[Any] | None
    _changed: tuple[int | str, ...]
    _is_opaque: bool  # whether it had no plain content when the worker told of it

    def __init__(self, submission: Submission, ref: HandleRef | NameRef, name: str) -> None:
        put = partial(object.__setattr__, self)  # this class's own asks first whom a name is for
        put("_submission", submission)
        put("_generation", submission._client.generation)
        put("_ref", ref)
        put("_name", name)
        put("_content", _UNKNOWN)
        put("_items", None)
        put("_changed", ())
        put("_is_opaque", False)

    def __del__(self) -> None:
        if type(self._ref) is HandleRef:
            self._submission._client.let_go(self._generation, self._ref.number)

    def __wire__(self) -> HandleRef | NameRef | None:
        return None if self._content is None else self._ref

    # Messages

    def __call__(self, /, *arguments: Any, **named: Any) -> Any:
        self._submission._called(self._name, arguments, named)
        reply = self._request("call", list(arguments), named)
        if type(reply) is not list or len(reply) != 2:
            raise self._submission._client.violation("a call was answered in another form")
        changed = self._names_of_arguments(reply[1])
        result = self._received(reply[0], f"the result of {self._name}")
        if isinstance(result, Handle):
            result._changed = changed
        return result

    def many(self, calls: Iterable[Any], /, **named: Any) -> list[Any]:
        """Call once for each item, a tuple of arguments or a single one, in few messages; ``named`` goes to all.

        Raises
        ------
        SubmissionRaised
            If one of the calls raised; no later call is then made.
        """
        waiting = [list(call) if isinstance(call, tuple) else [call] for call in calls]
        results: list[Any] = []
        self._submission._called(self._name, tuple(waiting[0]) if waiting else (), named)
        for start in range(0, len(waiting), MAX_BATCH):
            reply = self._request("many", waiting[start : start + MAX_BATCH], named)
            match reply:
                case [list(described), None | dict()] if len(described) <= MAX_BATCH:
                    name = f"a result of {self._name}"
                    results += [self._submission._described_item(description, name) for description in described]
                case _:
                    raise self._submission._client.violation("many calls were answered in another form")
            if reply[1] is not None:
                raise self._submission._client.raised(reply[1])
            if len(results) != min(start + MAX_BATCH, len(waiting)):
                raise self._submission._client.violation("some calls were not answered")
        return results

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if not self._is_opaque and self._has_content():  # a message less for each method of an object
            return getattr(self._content, name)
        return self._received(self._request("getattr", name), f"{self._name}.{name}")

    def __setattr__(self, name: str, value: Any) -> None:
        if name[0] == "_":
            object.__setattr__(self, name, value)
        else:
            self._request("setattr", name, value)

    def __getitem__(self, key: Any) -> Any:
        if self._items is not None and type(key) is int:
            return self._items[key]
        if self._has_content():
            return self._submission._item(self._content[content_of(key)], f"an item of {self._name}")
        return self._received(self._request("getitem", key), f"an item of {self._name}")

    def __setitem__(self, key: Any, value: Any) -> None:
        self._request("setitem", key, value)
        self._content = _UNKNOWN
        self._items = None

    def __len__(self) -> int:
        if self._items is not None:
            return len(self._items)
        if self._has_content():
            return len(self._content)
        length = self._request("length")
        if type(length) is not int or length < 0:
            raise self._submission._client.violation("a length that is not a count")
        return length

    def __iter__(self) -> Iterator[Any]:
        if self._items is not None:
            return iter(self._items)
        if self._has_content():
            return map(partial(self._submission._item, name=f"an item of {self._name}"), self._content)
        return self._iterate()

    def _iterate(self) -> Iterator[Any]:
        number = self._request("iterate")
        if type(number) is not int or not 0 <= number < MAX_RESULTS:
            raise self._submission._client.violation("an iterator that is not a handle")
        iterator = Handle(self._submission, HandleRef(number), f"an iterator of {self._name}")
        for _ in range(MAX_ITERATIONS):
            reply = iterator._request("next")
            if type(reply) is not list or len(reply) > 1:
                raise self._submission._client.violation("an item in another form")
            if not reply:
                return
            yield self._submission._described_item(reply[0], f"an item of {self._name}")
        raise NotPlainResultError(f"{self._name} gives more than {MAX_ITERATIONS} items; does it ever end?")

    def _changed_by_now(self) -> tuple[int | str, ...]:
        """Which arguments were changed: by the call, or since then if it gave a generator."""
        if self._content is _UNKNOWN and self._items is None:
            self._changed = self._names_of_arguments(self._request("changed")) or self._changed
        return self._changed

    def _names_of_arguments(self, reply: Any) -> tuple[int | str, ...]:
        if type(reply) is not list:
            raise self._submission._client.violation("changed arguments in another form")
        return tuple(name for name in reply if type(name) in (int, str))

    def _request(self, action: str, *arguments: Any) -> Any:
        return self._submission._client.request(action, self._ref, *arguments)

    def _received(self, description: Any, name: str) -> Any:
        return self._submission._describe(description, name)

    # Plain content

    def _has_content(self) -> bool:
        """Whether there is plain content; fetches it the first time."""
        if self._content is _UNKNOWN:
            reply = self._request("fetch")
            if type(reply) is not list or len(reply) > 1:
                raise self._submission._client.violation("content in another form")
            if not reply:
                return False
            self._content = reply[0]
            self._submission._received(self._content)
        return True

    def _plain(self) -> Any:
        if not self._has_content():
            raise NotPlainResultError(f"{self._name} is not a number, an array, or a container of them")
        return self._content

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any:
        content = self._plain()
        try:
            return np.asarray(content, dtype) if copy is not True else np.array(content, dtype)
        except (ValueError, TypeError) as error:
            raise NotPlainResultError(f"{self._name} is not an array: {error}") from None

    def __bool__(self) -> bool:
        return bool(self._plain())

    def __hash__(self) -> int:
        return id(self)

    def __repr__(self) -> str:
        return f"<{self._name}>" if self._content is _UNKNOWN else repr(self._content)


def deep_content(value: Any) -> Any:
    """A plain value with the content in place of every handle, also inside containers."""
    if isinstance(value, Handle):
        if value._items is not None:
            return tuple(deep_content(item) for item in value._items)
        return content_of(value)
    if type(value) in (list, tuple):
        return type(value)(deep_content(item) for item in value)
    if type(value) is dict:
        return {k: deep_content(v) for k, v in value.items()}
    return value


def changed_arguments(result: Any) -> tuple[int | str, ...]:
    """Which arguments the call that gave this result changed in place: positions and keywords.

    A generator has changed what it has changed by now: iterate over it first.

    Raises
    ------
    TypeError
        If ``result`` is a bare number or text, which remembers no call.
    """
    if not isinstance(result, Handle):
        raise TypeError("only a result that is an array, a container or an object remembers its call")
    return result._changed_by_now()
