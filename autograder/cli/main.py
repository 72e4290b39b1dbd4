"""The command ``autograder``: its subcommands are imported when they are called, so that help is quick.

Every error becomes one line on standard error and an exit code; no traceback reaches a user.
"""

import io
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from autograder import __version__
from autograder.errors import AutograderError

# name: (module, one line of help). The line stands here so that the list of commands imports nothing.
COMMANDS = {
    "check": ("student", "Run the public checks on your work."),
    "submit": ("student", "Pack your work for handing in."),
    "grade": ("grade", "Grade a submission or a folder of them."),
    "explain": ("explain", "Say why a graded submission fails."),
    "verify": ("author", "Prove that an assignment judges rightly."),
    "release": ("author", "Write the folder that students get."),
    "demo": ("author", "Grade a class of examples, to see it all."),
    "ci": ("ci", "Check or grade a push, on any platform."),
    "git-hook": ("git_hook", "Grade each push to a repository."),
    "doctor": ("isolation", "Say how well student code is isolated here."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = import_module(f"autograder.cli.{COMMANDS[name][0]}")
        command: click.Command = getattr(module, name.replace("-", "_"))
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="autograder %(version)s")
def autograder() -> None:
    """Grade numerical Python assignments without letting student code near the tests.

    \b
    Students:     autograder check, autograder submit
    Instructors:  autograder grade ASSIGNMENT SUBMISSIONS
    Authors:      autograder verify ASSIGNMENT, autograder release ASSIGNMENT --output DIR

    Exit codes: 0 done; 1 something does not hold; 2 you have to act; 3 some result is ungraded.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console without ✓ shows ? instead of failing
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    try:
        code: Any = autograder.main(arguments, prog_name="autograder", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.exceptions.Abort:
        return _say("stopped; what was finished is kept", 130)
    except click.UsageError as error:
        usage = f" (see: {error.ctx.command_path} --help)" if error.ctx else ""
        return _say(error.format_message() + usage, 2)
    except click.ClickException as error:
        return _say(error.format_message(), 2)
    except AutograderError as error:
        return _say(str(error), error.exit_code)


def _say(sentence: str, code: int) -> int:
    print(f"autograder: {' '.join(sentence.split())}", file=sys.stderr)
    return code


if __name__ == "__main__":
    main()
