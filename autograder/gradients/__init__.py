"""Numeric gradients and their comparison with analytic ones: pure functions of arrays and callables."""

from autograder.gradients.check import GradientMismatch, compare_gradient
from autograder.gradients.numeric import numeric_gradient, one_by_one

__all__ = ["GradientMismatch", "compare_gradient", "numeric_gradient", "one_by_one"]
