"""Whose forward a gradient is checked against, and who answers when that cannot decide.

The arithmetic is in ``autograder.gradients``.

The reference's forward, or a function at the top level of a test's file, is differentiated entry by entry, once, while
the reference is graded; submissions are compared with what is remembered. The submission's own forward, or a function
inside a test, is differentiated anew where a test asks for it; the submission's own also after a failure, to tell a
wrong backward from the right backward of a wrong forward.
"""

import time
import types
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from typing import Any, Final

import numpy as np

from autograder.diagnosis.diagnose import wrong_gradient
from autograder.diagnosis.jacobian import jacobian, reach
from autograder.diagnosis.wrong_array import WrongArray
from autograder.errors import AutograderError
from autograder.gradients import (
    GradientMismatch,
    GradientReport,
    NumericGradient,
    compare,
    differentiate,
    examine,
    one_by_one,
)
from autograder.gradients.check import raise_unless_passed
from autograder.gradients.contract import ForwardMany, fresh, output_of
from autograder.gradients.numeric import BOXED
from autograder.grading.bench import Bench
from autograder.grading.comparing import Mismatch
from autograder.grading.comparing import compare as compare_values
from autograder.grading.memory import digest
from autograder.grading.reference import Reference, RememberedFunction
from autograder.sandbox.handles import Handle, Submission, deep_content

WRONG_FORWARD: Final = "The backward is right for this forward: look for the mistake in the forward."
WRONG_BACKWARD: Final = "The backward does not fit its own forward either: look for the mistake in the backward."

_IMAGES: Final = 4  # axes: examples, channels, rows, columns
_MOST_EVALUATIONS: Final = 300  # of an examination that fails: entry by entry up to 48, located above


class GradientExamination:
    """One call of ``check_gradient``: a forward, its plain arguments and the upstream gradient."""

    def __init__(
        self, bench: Bench, forward: Any, arguments: tuple[Any, ...], upstream: Any, options: dict[str, Any]
    ) -> None:
        self._bench = bench
        self._forward = forward
        self._arguments = arguments
        self._upstream = upstream
        self._options = options
        self._agrees: bool | None = None  # the submission's forward with the reference's, once that was asked

    def require(self, position: int, gradient: Any, name: str) -> None:
        """Refuse a gradient that is wrong.

        Raises
        ------
        GradientMismatch
            If it is; and if the submission's own forward leaves it open, since it could be made to.
        Inconclusive
            If it cannot be decided where nobody loses by it: in a check, or while the reference is graded.
        """
        report = self._report(position, gradient, name)
        if self._bench.memory.filling and _lasting_name(self._forward) is not None:
            self._remember_dependence(position)
        self._bench.warnings += report.notes
        if report.verdict == "inconclusive" and self._is_graded():
            raise GradientMismatch(report.message, report.place, report)
        if report.verdict == "fail":
            hint = self._hint(position, gradient)
            message = f"{report.message}\n{hint}" if hint else report.message
            raise GradientMismatch(message, report.place, report, hint)
        raise_unless_passed(report)

    def wrong_array(self, position: int, gradient: Any) -> WrongArray | None:
        """A wrong gradient with what is known of the right one; None where the forward may be the submission's own."""
        if _lasting_name(self._forward) is None:
            return None
        numeric = self._remembered(position)
        boxed = (numeric.states == BOXED) & (np.shape(gradient) == numeric.shape)
        expected = numeric.values.copy()
        if boxed.any():  # at a kink what was found may be as right as the numeric value
            found = np.ravel(gradient)
            expected[boxed] = np.clip(found, numeric.low, numeric.high)[boxed]
        return wrong_gradient(
            self._function(), self._arguments, position, gradient, self._upstream,
            expected=expected.reshape(numeric.shape),
            known_jacobian=partial(self._dependence, jacobian, position),
            known_reach=partial(self._dependence, reach, position), **self._options,
        )  # fmt: skip

    def _function(self) -> Callable[..., Any]:
        """The trusted forward itself, past its memory."""
        forward = self._forward
        return forward.function if isinstance(forward, RememberedFunction) else forward

    def _key(self, what: str, position: int, *more: Any) -> bytes:
        return digest(what, _lasting_name(self._forward), self._arguments, position, *more, self._options)

    def _dependence(self, kind: Callable[..., Any], position: int) -> Any:
        """The Jacobian, or the reach. Made while the reference is graded, so that no failure has to wait for it."""

        def alone(x: Any) -> Any:
            given = [fresh(argument) for argument in self._arguments]
            given[position] = x
            return output_of(self._function()(*given, **self._options))

        key = self._key(kind.__name__, position)
        return self._bench.memory.recall(key, lambda: kind(alone, np.asarray(self._arguments[position])), lasts=True)

    def _remember_dependence(self, position: int) -> None:
        """Keep what patterns will ask for; the reach only of images, which windows may share."""
        self._dependence(jacobian, position)
        if np.ndim(self._arguments[position]) == np.ndim(self._upstream) == _IMAGES:
            self._dependence(reach, position)

    def _is_graded(self) -> bool:
        """Whether it is a submission that is graded: not checked by its author, and not the reference itself."""
        return self._bench.reference_module is not None and not self._bench.memory.filling

    def _report(self, position: int, gradient: Any, name: str) -> GradientReport:
        if _lasting_name(self._forward) is not None:
            return compare(gradient, self._remembered(position), name)
        known = self._known_verdict(position, gradient, name)
        if known is not None:
            return known
        # The submission's own forward, or a function that may call it: another submission has another one.
        many_of = _many_of if isinstance(self._forward, Handle) else _one_after_another
        forward_many = many_of(self._forward, self._options)
        return examine(forward_many, self._arguments, position, gradient, self._upstream, name)

    def _known_verdict(self, position: int, gradient: Any, name: str) -> GradientReport | None:
        """A pass where the submission's forward gives the reference's output, and its gradient is the reference's.

        Most submissions that a public check examines are of this kind, and one evaluation tells. The reference itself
        is examined like anybody's: that shows whether the check can decide.
        """
        twin = self._of_reference()
        if twin is None:
            return None
        report = twin._report(position, gradient, name)
        if report.verdict != "pass" or self._bench.memory.filling:
            return None
        if self._agrees is None:
            self._agrees = twin._is_right(_first_of(self._forward(*self._arguments, **self._options)))
        return report if self._agrees else None

    def _of_reference(self) -> "GradientExamination | None":
        """The same examination of the reference's function of that name, where there is one."""
        module, name = self._bench.reference_module, getattr(getattr(self._forward, "_ref", None), "name", None)
        if not isinstance(self._forward, Handle) or module is None or not callable(getattr(module, str(name), None)):
            return None
        forward = getattr(Reference(module, self._bench.memory), str(name))
        if not isinstance(forward, RememberedFunction):
            return None
        return GradientExamination(self._bench, forward, self._arguments, self._upstream, self._options)

    def _remembered(self, position: int) -> NumericGradient:
        key = self._key("gradient", position, self._upstream)
        forward_many = one_by_one(self._function(), **self._options)
        plain = self._bench.memory.recall(
            key, lambda: asdict(differentiate(forward_many, self._arguments, position, self._upstream)), lasts=True
        )
        return NumericGradient(**plain)

    def _is_right(self, output: Any) -> bool:
        """Whether the submission's forward gives what the reference's does: then its derivative need not be taken."""
        try:
            compare_values(output, output_of(self._forward(*self._arguments, **self._options)))
        except Mismatch:
            return False
        return True

    def _hint(self, position: int, gradient: Any) -> str:
        """Whether the gradient fits the submission's own forward, where that can be told in the time that is left."""
        client = self._bench.client
        if client is None or not isinstance(self._forward, RememberedFunction):
            return ""
        own = getattr(Submission(client), self._forward.name)
        try:
            started = time.monotonic()
            given = _first_of(own(*self._arguments, **self._options))
            if self._is_right(given):
                return WRONG_BACKWARD
            if _MOST_EVALUATIONS * (time.monotonic() - started) > client.remaining_s / 2:
                return ""
            report = examine(_many_of(own, self._options), self._arguments, position, gradient, self._upstream)
        except AutograderError:  # a forward that does not run has its own tests
            return ""
        return {"pass": WRONG_FORWARD, "fail": WRONG_BACKWARD}.get(report.verdict, "")


def _first_of(result: Any) -> Any:
    """A forward's output, without the cache that it may return beside it."""
    has_cache = isinstance(result, Handle) and result._items is not None
    return deep_content(result[0] if has_cache else result)


def _lasting_name(forward: Any) -> str | None:
    """The name that stands for a forward in the memory, or None if its name does not say all that it computes.

    A function within another has values of its own, and so has a method or an object that can be called.
    """
    if isinstance(forward, types.FunctionType):
        is_within = "<" in forward.__qualname__  # <locals>, <lambda>
        return None if is_within else f"{forward.__module__}.{forward.__qualname__}"
    return str(forward.__qualname__) if isinstance(forward, RememberedFunction) else None


def _one_after_another(forward: Callable[..., Any], options: dict[str, Any]) -> ForwardMany:
    def forward_many(calls: list[tuple[Any, ...]]) -> Iterator[Any]:
        for arguments in calls:
            yield deep_content(forward(*arguments, **options))

    return forward_many


def _many_of(forward: Handle, options: dict[str, Any]) -> ForwardMany:
    def forward_many(calls: list[tuple[Any, ...]]) -> Iterator[Any]:
        for result in forward.many(calls, **options):
            yield _first_of(result)

    return forward_many
