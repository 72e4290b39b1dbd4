"""Try one rung for real, in a process to be thrown away: ``python -m autograder.sandbox.isolation.trial RUNG``.

Prints nothing and exits with 0 when a worker could be locked in; otherwise prints the step that failed and the kernel's
words, and exits with 1. Reads no submission and imports no numpy.
"""

import os
import sys

from autograder.sandbox.isolation import python_files, rungs
from autograder.sandbox.limits import WorkerLimits


def main() -> None:
    """Enter the rung named on the command line, lock one worker, and say what was refused."""
    rung = rungs.BY_NAME[sys.argv[1]]()
    try:
        rung.enter(python_files.find(()))
    except (OSError, NotImplementedError) as error:
        print(_in_words(error))
        sys.exit(1)
    try:
        worker = rung.fork()
        if worker == 0:
            _lock_and_exit(rung)
        _, status = os.waitpid(worker, 0)
        rung.tidy_after(worker)
        failed = os.waitstatus_to_exitcode(status) != 0
    except OSError as error:
        print(_in_words(error))
        failed = True
    finally:
        rung.leave()
    sys.exit(int(failed))


def _lock_and_exit(rung: rungs.Rung) -> None:
    code = 1
    try:
        rung.lock(WorkerLimits(), first_unused=3)
        if rung.name != "process":
            os.write(os.open("/dev/null", os.O_WRONLY), b"devices work")
        code = 0
    except (OSError, NotImplementedError) as error:
        os.write(1, _in_words(error).encode())
    finally:
        os._exit(code)


def _in_words(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{error.filename or 'a step'}: {error.strerror}"
    return str(error)


if __name__ == "__main__":
    main()
