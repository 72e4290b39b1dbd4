"""``autograder git-hook``: grade each push to a bare repository, and keep the record of hand-ins."""

import contextlib
import io
import os
import signal
import sys
import traceback
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.ci.commit_grader import Grading, try_out
from autograder.ci.git_hook import FOLDER, HOOKS, Settings, check_hooks, find_repository, head_branch, load_settings
from autograder.ci.git_hook import install as install_hooks
from autograder.ci.git_push import ACCEPTED, REFUSED, PushHook, read_updates
from autograder.ci.handins import HandIns
from autograder.ci.push_text import WIDTH
from autograder.cli.course import course_options, find_course
from autograder.cli.isolation import for_grading
from autograder.intake.git import Repository
from autograder.manifest import load_course
from autograder.model import Isolation
from autograder.reports.text import one_line
from autograder.reports.words import points_text

SOME_UNGRADED = 3
_PUSHERS = ("GIT_PUSHER", "REMOTE_USER", "USER")  # who pushes: as the forced command says, the web server, the system
_LONGEST_PUSHER = 100

repositories = click.argument("repositories", metavar="REPO.git...", nargs=-1, required=True,
                              type=click.Path(path_type=Path))  # fmt: skip


@click.group("git-hook")
def git_hook() -> None:
    """Grade each push to bare repositories on this machine, and keep the record of hand-ins."""


@git_hook.command()
@repositories
@click.option("--assignment", required=True, help="What is handed in: a folder, a name or a number.")
@click.option("--branch", help="The branch that is graded.  [default: the repository's HEAD]")
@click.option("--require", type=click.FloatRange(0, 100), metavar="PERCENT", help="Refuse pushes that score less.")
@click.option("--attempts-per-day", type=click.IntRange(min=1), metavar="N", help="Refuse more graded pushes a day.")
@click.option("--isolation", type=click.Choice([i.value for i in Isolation]),
              help="How far student code is kept from this machine.  [default: sandbox, or a refusal]")  # fmt: skip
@course_options
def install(
    repositories: tuple[Path, ...], assignment: str, branch: str | None, require: float | None,
    attempts_per_day: int | None, isolation: str | None, course: Path | None, solutions: Path | None,
) -> None:  # fmt: skip
    """Have pushes to REPO.git graded. The reference is graded first, to see that all is in place."""
    folders = find_course(course, solutions)
    wanted = folders.assignment(assignment)
    found = [find_repository(path) for path in repositories]
    for repository in found:
        check_hooks(repository)
    try_out(Grading(wanted, folders.salt(), for_grading(isolation)), partial(click.echo, err=True))
    for repository in found:
        settings = Settings(
            assignment=str(wanted.public.resolve()),
            course=str(folders.assignments.resolve().parent),
            solutions=str(folders.solutions.resolve()),
            branch=branch or head_branch(repository),
            require=require,
            attempts_per_day=attempts_per_day,
            isolation=None if isolation is None else Isolation(isolation),
            time_zone=load_course(folders.solutions).time_zone,
        )
        install_hooks(repository, settings)
        click.echo(f"{repository.path}: pushes to {settings.branch} are graded for {wanted.name}")


@git_hook.command(hidden=True)
@click.argument("hook", type=click.Choice(HOOKS))
def run(hook: str) -> int:
    """Do what git calls a hook for: in the repository's folder, with what was pushed on standard input."""
    for ending in (signal.SIGHUP, signal.SIGINT):  # a client that goes away does not stop the grading
        signal.signal(ending, signal.SIG_IGN)
    variables = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("GIT_")}
    repository = Repository(Path.cwd(), {n: v for n, v in variables.items() if n not in _PUSHERS})
    pusher = next(filter(None, ({**os.environ, **variables}.get(name) for name in _PUSHERS)), "")
    answer = io.TextIOWrapper(_Pusher(os.dup(1), "w"), encoding="utf-8", errors="replace", write_through=True)
    console = Console(file=answer, width=WIDTH, color_system=None, highlight=False)
    _send_own_words_to(repository.path / FOLDER / "log")
    try:
        settings = load_settings(repository.path)
        push = PushHook(repository, settings, partial(_find, settings), _note, console)
        updates = read_updates(sys.stdin.buffer.read())
        if hook == "pre-receive":
            return push.pre_receive(updates, one_line(pusher)[:_LONGEST_PUSHER])
        push.post_receive(updates, one_line(pusher)[:_LONGEST_PUSHER])
    except Exception:  # the pusher must not read why
        _note(traceback.format_exc())
        if hook == "pre-receive":  # no hand-in without a record
            console.print("The server cannot record hand-ins at the moment. Nothing changed on it: push again later.")
            return REFUSED
        console.print("Your push has arrived and is on record. The server could not grade it: that will be done later.")
    return ACCEPTED


class _Pusher(io.FileIO):
    """What is written reaches the pusher, or nobody if they have gone away."""

    def write(self, content: Any) -> int:
        with contextlib.suppress(OSError):
            super().write(content)
        return len(content)


def _send_own_words_to(log: Path) -> None:
    """From here on, what this process and its children print on their own is for staff, or for nobody."""
    try:
        descriptor = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    except OSError:
        descriptor = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(descriptor, stream)


def _note(text: str) -> None:
    print(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {text}", file=sys.stderr, flush=True)


def _find(settings: Settings) -> Grading:
    folders = find_course(Path(settings.course), Path(settings.solutions))
    return Grading(folders.assignment(settings.assignment), folders.salt(), for_grading(settings.isolation))


@git_hook.command()
@repositories
def recover(repositories: tuple[Path, ...]) -> int:
    """Grade what pushes left behind when the server stopped, and what could not be graded."""
    ungraded = 0
    for path in repositories:
        repository = find_repository(path)
        settings = load_settings(repository.path)
        console = Console(highlight=False)
        ungraded += PushHook(repository, settings, partial(_find, settings), _note, console).recover()
    return SOME_UNGRADED if ungraded else 0


@git_hook.command()
@repositories
def log(repositories: tuple[Path, ...]) -> None:
    """Show the hand-ins on record, with the scores that staff see."""
    for path in repositories:
        settings = load_settings(path)
        console = Console(highlight=False)
        if len(repositories) > 1:
            console.print(Text(str(path), style="bold"))
        console.print(_table(HandIns(path / FOLDER), settings))


def _table(record: HandIns, settings: Settings) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in (f"received ({settings.time_zone})", "commit", "outcome", "score", "pusher"):
        table.add_column(heading, no_wrap=True)
    settled = [
        (h.time, h.commit, str(h.outcome), "" if h.max_score is None else points_text(h.score, h.max_score), h.pusher)
        for h in record.settled()
    ]
    waiting = [(r.time, r.commit, "not graded yet", "", r.pusher) for r in record.open()]
    for time, commit, *texts in sorted([*settled, *waiting]):
        when = f"{time.astimezone(settings.zone):%Y-%m-%d %H:%M:%S}"
        table.add_row(*(Text(one_line(text)) for text in (when, commit[:7], *texts)))
    return table
