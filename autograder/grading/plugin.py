"""pytest's side of the suite process: collect the tests and hand them over.

Everything that pytest would do by itself (its terminal, its capturing, its cache, other plugins) is switched off.
"""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from autograder.errors import GraderFault, InputError
from autograder.grading.fixtures import as_plugin
from autograder.grading.marks import MARKERS

_OFF = """
    cacheprovider capture doctest faulthandler junitxml pastebin setuponly setupplan stepwise terminal unittest warnings
""".split()


class Collector:
    """Registers the marks, and passes the collected items to ``run`` in place of pytest's own loop."""

    def __init__(self, run: Callable[[Sequence[pytest.Item]], None]) -> None:
        self._run = run
        self.errors: list[str] = []
        self.failure: BaseException | None = None

    def pytest_configure(self, config: pytest.Config) -> None:
        for line in MARKERS.values():
            config.addinivalue_line("markers", line)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.errors.append(f"{report.nodeid}: cannot be collected: {report.longreprtext.strip().splitlines()[-1]}")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        try:
            if self.errors:
                raise InputError(self.errors[0])
            self._run(session.items)
        except BaseException as error:  # handed to the caller of run_suite: pytest would only print it
            self.failure = error
        return True

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        session.exitstatus = pytest.ExitCode.OK


def run_suite(folders: Sequence[Path], run: Callable[[Sequence[pytest.Item]], None]) -> None:
    """Collect the tests below some folders and call ``run`` with them, inside pytest's session.

    Raises
    ------
    InputError
        If a test file cannot be collected.
    """
    collector = Collector(run)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ.pop("PYTEST_ADDOPTS", None)
    root = Path(os.path.commonpath([str(f.resolve()) for f in folders]))
    arguments = [
        *(str(f.resolve()) for f in folders), "-c", os.devnull, f"--rootdir={root}", f"--confcutdir={root}",
        "--import-mode=importlib", "--strict-markers", "--continue-on-collection-errors",
        *(word for name in _OFF for word in ("-p", f"no:{name}")),
    ]  # fmt: skip
    code = pytest.main(arguments, plugins=[collector, as_plugin()])
    if collector.failure is not None:
        raise collector.failure
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise GraderFault(f"pytest could not start: exit code {int(code)}")
