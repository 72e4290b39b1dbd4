"""Structural mistakes that can be told from a wrong array beside the right one, without knowing the assignment.

A wrong name is worse than none: each rule predicts the whole array, entry by entry, and is silent where the numbers are
too few or too plain to tell.
"""

from typing import Final

import numpy as np

from autograder.diagnosis.chain_patterns import CHAIN
from autograder.diagnosis.factor_patterns import FACTORS, OTHER_FACTOR
from autograder.diagnosis.form_patterns import FORM
from autograder.diagnosis.layout_patterns import LAYOUT, OTHER_ORDER
from autograder.diagnosis.part_patterns import BORDER, PARTS
from autograder.diagnosis.pattern import Pattern
from autograder.diagnosis.term_patterns import SIGNS, TERMS
from autograder.diagnosis.wrong_array import WrongArray

# From specific to general: the first that fits every case of a mistake is its name.
VOCABULARY: Final[tuple[Pattern, ...]] = (
    *FORM, *FACTORS, *LAYOUT, *PARTS, *CHAIN, *TERMS, *OTHER_FACTOR, *SIGNS, *BORDER, *OTHER_ORDER,
)  # fmt: skip
HINTS: Final = {pattern.name: pattern.hint for pattern in VOCABULARY}


def fitting_patterns(wrong: WrongArray) -> list[str]:
    """The names of all patterns that fit one wrong array, the most specific first."""
    with np.errstate(all="ignore"):
        return [pattern.name for pattern in VOCABULARY if pattern.fits(wrong)]
