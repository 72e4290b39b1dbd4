"""Run collected pytest items without the hooks that make reports: fixtures, the test's function, teardown.

The hooks cost some hundred times what the body of a small test costs. What an author writes keeps working: fixtures of
every scope, parametrization, marks, ``tmp_path``, rewritten assertions. The few names of pytest's inside that this
needs stand in this file alone.
"""

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from _pytest.skipping import evaluate_skip_marks, evaluate_xfail_marks
from _pytest.tmpdir import tmppath_result_key

from autograder.errors import GraderFault, InputError
from autograder.grading.bench import current_bench
from autograder.grading.fixtures import PROVIDERS

_PLAIN = pytest.StashKey[bool]()


class _Timer:
    """The system's timer, where it has one and somebody listens."""

    is_heard = False
    limit_s = 0.0

    def start(self, limit_s: float) -> None:
        """Ring after a wall time, and then every second in case that is swallowed."""
        self.limit_s = limit_s
        if self.is_heard:
            signal.setitimer(signal.ITIMER_REAL, limit_s, 1.0)

    def stop(self) -> None:
        """Ring no more."""
        if self.is_heard:
            signal.setitimer(signal.ITIMER_REAL, 0)


_timer = _Timer()


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


def run_item(item: pytest.Function, next_item: pytest.Item | None, limit_s: float) -> BaseException | None:
    """Run one item and return what ended it, if anything did.

    Parameters
    ----------
    next_item : the item that runs after it, or None for the last
        Fixtures of a wider scope that it shares stay as they are.
    limit_s : float
        Wall time in seconds after which the test's own body is stopped; within ``timer_heard`` alone.
    """
    run = _run_plainly if _needs_only_providers(item) else _run_with_fixtures
    try:
        _timer.start(limit_s)
        try:
            run(item, next_item)
        finally:
            _timer.stop()
        return None
    except Exception as failure:
        return failure
    except (pytest.fail.Exception, pytest.skip.Exception, pytest.exit.Exception, SystemExit) as failure:
        return failure


@contextmanager
def timer_heard() -> Iterator[None]:
    """While items are run, have the system's timer raise GraderFault in the one that takes too long."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(number: int, frame: object) -> None:
        raise GraderFault(f"the test's own work took longer than {_timer.limit_s:.3g} s")

    before = signal.signal(signal.SIGALRM, stop)  # once for all items: it costs as much as a small test
    _timer.is_heard = True
    try:
        yield
    finally:
        _timer.is_heard = False
        signal.signal(signal.SIGALRM, before)


def _needs_only_providers(item: pytest.Function) -> bool:
    """Whether a test asks for nothing but what ``fixtures`` provides and parameters.

    Most do; pytest's fixture machinery would cost them more than their bodies.
    """
    if _PLAIN not in item.stash:
        manager = item.session._fixturemanager
        params = item.callspec.params if hasattr(item, "callspec") else {}
        defined = {name: manager.getfixturedefs(name, item) or () for name in item._fixtureinfo.names_closure}
        item.stash[_PLAIN] = item.cls is None and all(
            (name in params and not found) or (name in PROVIDERS and len(found) == 1) for name, found in defined.items()
        )
    return item.stash[_PLAIN]


def _run_plainly(item: pytest.Function, next_item: pytest.Item | None) -> None:
    params = item.callspec.params if hasattr(item, "callspec") else {}
    bench = current_bench()
    arguments = {
        name: params[name] if name in params else PROVIDERS[name](bench) for name in item._fixtureinfo.argnames
    }
    item.obj(**arguments)


def _run_with_fixtures(item: pytest.Function, next_item: pytest.Item | None) -> None:
    state: Any = item.session._setupstate
    item._initrequest()  # it may have run before
    item.stash[tmppath_result_key] = {"call": True}  # tmp_path asks whether its folder may go
    leave_only_shared(item)
    try:
        state.setup(item)
        item.obj(**{name: item.funcargs[name] for name in item._fixtureinfo.argnames})
    finally:
        state.teardown_exact(next_item)


def leave_only_shared(item: pytest.Item) -> None:
    """Tear down what an item that is about to run does not share with the one that ran before."""
    state: Any = item.session._setupstate
    state.teardown_exact(item)
