"""What a test is given: the submission, the reference, seeded random numbers and the two comparisons.

Each is made from the ``Bench`` on which the test runs. They are fixtures for pytest; ``PROVIDERS`` names the same
functions for tests that need no other fixture.
"""

import hashlib
import types
from collections.abc import Callable, Iterator
from typing import Any, Final

import numpy as np
import pytest

from autograder.errors import GraderFault
from autograder.gradients import compare_gradient, numeric_gradient, one_by_one
from autograder.gradients.numeric import ForwardMany
from autograder.grading.bench import Bench, current_bench
from autograder.grading.comparing import Mismatch, compare
from autograder.grading.memory import digest
from autograder.grading.reference import Reference, RememberedFunction
from autograder.sandbox.handles import Handle, Submission, content_of, deep_content


def submission(bench: Bench) -> Submission:
    """The submission under test, in its worker."""
    return bench.submission()


def reference(bench: Bench) -> Reference:
    """The reference's functions, on the trusted side and remembered."""
    if bench.reference_module is None:
        raise GraderFault("a public check has no reference: compare with a value worked out by hand")
    return Reference(bench.reference_module, bench.memory)


def rng(bench: Bench) -> np.random.Generator:
    """Random numbers that depend on the test and the course's salt alone."""
    return RecordingGenerator(bench.seed, bench.draws)


def expect_close(bench: Bench) -> Callable[..., None]:
    """``expect_close(actual, expected, rtol=None, atol=None, what="the result")``."""

    def check(
        actual: Any, expected: Any, rtol: float | None = None, atol: float | None = None, what: str = "the result"
    ) -> None:
        bench.warnings += compare(deep_content(actual), deep_content(expected), rtol=rtol, atol=atol, what=what)

    return check


def check_gradient(bench: Bench) -> Callable[..., None]:
    """``check_gradient(forward, arguments, gradients, upstream=None, **forward_arguments)``."""

    def check(forward: Any, arguments: Any, gradients: Any, upstream: Any = None, **options: Any) -> None:
        is_single = not isinstance(arguments, tuple)
        given = (arguments,) if is_single else arguments
        found = (gradients,) if is_single else gradients
        if len(given) != len(found):
            numbers = f"{len(given)} arguments and {len(found)} gradients"
            if isinstance(gradients, Handle):  # how many there are is the submission's doing
                raise Mismatch(f"there are {numbers}", "the gradients: their number")
            raise GraderFault(f"check_gradient got {numbers}")
        for position, gradient in enumerate(found):
            name = "the gradient" if is_single else f"gradient {position + 1} of {len(found)}"
            if gradient is None:
                continue  # the author's None; one that a submission returned among others is a handle
            numeric = _remembered_gradient(bench, forward, given, position, upstream, options)
            compare_gradient(content_of(gradient), numeric, name)

    return check


def _remembered_gradient(
    bench: Bench, forward: Any, arguments: tuple[Any, ...], position: int, upstream: Any, options: dict[str, Any]
) -> Any:
    plain = tuple(map(deep_content, arguments))
    weights = deep_content(upstream)
    if isinstance(forward, Handle):  # the submission's own forward: another submission has another one
        return numeric_gradient(_forward_of_submission(forward, options), plain, position, weights)
    function = forward.function if isinstance(forward, RememberedFunction) else forward
    key = digest("gradient", getattr(forward, "__qualname__", repr(forward)), plain, position, weights, options)
    return bench.memory.recall(key, lambda: numeric_gradient(one_by_one(function, **options), plain, position, weights))


def _forward_of_submission(forward: Handle, options: dict[str, Any]) -> ForwardMany:
    def forward_many(calls: list[tuple[Any, ...]]) -> Iterator[Any]:
        for result in forward.many(calls, **options):
            has_cache = isinstance(result, Handle) and result._items is not None
            yield deep_content(result[0] if has_cache else result)

    return forward_many


class RecordingGenerator(np.random.Generator):
    """A generator that keeps a digest of each draw, so that inputs can be shown not to depend on the submission."""

    def __init__(self, seed: int, draws: list[str]) -> None:
        super().__init__(np.random.PCG64(seed))
        self._draws = draws

    def __wire__(self) -> np.random.Generator:
        return np.random.Generator(self.bit_generator)  # only its state travels

    def __getattribute__(self, name: str) -> Any:
        method = super().__getattribute__(name)
        if name.startswith("_") or not callable(method) or name in ("bit_generator", "spawn"):
            return method

        def draw(*arguments: Any, **options: Any) -> Any:
            value = method(*arguments, **options)
            shown = arguments[0] if name == "shuffle" else value
            self._draws.append(hashlib.blake2b(digest(name, shown), digest_size=6).hexdigest())
            return value

        return draw


PROVIDERS: Final[dict[str, Callable[[Bench], Any]]] = {
    make.__name__: make for make in (submission, reference, rng, expect_close, check_gradient)
}


def _fixture(make: Callable[[Bench], Any]) -> Any:
    def fixture() -> Any:
        return make(current_bench())

    fixture.__doc__ = make.__doc__
    return pytest.fixture(name=make.__name__)(fixture)


def as_plugin() -> types.ModuleType:
    """A plugin that offers the providers to pytest as fixtures."""
    plugin = types.ModuleType("autograder-fixtures")
    for name, make in PROVIDERS.items():
        setattr(plugin, name, _fixture(make))
    return plugin
