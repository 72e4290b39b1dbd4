"""What a test is given: the submission, the reference, seeded random numbers, comparisons and pictures.

Each is made from the ``Bench`` on which the test runs. They are fixtures for pytest; ``PROVIDERS`` names the same
functions for tests that need no other fixture.
"""

import hashlib
import types
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any, Final

import numpy as np
import pytest

from autograder.errors import GraderFault
from autograder.gradients.check import name_of
from autograder.grading.bench import Bench, current_bench
from autograder.grading.comparing import Mismatch, compare
from autograder.grading.gradients import GradientExamination
from autograder.grading.memory import digest
from autograder.grading.pictures import MOST_NAME, Kind, NotDrawableError, picture_of
from autograder.grading.reference import Reference
from autograder.sandbox.contents import content_of
from autograder.sandbox.handles import Handle, NotPlainResultError, Submission, deep_content

MOST_PICTURES: Final = 4  # of one test: what a reader looks at, and a bound on what a page weighs


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
    if bench.keeps_draws:
        return RecordingGenerator(bench.seed, bench.draws)
    return np.random.Generator(np.random.PCG64(bench.seed))


def expect_close(bench: Bench) -> Callable[..., None]:
    """``expect_close(actual, expected, rtol=None, atol=None, what="the result")``."""

    def check(
        actual: Any, expected: Any, rtol: float | None = None, atol: float | None = None, what: str = "the result"
    ) -> None:
        found = deep_content(actual)
        bench.evidence.note_comparison(what, found)
        bench.warnings += compare(found, deep_content(expected), rtol=rtol, atol=atol, what=what)

    return check


def check_gradient(bench: Bench) -> Callable[..., None]:
    """``check_gradient(forward, arguments, gradients, upstream=None, **forward_arguments)``."""

    numbers = count()

    def check(forward: Any, arguments: Any, gradients: Any, upstream: Any = None, **options: Any) -> None:
        bench.evidence.note_comparison("the gradients", None)
        given, found = _paired(arguments, gradients)
        asked = _asked_for(bench, next(numbers), found)
        plain, weights = tuple(map(deep_content, given)), deep_content(upstream)
        examination = GradientExamination(bench, forward, plain, weights, options)
        for position, gradient in enumerate(found):
            if gradient is None and not asked[position]:
                continue
            content, name = content_of(gradient), name_of(position, arguments)
            bench.evidence.note_comparison(name, content, partial(examination.wrong_array, position, content))
            with bench.evidence.paused():
                examination.require(position, content, name)

    return check


def attach(bench: Bench) -> Callable[..., None]:
    """``attach(name, array_or_series, kind=None)``: a picture for the report."""

    def keep(name: str, content: Any, kind: Kind | None = None) -> None:
        try:
            if len(bench.pictures) == MOST_PICTURES:
                raise NotDrawableError(f"comes after {MOST_PICTURES} others, the most that a test may have")
            bench.pictures.append(picture_of(name, deep_content(content), kind))
        except (NotDrawableError, NotPlainResultError) as error:
            why = error if isinstance(error, NotDrawableError) else "is not made of numbers"
            sentence = f"the picture {str(name)[:MOST_NAME]!r} is not drawn: it {why}"
            if bench.memory.filling or not bench.evidence.was_given:  # nothing of a submission's is in it
                raise GraderFault(sentence) from None
            bench.warnings.append(sentence)

    return keep


def _paired(arguments: Any, gradients: Any) -> tuple[tuple[Any, ...], list[Any]]:
    if not isinstance(arguments, tuple):
        return (arguments,), [gradients]
    told = len(gradients)
    found = list(gradients) if told == len(arguments) else []
    if len(found) != len(arguments):
        numbers = f"{len(arguments)} arguments and {told if told != len(arguments) else len(found)} gradients"
        if isinstance(gradients, Handle):  # how many there are is the submission's doing
            raise Mismatch(f"there are {numbers}", "the gradients: their number")
        raise GraderFault(f"check_gradient got {numbers}")
    return arguments, found


def _asked_for(bench: Bench, number: int, gradients: list[Any]) -> list[bool]:
    """Which gradients a check is about: those that were given when the reference was graded.

    Parameters
    ----------
    number : of the check in its test

    An author writes None for the others. A submission may give None too, in ways beyond counting.
    """
    key = digest("asked for", bench.seed, number, len(gradients))
    asked: list[bool] = bench.memory.recall(key, lambda: [gradient is not None for gradient in gradients])
    return asked


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
    make.__name__: make for make in (submission, reference, rng, expect_close, check_gradient, attach)
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
