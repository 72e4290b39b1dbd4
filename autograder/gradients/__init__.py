"""Checking gradients against numeric ones that come with an error bar: pure functions of arrays and callables."""

from autograder.gradients.check import check_gradient
from autograder.gradients.contract import one_by_one
from autograder.gradients.examine import examine, examine_gradient
from autograder.gradients.numeric import NumericGradient, compare, differentiate
from autograder.gradients.report import ContractBreach, Entry, GradientMismatch, GradientReport

__all__ = [
    "ContractBreach",
    "Entry",
    "GradientMismatch",
    "GradientReport",
    "NumericGradient",
    "check_gradient",
    "compare",
    "differentiate",
    "examine",
    "examine_gradient",
    "one_by_one",
]
