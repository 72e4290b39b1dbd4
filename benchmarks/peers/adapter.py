"""What a hidden test is given, without this project's wall: the student's functions in the process of the tests.

For the other tools, and to measure what the students' functions themselves take. It is copied into a folder beside
the tests, with the comparison of values that this project uses; nothing is remembered.
Numeric gradients are the plain kind, which costs less than this project's.
"""

import importlib
import zlib
from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np

from autograder.grading.comparing import compare

STEP: Final = 1e-5
TOLERANCE: Final = 1e-6  # of gradients, relative to the entry and to the largest one


def case_name(module: str, function: str, parameters: Mapping[str, Any]) -> str:
    """One name for a case in every tool; its random numbers follow from it."""
    return f"{module}::{function}{[*parameters.values()] if parameters else ''}"


def numeric_gradient(
    forward: Callable[..., Any], arguments: tuple[Any, ...], position: int, upstream: Any, options: dict[str, Any]
) -> Any:
    """Differentiate ⟨upstream, forward(*arguments)⟩ by one argument with central differences, as courses do."""
    moved = [np.array(a, dtype=np.float64) for a in arguments]
    x = moved[position]
    gradient = np.empty_like(x)
    for index in np.ndindex(x.shape):
        kept = x[index]
        losses = []
        for x[index] in (kept + STEP, kept - STEP):
            result = forward(*moved, **options)
            losses.append(np.sum(upstream * (result[0] if isinstance(result, tuple) else result)))
        x[index] = kept
        gradient[index] = (losses[0] - losses[1]) / (2 * STEP)
    return gradient


class Given:
    """What one test is given; ``values`` has it by the fixtures' names."""

    def __init__(
        self, name: str, submission: Any, reference: Any, numeric: Callable[..., Any] = numeric_gradient
    ) -> None:
        self._numeric = numeric
        self.values = {
            "submission": submission,
            "reference": reference,
            "rng": np.random.default_rng(zlib.crc32(name.encode())),
            "expect_close": compare,
            "check_gradient": self._check_gradient,
        }

    def _check_gradient(
        self, forward: Any, arguments: Any, gradients: Any, upstream: Any = None, **options: Any
    ) -> None:
        is_single = not isinstance(arguments, tuple)
        given = (arguments,) if is_single else arguments
        found = (gradients,) if is_single else gradients
        for position, gradient in enumerate(found):
            if gradient is not None:
                numeric = self._numeric(forward, given, position, upstream, options)
                largest = float(np.max(np.abs(numeric), initial=0.0))
                compare(np.asarray(gradient), numeric, rtol=TOLERANCE, atol=TOLERANCE * largest)


def run_body(body: Callable[..., None], given: Given, parameters: Mapping[str, Any]) -> None:
    """Call a test with what it asks for."""
    asked = body.__code__.co_varnames[: body.__code__.co_argcount]
    body(**{name: given.values[name] for name in asked if name not in parameters}, **parameters)


def run(module: str, function: str, parameters: dict[str, Any], submission: Any) -> None:
    """Run one case against a submission: anything that has its functions for attributes."""
    body = getattr(importlib.import_module(module), function)
    given = Given(case_name(module, function, parameters), submission, importlib.import_module("reference"))
    run_body(body, given, parameters)
