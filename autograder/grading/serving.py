"""Serve functions of earlier assignments: the reference's answers to a submission that cannot use its own.

They are computed in a worker of their own, which holds the reference of the earlier assignment and nothing of this
one: its limits bound what a call with enormous arguments can cost. Only arrays and numbers cross; everything else that
a function returns, a cache, stays there, and the submission gets a number for it.
"""

from collections import OrderedDict
from typing import Any, Final

import numpy as np

from autograder.errors import GraderFault, StudentError
from autograder.sandbox import wire
from autograder.sandbox.client import Client, ServedRefusalError
from autograder.sandbox.contents import content_of
from autograder.sandbox.handles import Handle, Submission
from autograder.sandbox.served import CACHE, MAX_CALL_BYTES, PLAIN
from autograder.sandbox.watched import Budget

MOST_CACHES: Final = 64  # kept at once: more than any network here has layers
_LEAST_S: Final = 0.1  # for a call that begins when its test is nearly over
_MOST_TOLD: Final = 10  # arguments that a refusal names


class Server:
    """Answers the served calls of one submission."""

    def __init__(self, clients: dict[str, Client]) -> None:
        self._clients = clients  # by module; each holds the reference of an earlier assignment
        self._caches: OrderedDict[int, Handle] = OrderedDict()
        self._next = 1

    def close(self) -> None:
        """End the workers that answered; what they kept is gone."""
        self._caches.clear()
        self._next = 1  # how many there were would tell of the tests
        for client in self._clients.values():
            client.close()

    def answer(self, call: list[Any], remaining_s: float) -> list[Any]:
        """Compute one call.

        Parameters
        ----------
        call : [module, name, arguments, named], each argument ["plain", value] or ["cache", number]
        remaining_s : float
            What the submission's test has left.

        Returns
        -------
        [whether it is a tuple, its parts marked as the arguments are]

        Raises
        ------
        ServedRefusalError
            With one sentence for the student, if the function cannot work with that.
        """
        module, name, arguments, named = call
        client = self._client(module, max(remaining_s, _LEAST_S))
        if (wire.plain_size([*arguments, *named.values()], MAX_CALL_BYTES) or 0) > MAX_CALL_BYTES:
            raise ServedRefusalError(f"{name} takes arguments of at most {MAX_CALL_BYTES >> 20} MiB")
        given = [self._unmarked(value, name, client) for value in arguments]
        options = {key: self._unmarked(value, name, client) for key, value in named.items()}
        try:
            result = getattr(Submission(client), name)(*given, **options)
            items = result._items if isinstance(result, Handle) else None
            parts = [self._marked(item) for item in (items if items is not None else [result])]
        except (StudentError, wire.NotPlainError):  # raised there, out of time or memory, or too much to be sent
            shapes = ", ".join(_shape(value) for value in [*arguments, *named.values()][:_MOST_TOLD])
            raise ServedRefusalError(f"{name} is served and cannot work with these arguments: {shapes}") from None
        return [items is not None, parts]

    def _client(self, module: str, remaining_s: float) -> Client:
        client = self._clients[module]
        budget = Budget(wall_s=remaining_s, cpu_s=remaining_s)
        if client.is_ready:
            client.renew(budget)
        else:
            for number in [n for n, cache in self._caches.items() if cache._submission._client is client]:
                del self._caches[number]  # it was lost with the worker
            client.close()
            try:
                client.begin(0, budget)
            except StudentError as failure:
                raise GraderFault(f"the reference of {module} could not be loaded to be served: {failure}") from None
        return client

    def _unmarked(self, marked: Any, name: str, client: Client) -> Any:
        match marked:
            case [str(mark), value] if mark == PLAIN:
                return value
            case [str(mark), int(number)] if mark == CACHE and number in self._caches:
                cache = self._caches[number]
                if cache._submission._client is not client:  # its number would mean something else there
                    raise ServedRefusalError(f"{name} is served, and this cache is of another module's function")
                return cache
        raise ServedRefusalError(
            f"{name} is served, and this cache is no longer kept: pass one of the last {MOST_CACHES} that it gave"
        )

    def _marked(self, value: Any) -> list[Any]:
        if isinstance(value, Handle) and not value._is_opaque:
            content = content_of(value) if value._items is None else None
            value = content if isinstance(content, np.ndarray) else value
        if not isinstance(value, Handle):
            return [PLAIN, value]
        self._caches[self._next] = value
        if len(self._caches) > MOST_CACHES:
            self._caches.popitem(last=False)
        self._next += 1
        return [CACHE, self._next - 1]


def _shape(marked: Any) -> str:
    value = marked[1] if type(marked) is list and len(marked) == 2 else None
    return f"an array {value.shape}" if isinstance(value, np.ndarray) else f"a {type(value).__name__}"
