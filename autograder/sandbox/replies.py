"""What a worker may reply, and what of a reply is believed. Sends nothing and keeps nothing."""

from collections.abc import Mapping
from typing import Any, Final

from autograder.model import Status
from autograder.sandbox.code import Code
from autograder.sandbox.watched import WorkerLostError

MAX_STATEMENTS: Final = 1 << 20


def checked_reply(reply: Any, number: int, code: Code, *, is_loading: bool) -> tuple[str, Any]:
    """The kind and the content of a reply to a request.

    Parameters
    ----------
    number : of the request
    code : of the submission, which says what it is served
    is_loading : whether the submission is still being loaded: then no function of a test can be called

    Raises
    ------
    WorkerLostError
        If it answers something else, or in another form.
    """
    if type(reply) is not list or len(reply) != 3 or type(reply[0]) is not int or reply[0] != number:
        raise WorkerLostError(Status.CRASHED, "the process of the submission answered something that was not asked")
    kind, content = reply[1:]
    fits = type(kind) is str and (
        kind == "ok"
        or (kind == "missing" and type(content) is str)
        or (kind == "error" and type(content) is dict)
        or (kind == "callback" and not is_loading and _is_call(content))
        or (kind == "served" and _is_served(content, code))
        or (kind == "statement" and is_loading and _is_progress(content))
    )
    if not fits:
        raise WorkerLostError(Status.CRASHED, "the process of the submission sent a reply of no known kind")
    return kind, content


def checked_problems(reply: Any, lines: Mapping[str, int]) -> list[tuple[str, int, str, str]]:
    """The statements passed over, as the worker tells them; what has the wrong form is left out."""
    rows = reply if type(reply) is list else []
    return [
        (row[0], row[1], row[2], row[3])
        for row in rows[:50]
        if type(row) is list and [type(part) for part in row] == [str, int, str, str] and row[0] in lines
    ]


def _is_call(content: Any) -> bool:
    return type(content) is list and [type(part) for part in content] == [int, list, dict]


def _is_progress(content: Any) -> bool:
    """Whether it names a statement, by a number that can be sent back when the submission is loaded again."""
    return type(content) is list and bool(content) and type(content[0]) is int and 0 <= content[0] < MAX_STATEMENTS


def _is_served(content: Any, code: Code) -> bool:
    """Whether it is a call of a function that this submission was served."""
    return (
        type(content) is list
        and [type(part) for part in content] == [str, str, list, dict]
        and all(type(name) is str for name in content[3])
        and any(content[0] == each.module and content[1] in each.served for each in code.earlier)
    )
