"""What no tool can save: the student's own functions, called directly with the very same arguments.

Runs the bodies of the tests in one process and adds up the CPU time of the student's functions alone; what the
tests, the reference and the numeric gradients take is left out. As a script it reads sources and writes their costs.
"""

import importlib
import json
import os
import pickle
import subprocess
import sys
import tempfile
import time
import types
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.measure import ENVIRONMENT
from benchmarks.members import COURSE, Member, the_assignment
from benchmarks.peers.adapter import Given, numeric_gradient, run_body
from benchmarks.peers.suite import Case, cases, write_tests


@dataclass(frozen=True)
class Own:
    """What one submission costs at least, and how many tests it passes."""

    functions_s: float  # CPU time of the student's functions
    bodies_s: float  # CPU time of the whole tests, in a process that has everything loaded
    passed: int


def own_costs(members: Sequence[Member], *, remember: bool = True) -> dict[str, Own]:
    """The costs of the distinct submissions by what they are made from.

    Parameters
    ----------
    remember : bool
        Compute each numeric gradient of the reference only once. That makes no difference to the student's functions,
        and all the difference to the whole bodies.
    """
    sources = {member.made_from: member.source for member in members}
    order = {"sources": sources, "remember": remember}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.own"], input=json.dumps(order), cwd=COURSE, env=os.environ | ENVIRONMENT,
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return {name: Own(**cost) for name, cost in json.loads(done.stdout).items()}


class _Timed:
    """A submission whose functions' CPU time is added up."""

    def __init__(self, source: str) -> None:
        self.cpu_s = 0.0
        self._module = types.ModuleType("convolution")
        exec(compile(source, "convolution.py", "exec"), self._module.__dict__)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        function = getattr(self._module, name)

        def timed(*arguments: Any, **options: Any) -> Any:
            started = time.process_time()
            try:
                return function(*arguments, **options)
            finally:
                self.cpu_s += time.process_time() - started

        return timed


class _Memory:
    """The numeric gradients of the reference, by the content of the arguments."""

    def __init__(self) -> None:
        self._values: dict[bytes, Any] = {}

    def numeric(self, forward: Any, *details: Any) -> Any:
        if forward.__module__ != "reference":  # a student's forward is called each time
            return numeric_gradient(forward, *details)
        key = pickle.dumps((forward.__name__, details))
        if key not in self._values:
            self._values[key] = numeric_gradient(forward, *details)
        return self._values[key]


def _run_once(
    source: str, bodies: Sequence[tuple[Case, Callable[..., None]]], reference: Any, numeric: Callable[..., Any]
) -> Own:
    submission = _Timed(source)
    passed = 0
    started = time.process_time()
    for case, body in bodies:
        try:
            run_body(body, Given(case.name, submission, reference, numeric), case.parameters)
            passed += 1
        except Exception:  # whatever a student's function raises: the test has not passed
            continue
    return Own(submission.cpu_s, time.process_time() - started, passed)


def _costs(order: dict[str, Any]) -> Iterator[tuple[str, Own]]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        write_tests(the_assignment(), Path(folder))
        sys.path.insert(0, folder)
        bodies = [(c, getattr(importlib.import_module(c.module), c.function)) for c in cases(the_assignment())]
        reference = importlib.import_module("reference")
    numeric = _Memory().numeric if order["remember"] else numeric_gradient
    sources: dict[str, str] = order["sources"]
    _run_once(next(iter(sources.values())), bodies, reference, numeric)  # what is imported or remembered on first use
    for name, source in sources.items():
        yield name, _run_once(source, bodies, reference, numeric)


if __name__ == "__main__":
    print(json.dumps({name: asdict(cost) for name, cost in _costs(json.load(sys.stdin))}))
