"""The decorators of a test: which question it belongs to, what it is worth, who may read about it.

They only attach marks; whether the marks fit the manifest is checked when the suite is collected.
"""

from collections.abc import Callable
from typing import Any, Final, TypeVar

import pytest

from autograder.errors import InputError
from autograder.model import Visibility

F = TypeVar("F", bound=Callable[..., Any])

MARKERS: Final = {
    "question": "question(name, points): the question of the assignment that a test belongs to",
    "visibility": "visibility(word): visible, hidden, after_due_date or after_published",
    "feedback": "feedback(text): what a student reads when the test fails",
}


def question(name: str, *, points: float = 0) -> Callable[[F], F]:
    """Say which question a test belongs to and how many points it is worth; of a parametrized test, each case.

    Raises
    ------
    InputError
        If the name or the points are left out or of another type.
    """
    if not isinstance(name, str) or not isinstance(points, int | float):
        raise InputError('@question: expected a name and a number, such as @question("softmax", points=2)')
    return pytest.mark.question(name, points=points)


def visibility(word: str) -> Callable[[F], F]:
    """Override who may read about a test.

    Raises
    ------
    InputError
        If the word is none of the four.
    """
    if word not in list(Visibility):
        raise InputError(f"@visibility({word!r}): expected one of {', '.join(Visibility)}")
    return pytest.mark.visibility(word)


def feedback(text: str) -> Callable[[F], F]:
    """Say what a student reads when the test fails.

    Raises
    ------
    InputError
        If the text is left out.
    """
    if not isinstance(text, str):
        raise InputError('@feedback: expected a text, such as @feedback("Try a row of zeros.")')
    return pytest.mark.feedback(text)
