"""The reference on the trusted side: the master loaded as a module, its functions remembered.

No student code comes near it.
"""

import types
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.errors import GraderFault, InputError
from autograder.grading.memory import Memory, digest, is_known_by_content
from autograder.sandbox import loader, standins
from autograder.sandbox.handles import deep_content


def load_reference(source: str, module: str, display: Sequence[str]) -> types.ModuleType:
    """Load the master; what it draws goes nowhere.

    Raises
    ------
    InputError
        If a statement of it fails.
    """
    with standins.stand_ins_for(set(display) - {"autograder"}):
        loaded = loader.load([(f"{module}.py", source)], module)
    if loaded.problems:
        first = loaded.problems[0]
        raise InputError(f"the master fails at {first.chunk}, line {first.line}: {first.kind}: {first.text}")
    return loaded.module


class Reference:
    """The reference module: functions are remembered, everything else is what it is."""

    def __init__(self, module: types.ModuleType, memory: Memory) -> None:
        self._module = module
        self._memory = memory

    def __getattr__(self, name: str) -> Any:
        try:
            value = self._module.__dict__[name]
        except KeyError:
            raise GraderFault(f"the reference has no {name}") from None
        is_function = callable(value) and not isinstance(value, type)
        return RememberedFunction(self._memory, name, value) if is_function else value


class RememberedFunction:
    """A function of the reference. Called with plain arguments, it computes only what was not computed before.

    Arguments of other kinds have no content to be known by: it computes each time.
    """

    def __init__(self, memory: Memory, name: str, function: Callable[..., Any]) -> None:
        self._memory = memory
        self.name = name
        self.__qualname__ = f"reference.{name}"
        self.function = function

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        plain = [deep_content(a) for a in arguments]
        named = {k: deep_content(v) for k, v in options.items()}
        if not all(is_known_by_content(a) for a in [*plain, *named.values()]):  # a function of the test, say
            return self._compute(plain, named)
        key = digest("reference", self.__qualname__, plain, named)
        return self._memory.recall(key, lambda: self._compute(plain, named))

    def _compute(self, plain: list[Any], named: dict[str, Any]) -> Any:
        copies = [a.copy() if isinstance(a, np.ndarray) else a for a in plain]
        return self.function(*copies, **named)
