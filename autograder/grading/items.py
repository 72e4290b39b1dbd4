"""Run collected pytest items without the hooks that make reports: fixtures, the test's function, teardown.

The hooks cost some hundred times what the body of a small test costs. What an author writes keeps working: fixtures of
every scope, parametrization, marks, ``tmp_path``, rewritten assertions. The few names of pytest's inside that this
needs stand in this file alone.
"""

from collections.abc import Sequence
from typing import Any

import pytest
from _pytest.skipping import evaluate_skip_marks, evaluate_xfail_marks
from _pytest.tmpdir import tmppath_result_key

from autograder.errors import InputError


def without_skipped(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """The items that are to run here.

    Raises
    ------
    InputError
        For a test that is expected to fail: it could award no points.
    """
    kept = []
    for item in items:
        if evaluate_xfail_marks(item):
            raise InputError(f"{item.nodeid}: xfail has no meaning in a graded test; remove the mark")
        if not evaluate_skip_marks(item):
            kept.append(item)
    return kept


def run_item(item: pytest.Function, next_item: pytest.Item | None) -> BaseException | None:
    """Run one item and return what ended it, if anything did.

    Parameters
    ----------
    next_item : the item that runs after it, or None for the last
        Fixtures of a wider scope that it shares stay as they are.
    """
    state: Any = item.session._setupstate
    error: BaseException | None = None
    item._initrequest()  # it may have run before
    item.stash[tmppath_result_key] = {"call": True}  # tmp_path asks whether its folder may go
    try:
        state.setup(item)
        arguments = {name: item.funcargs[name] for name in item._fixtureinfo.argnames}
        item.obj(**arguments)
    except Exception as failure:
        error = failure
    except (pytest.fail.Exception, pytest.skip.Exception, pytest.exit.Exception, SystemExit) as failure:
        error = failure
    try:
        state.teardown_exact(next_item)
    except Exception as failure:
        error = error or failure
    return error


def leave_only_shared(item: pytest.Item) -> None:
    """Tear down what an item that is about to run does not share with the one that ran before."""
    state: Any = item.session._setupstate
    state.teardown_exact(item)
