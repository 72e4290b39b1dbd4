"""Grade numerical Python assignments without letting student code near the tests.

The names below are what the author of a test uses. They are imported on first use, because the worker process, which
holds student code, imports this package too and must stay light.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.errors import Inconclusive
    from autograder.grading.marks import feedback, question, visibility
    from autograder.sandbox.handles import changed_arguments

__version__ = "0.1.0"
__all__ = ["Inconclusive", "__version__", "changed_arguments", "feedback", "question", "visibility"]

_HOMES = {
    "Inconclusive": "autograder.errors",
    "changed_arguments": "autograder.sandbox.handles",
    "feedback": "autograder.grading.marks",
    "question": "autograder.grading.marks",
    "visibility": "autograder.grading.marks",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'autograder' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def load_ipython_extension(shell: Any) -> None:
    """``%load_ext autograder``: gives a notebook the magic ``%check``."""
    import_module("autograder.cli.magics").register(shell)
