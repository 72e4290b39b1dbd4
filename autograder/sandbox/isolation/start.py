"""How a Python of ours is started: nothing of our environment reaches it, and it finds this very package.

Runs nothing itself.
"""

import site
import sys
import tempfile
from pathlib import Path

import autograder

_PACKAGE_PARENT = str(Path(autograder.__file__).resolve().parent.parent)


def python_command(module: str) -> list[str]:
    """The command that runs a module, without the user's packages and without the current folder on the path."""
    return [sys.executable, "-s", "-P", "-m", module]


def python_environment() -> dict[str, str]:
    """A whole environment: hashing fixed, one thread, no bytecode written, and no variable of ours."""
    environment = {
        "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",  # the reason for -s -P where -I would do: -I ignores it
        "PYTHONIOENCODING": "utf-8:backslashreplace",
        "TMPDIR": tempfile.gettempdir(),
    }
    # More threads would spend CPU time on waiting for each other, and a zygote must have one.
    environment |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    if _PACKAGE_PARENT not in site.getsitepackages():  # run from a checkout
        environment["PYTHONPATH"] = _PACKAGE_PARENT
    return environment
