"""What a pattern is: a structural mistake with a name, a meaning for staff, a hint for students, and a rule."""

from collections.abc import Callable
from dataclasses import dataclass

from autograder.diagnosis.wrong_array import WrongArray


@dataclass(frozen=True, slots=True)
class Pattern:
    """One structural mistake.

    Attributes
    ----------
    name : for staff; a short identifier
    meaning : one line: which mistake it is
    hint : for the student: a question or a nudge that holds no value
    fits : the rule
    rivals : a name for those that exclude each other: where two of them fit, none of them is told
    """

    name: str
    meaning: str
    hint: str
    fits: Callable[[WrongArray], bool]
    rivals: str = ""


def on_numbers(
    rule: Callable[[WrongArray], bool], *, fewest: int = 3, plain: bool = False
) -> Callable[[WrongArray], bool]:
    """A rule for arrays of numbers of the right shape, rich enough to tell mistakes apart.

    Parameters
    ----------
    fewest : entries that the array must have
    plain : whether many entries of few different sizes do as well, as in the gradient of a hinge loss
    """

    def fits(wrong: WrongArray) -> bool:
        if not (wrong.has_numbers and wrong.same_shape and wrong.is_finite and wrong.expected.size >= fewest):
            return False
        if wrong.is_right:
            return False
        return (wrong.is_telling or (plain and wrong.is_long)) and rule(wrong)

    return fits
