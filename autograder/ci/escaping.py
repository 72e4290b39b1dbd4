"""Keep student text from commanding the log that it is printed into.

One place for the rules of all platforms. The text itself has lost its control characters already, which is all that
GitLab's sections and colours need (``reports.text``); GitHub reads commands from plain lines, so those it is told to
leave alone.
"""

import io
import secrets

from rich.console import Console

from autograder.reports.terminal import show_check
from autograder.reports.text import one_line, plain_text
from autograder.results import Feedback

_WIDTH = 120


def report_text(feedback: Feedback) -> str:
    """The report as a log shows it: no colours, no control characters, student text behind a bar."""
    written = io.StringIO()
    show_check(
        feedback, Console(file=written, width=_WIDTH, force_terminal=False, color_system=None, legacy_windows=False)
    )
    return written.getvalue()


def without_commands(text: str) -> str:
    """Text between two lines that make GitHub ignore commands; nobody can guess the word that ends it."""
    word = secrets.token_hex(16)
    return f"::stop-commands::{word}\n{text.rstrip()}\n::{word}::\n"


def command(name: str, message: str, **properties: str | int) -> str:
    """A command to GitHub's runner, in one line."""
    stated = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value != "")
    return f"::{name}{' ' + stated if stated else ''}::{_message(message)}"


def _message(text: str) -> str:
    return plain_text(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(one_line(text)).replace(":", "%3A").replace(",", "%2C")
