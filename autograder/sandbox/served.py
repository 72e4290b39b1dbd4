"""Functions of an earlier assignment that are computed elsewhere, as the student's code sees them.

No source of theirs is in this process: a call goes out with arrays and numbers, arrays and numbers come back. What a
function keeps for its partner, a cache, stays where it was computed; student code gets a token for it.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final

from autograder.sandbox import wire

MAX_CALL_BYTES: Final = 64 << 20  # of the arguments of one call
CACHE, PLAIN = "cache", "plain"  # how each argument and each result is marked

Ask = Callable[[str, list[Any], dict[str, Any]], list[Any]]


class ServedCache:
    """What a served function keeps for its partner: it can be passed on, and that is all."""

    __slots__ = ("_number",)

    def __init__(self, number: int) -> None:
        self._number = number


class ServedFunction:
    """A function that the reference computes elsewhere."""

    def __init__(self, name: str, ask: Ask) -> None:
        self.__name__ = name
        self._ask = ask

    def __call__(self, /, *arguments: Any, **named: Any) -> Any:
        given = [self._marked(value) for value in arguments]
        options = {name: self._marked(value) for name, value in named.items()}
        is_tuple, parts = self._ask(self.__name__, given, options)
        results = [ServedCache(content) if mark == CACHE else content for mark, content in parts]
        return tuple(results) if is_tuple else results[0]

    def _marked(self, value: Any) -> list[Any]:
        if type(value) is ServedCache:
            return [CACHE, value._number]
        size = wire.plain_size(value, MAX_CALL_BYTES)
        if size is None:
            raise TypeError(f"{self.__name__} takes arrays, numbers and its own cache, not a {type(value).__name__}")
        if size > MAX_CALL_BYTES:
            raise ValueError(f"{self.__name__} takes arguments of at most {MAX_CALL_BYTES >> 20} MiB")
        return [PLAIN, value]


def put_served(namespace: dict[str, Any], names: Iterable[str], ask: Ask) -> None:
    """Put served functions in the place of a module's own."""
    for name in names:
        namespace[name] = ServedFunction(name, ask)
