"""What a hidden test is given, without this project's wall: the student's functions in the process of the tests.

For the other tools, and to measure what the students' functions themselves take. It is copied into a folder beside
the tests, with the comparison of values and of gradients that this project uses; nothing is remembered.
"""

import importlib
import zlib
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.gradients.check import compare_gradient
from autograder.gradients.numeric import numeric_gradient
from autograder.grading.comparing import compare


def case_name(module: str, function: str, parameters: Mapping[str, Any]) -> str:
    """One name for a case in every tool; its random numbers follow from it."""
    return f"{module}::{function}{[*parameters.values()] if parameters else ''}"


class Given:
    """What one test is given; ``values`` has it by the fixtures' names."""

    def __init__(self, name: str, submission: Any, reference: Any) -> None:
        self.values = {
            "submission": submission,
            "reference": reference,
            "rng": np.random.default_rng(zlib.crc32(name.encode())),
            "expect_close": self.expect_close,
            "check_gradient": self.check_gradient,
        }

    @staticmethod
    def expect_close(
        actual: Any, expected: Any, rtol: float | None = None, atol: float | None = None, what: str = "the result"
    ) -> None:
        """Compare values; raises AssertionError."""
        compare(actual, expected, rtol=rtol, atol=atol, what=what)

    def check_gradient(
        self, forward: Any, arguments: Any, gradients: Any, upstream: Any = None, **options: Any
    ) -> None:
        """Compare gradients with numeric ones; raises AssertionError."""
        is_single = not isinstance(arguments, tuple)
        given = (arguments,) if is_single else arguments
        found = (gradients,) if is_single else gradients
        for position, gradient in enumerate(found):
            if gradient is not None:
                compare_gradient(gradient, self.numeric(forward, given, position, upstream, options))

    def numeric(
        self, forward: Callable[..., Any], arguments: tuple[Any, ...], position: int, upstream: Any,
        options: dict[str, Any],
    ) -> Any:  # fmt: skip
        """A numeric gradient."""
        return numeric_gradient(forward, arguments, position, upstream, **options)


def run_body(body: Callable[..., None], given: Given, parameters: Mapping[str, Any]) -> None:
    """Call a test with what it asks for."""
    asked = body.__code__.co_varnames[: body.__code__.co_argcount]
    body(**{name: given.values[name] for name in asked if name not in parameters}, **parameters)


def run(module: str, function: str, parameters: dict[str, Any], submission: Any) -> None:
    """Run one case against a submission: anything that has its functions for attributes."""
    body = getattr(importlib.import_module(module), function)
    given = Given(case_name(module, function, parameters), submission, importlib.import_module("reference"))
    run_body(body, given, parameters)
