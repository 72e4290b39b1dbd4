"""The trusted end of the wire: one submission in a worker, its budgets, its output and its replacement.

Whatever the worker does becomes an outcome of the student's; it cannot make an exception of another kind here.

Theory of operation
-------------------
A ``Client`` holds one submission. ``begin`` opens a test with a fresh budget and, if the worker before was lost, with a
fresh worker into which the submission is loaded again. ``request`` sends one message and waits for its reply; while it
waits it drains the worker's output, reads its clocks and looks whether it lives. Once a worker is lost, every further
request of the same test raises the same error, so that a test which swallows exceptions gains nothing.
"""

from collections.abc import Callable
from typing import Any, Final

from autograder.errors import StudentError
from autograder.model import Status
from autograder.sandbox import wire
from autograder.sandbox.code import Code
from autograder.sandbox.launch import Launcher
from autograder.sandbox.limits import WorkerLimits
from autograder.sandbox.raised import SubmissionRaised, as_exception
from autograder.sandbox.replies import checked_problems, checked_reply
from autograder.sandbox.watched import Budget, WatchedWorker, WorkerLostError

MAX_CALLBACKS: Final = 1_000_000  # in one test
MAX_DEPTH: Final = 30  # calls of the submission within calls of the test's functions, and so on
_RELOADS: Final = 9  # times that the budget of loading may be exhausted before the submission counts as unloadable
_FREED_AT_ONCE: Final = 10_000  # results that one request tells of


class MissingNameError(StudentError):
    """The submission does not define a name that a test asks for."""


class ServedRefusalError(StudentError):
    """A served function cannot work with what it was given; student code gets a ValueError that says so."""


class Client:
    """One submission in a worker of its own."""

    def __init__(self, code: Code, launcher: Launcher, limits: WorkerLimits, loading: Budget) -> None:
        self._launcher = launcher
        self.problems: list[tuple[str, int, str, str]] = []  # statements passed over: chunk, line, class, text
        self.loading_output = ""
        self.on_callback: Callable[[list[Any], list[Any]], Any] = _refuse_callback
        self.on_load: Callable[[], Any] = lambda: None  # told before the submission is loaded into a fresh worker
        self.on_served: Callable[[list[Any], float], Any] = _refuse_served  # told the call and the time that is left
        self.generation = 0  # counts workers: each numbers its results from 1
        self._freed: list[int] = []  # results that no test holds any more; told with the next request
        self._code = code
        chunks = [*code.chunks, *(chunk for each in code.earlier for chunk in each.chunks)]
        self._lines = {name: source.count("\n") + 1 for name, source in chunks}
        self._limits = limits
        self._loading = loading
        self._skip: set[int] | None = None  # None until loading once exhausted its budget
        self._worker: WatchedWorker | None = None
        self._lost: WorkerLostError | None = None
        self._unloadable: WorkerLostError | None = None
        self._loaded = False
        self._was_loaded = False  # into this worker or another
        self._number = 0
        self._functions: list[Any] = []  # of the test, callable by student code
        self._seed: int | None = None  # of a test that has not made a request yet
        self._callbacks = 0
        self._depth = 0

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *details: object) -> None:
        self.close()

    def close(self) -> None:
        """End the worker; a test begun later starts another. Does nothing the second time."""
        self._loaded = False
        if self._worker is not None:
            self._worker.close()

    # One test

    def begin(self, seed: int, budget: Budget) -> None:
        """Open a test: a living worker with the submission loaded, its random state seeded, a fresh budget.

        Raises
        ------
        WorkerLostError
            If the submission cannot be loaded within the budget of loading.
        """
        if self._unloadable is not None:
            raise self._unloadable
        if not self._loaded:
            self.load()
        assert self._worker is not None
        self._worker.open_budget(budget)
        self._functions.clear()
        self._callbacks = 0
        self._seed = seed

    @property
    def is_ready(self) -> bool:
        """Whether a worker with the submission loaded waits for requests."""
        return self._loaded and self._lost is None

    def renew(self, budget: Budget) -> None:
        """Give the test that is open a fresh budget; what the worker holds stays."""
        assert self._worker is not None
        self._worker.open_budget(budget)

    def load(self) -> None:
        """Load the submission into a fresh worker, passing over statements that exhaust the budget of loading.

        At first in one piece; if that exhausts the budget, statement by statement, to learn which one it is.
        """
        for _ in range(_RELOADS):
            try:
                self._load_once()
                return
            except wire.NotPlainError:  # each file is small enough, all together are not
                self._unloadable = WorkerLostError(Status.CRASHED, "the file and what it imports are too much code")
                raise self._unloadable from None
            except WorkerLostError as lost:
                if self._skip is None:
                    self._skip = set()
                    continue
                if lost.status is Status.CRASHED and self._statement is None:
                    raise
                if self._statement is None or self._statement in self._skip:
                    break  # nothing is left that could be passed over
                self._skip.add(self._statement)
        self._unloadable = WorkerLostError(Status.TIMED_OUT, "loading the file used up its time again and again")
        raise self._unloadable

    def _load_once(self) -> None:
        self.close()
        self.on_load()
        self._lost = None
        self._statement: int | None = None
        self.generation += 1
        self._freed.clear()
        self._worker = WatchedWorker(self._launcher.start(self._limits), self._loading)
        code = self._code
        chunks = [list(chunk) for chunk in code.chunks]
        skip = None if self._skip is None else sorted(self._skip)
        earlier = [[each.module, [list(chunk) for chunk in each.chunks], list(each.served)] for each in code.earlier]
        problems = self.request("load", chunks, code.module, list(code.imports), list(code.display), skip, earlier)
        if not self._was_loaded:  # what is told later could tell of tests
            self.problems = checked_problems(problems, self._lines)
            self.loading_output = self.output
        self._loaded = self._was_loaded = True

    @property
    def lost(self) -> WorkerLostError | None:
        """Why the worker of the current test was lost, if it was."""
        return self._lost

    @property
    def output(self) -> str:
        """What student code printed since the test or the loading began, bounded."""
        return "" if self._worker is None else self._worker.output

    @property
    def wall_s(self) -> float:
        """Wall time of the worker since then."""
        return 0.0 if self._worker is None else self._worker.wall_s

    @property
    def cpu_s(self) -> float:
        """CPU time of the worker since then."""
        return 0.0 if self._worker is None else self._worker.cpu_s

    @property
    def remaining_s(self) -> float:
        """What is left of the budget: of wall or of CPU time, whichever is less."""
        return 0.0 if self._worker is None else self._worker.remaining_s

    # One request

    def request(self, action: str, *arguments: Any) -> Any:
        """Send one request and wait for its reply.

        Returns
        -------
        The content of an "ok" reply.

        Raises
        ------
        WorkerLostError
            If the worker exceeds its budget, dies or breaks the rules of the wire.
        MissingNameError
            If the submission has no such name.
        SubmissionRaised
            If student code raised.
        wire.NotPlainError
            If an argument cannot cross: the test's author has to change it.
        """
        if self._lost is not None or self._worker is None:
            raise self._lost or WorkerLostError(Status.CRASHED, "no worker runs")
        worker = self._worker
        self._number += 1
        freed = self._take_freed()
        seed, self._seed = self._seed, None
        number = self._number
        parts = wire.encode([number, action, freed, seed, *arguments], self._register)
        try:
            worker.send(parts)
            kind, content = self._final_reply(worker, number)
        except WorkerLostError as lost:
            self._lose(lost)
            raise
        if kind == "ok":
            return content
        if kind == "missing":
            raise MissingNameError(f"{content[:200]} is missing from the submission")
        raise self.raised(content)

    def raised(self, report: dict[str, Any]) -> SubmissionRaised:
        """The exception that a worker's report tells of."""
        return as_exception(report, self._lines)

    def _final_reply(self, worker: WatchedWorker, number: int) -> tuple[str, Any]:
        """Wait for the reply to a request, noting its progress and answering the calls of the test's functions."""
        failure: BaseException | None = None
        while True:
            reply = worker.receive()
            kind, content = checked_reply(reply, number, self._code, is_loading=not self._loaded)
            if kind == "statement":
                self._statement = content[0]
                worker.look()  # progress without end must not escape the clocks either
            elif kind == "callback":
                failure = self._answer_callback(worker, number, content) or failure
            elif kind == "served":
                self._answer_served(worker, number, content)
            elif failure is not None:
                raise failure  # even if student code swallowed it: it was the test's
            else:
                return kind, content

    def _answer_callback(self, worker: WatchedWorker, number: int, content: list[Any]) -> BaseException | None:
        """Call a function of the test for student code; what it raises is told there, and returned here."""
        self._callbacks += 1
        if self._depth >= MAX_DEPTH or self._callbacks > MAX_CALLBACKS:
            raise WorkerLostError(Status.CRASHED, "the submission called the test's function without end")
        worker.look()  # calls without end must not escape the clocks
        self._depth += 1
        failure: BaseException | None = None
        result: Any = None
        try:
            result = self.on_callback(self._functions, content)
        except WorkerLostError:
            raise
        except Exception as error:
            failure = error
        finally:
            self._depth -= 1
        freed = self._take_freed()  # what the function was given, above all: student code may call it a million times
        answer = ["return", freed, None, result] if failure is None else ["raise", freed, None]
        try:
            worker.send(wire.encode([number, *answer], self._register))
        except wire.NotPlainError as error:
            failure = error
            worker.send(wire.encode([number, "raise", freed, None]))
        return failure

    def _answer_served(self, worker: WatchedWorker, number: int, content: list[Any]) -> None:
        """Have a function of an earlier assignment computed, or tell why it cannot be."""
        self._callbacks += 1
        if self._callbacks > MAX_CALLBACKS:
            raise WorkerLostError(Status.CRASHED, "the submission called a served function without end")
        worker.look()
        worker.forget_last()  # nothing of a call is kept on this side
        try:
            answer = wire.encode([number, "return", [], None, self.on_served(content, worker.remaining_s)])
        except (ServedRefusalError, wire.NotPlainError) as refusal:  # the latter if the result is too large
            answer = wire.encode([number, "refuse", [], None, str(refusal)])
        worker.send(answer)

    def _register(self, function: Any) -> int:
        """Give a function of the test a number by which student code may call it, until the test ends."""
        self._functions.append(function)
        return len(self._functions) - 1

    def _take_freed(self) -> list[int]:
        """Results that no test holds any more, to be told now."""
        freed, self._freed = self._freed[:_FREED_AT_ONCE], self._freed[_FREED_AT_ONCE:]
        return freed

    def let_go(self, generation: int, number: int) -> None:
        """Note that no test holds a result any more; one of an earlier worker is gone already."""
        if generation == self.generation:
            self._freed.append(number)

    def violation(self, why: str) -> WorkerLostError:
        """Give up a worker whose reply has the wrong form; the error is to be raised by the caller."""
        lost = WorkerLostError(Status.CRASHED, f"the process of the submission broke the protocol: {why}")
        self._lose(lost)
        return lost

    def _lose(self, lost: WorkerLostError) -> None:
        self._lost = lost
        self.close()


def _refuse_callback(functions: list[Any], content: list[Any]) -> Any:
    raise WorkerLostError(Status.CRASHED, "the process of the submission called a function that was never passed")


def _refuse_served(call: list[Any], remaining_s: float) -> Any:
    raise WorkerLostError(Status.CRASHED, "the process of the submission called a function that nobody serves")
