"""``autograder ci``: graded pushes, on whatever platform runs the job."""

import dataclasses
import os
from functools import partial
from pathlib import Path

import click

from autograder.ci.changed import Work, find_work
from autograder.ci.collect import collect as collect_hand_ins
from autograder.ci.collect import post as post_results
from autograder.ci.collect import read_roster
from autograder.ci.files import write_bytes
from autograder.ci.forges import Forge
from autograder.ci.generate import generate
from autograder.ci.outcome import DOES_NOT_HOLD, UNGRADED, Outcome, check, exit_code, grade
from autograder.ci.platforms import Kind, Platform, detect
from autograder.ci.publish import Place, publish
from autograder.cli.course import CourseFolders, course_options, find_course
from autograder.cli.isolation import at_least, strongest
from autograder.errors import InputError
from autograder.manifest import load_course
from autograder.model import Isolation

FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


class RunsByDefault(click.Group):
    """A group that takes what is no command of its own for arguments of ``run``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or args[0] not in {*self.commands, *ctx.help_option_names}:
            args = ["run", *args]
        return super().parse_args(ctx, args)


@click.group(cls=RunsByDefault)
def ci() -> None:
    """Check or grade a push, and show the result as the platform that runs this does.

    GitHub, GitLab, Gradescope, Autolab, Classroom 50 and a plain shell are told apart by themselves.

    \b
    autograder ci                               the public checks: autograder ci run --help
    autograder ci ASSIGNMENT --solutions DIR    grade; never in a job that a student's repository defines
    autograder ci init PLATFORM ASSIGNMENT      write the files that set a platform up
    """


@ci.command()
@click.argument("assignment", required=False)
@click.option("--solutions", type=FOLDER, help="The folder of solutions, beside assignments/: grade with it.")
@click.option("--submission", type=click.Path(path_type=Path, exists=True),
              help="The student's work.  [default: where the platform puts it, or here]")  # fmt: skip
@click.option("--fail-under", type=click.FloatRange(0, 100), default=0.0, show_default=True, metavar="PERCENT",
              help="Exit with 1 below this share of the points, or of the checks where there are none; "
              "platforms that take 0 alone get 0.")  # fmt: skip
@click.option("--output", type=click.Path(path_type=Path, file_okay=False),
              help="Where reports for students go.  [default: ci-reports, where that is of use]")  # fmt: skip
@click.option("--show-score", is_flag=True, help="Show the result of a grading in a public repository too.")
@click.option("--isolation-at-least", "least", type=click.Choice([i.value for i in Isolation]),
              default=Isolation.SANDBOX.value, show_default=True,
              help="With --solutions: refuse to grade with less. The strongest there is is taken.")  # fmt: skip
def run(
    assignment: str | None, solutions: Path | None, submission: Path | None, fail_under: float, output: Path | None,
    show_score: bool, least: str,
) -> int:  # fmt: skip
    """Run the public checks of ASSIGNMENT, or grade it with --solutions, and show the result.

    ASSIGNMENT is a folder, a name or a number; by default what the push changed.
    """
    platform = _platform(submission)
    course = find_course(None, solutions) if solutions else None
    if course and platform.kind is Kind.CLASSROOM50:
        raise InputError(
            "jobs of Classroom 50 run in the student's repository, where hidden tests are within reach: leave "
            "--solutions out here, and grade from a repository of your own (autograder ci init classroom50)"
        )
    works, sentence = find_work(platform, assignment, (course.assignments, course.solutions) if course else None)
    if sentence:
        click.echo(sentence)
    if not works:
        return 0
    outcomes = _outcomes(works, platform.work, course, Isolation(least))
    click.echo(publish(outcomes, Place(platform, os.environ, output, show_score)), nl=False)
    code = exit_code(outcomes, platform, fail_under)
    if code == UNGRADED:
        click.echo("Not graded: a fault of the grader, which costs no points. Run the job again; if it stays, "
                   "autograder grade tells staff why.", err=True)  # fmt: skip
    return code


def _platform(submission: Path | None) -> Platform:
    platform = detect(os.environ, Path.cwd())
    return dataclasses.replace(platform, work=submission.resolve()) if submission else platform


def _outcomes(works: list[Work], root: Path, course: CourseFolders | None, least: Isolation) -> list[Outcome]:
    if course is None:
        isolation = strongest()
        return [check(work, root, isolation) for work in works]
    salt, isolation = course.salt(), at_least(least)
    return [grade(work, root, salt, isolation) for work in works]


@ci.command()
@click.argument("platform", type=click.Choice([k.value for k in Kind if k is not Kind.SHELL]))
@click.argument("assignment")
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), default=Path("ci-setup"),
              show_default=True, help="Where the files go.")  # fmt: skip
@course_options
def init(platform: str, assignment: str, output: Path, course: Path | None, solutions: Path | None) -> None:
    """Write the files that set PLATFORM up for ASSIGNMENT.

    For github, gitlab and classroom50 in two folders: student/ runs public checks and knows nothing else, instructor/
    grades, in a private repository. For gradescope and autolab the archive to upload, with the hidden suite in it.
    """
    folders = find_course(course, solutions)
    files = generate(Kind(platform), folders.assignment(assignment), folders.solutions, folders.salt())
    for name, content in files.items():
        write_bytes(output / name, content)
        click.echo(output / name)


@ci.command()
@click.argument("assignment")
@click.argument("output", type=click.Path(path_type=Path))
@click.option("--roster", type=click.Path(path_type=Path), help="The roster.  [default: as course.toml says]")
@click.option("--all", "again", is_flag=True, help="Fetch again what has a result.")
@course_options
def collect(
    assignment: str, output: Path, roster: Path | None, again: bool, course: Path | None, solutions: Path | None
) -> None:
    """Fetch the students' repositories of the roster into OUTPUT, for autograder grade ASSIGNMENT OUTPUT.

    For a job of GitHub or GitLab in a repository that students cannot read; AUTOGRADER_TOKEN is its token for theirs.
    """
    folders = find_course(course, solutions)
    wanted = folders.assignment(assignment)
    repositories = read_roster(roster or folders.solutions / load_course(folders.solutions).roster)
    forge = Forge.of(detect(os.environ, Path.cwd()).kind, os.environ)
    say = partial(click.echo, err=True)
    count = collect_hand_ins(forge, repositories, wanted, output, again=again, say=say)
    click.echo(f"{count} of {len(repositories)} repositories have something new for {wanted.name}")


@ci.command()
@click.argument("hand_ins", type=FOLDER)
@click.argument("reports", type=FOLDER)
@click.option("--show-score", is_flag=True, help="Post the report to public repositories too.")
def post(hand_ins: Path, reports: Path, show_score: bool) -> int:
    """Post what students may read of REPORTS to the commits that HAND_INS were fetched from."""
    forge = Forge.of(detect(os.environ, Path.cwd()).kind, os.environ)
    count, total = post_results(forge, hand_ins, reports, shows_score=show_score, say=partial(click.echo, err=True))
    click.echo(f"{count} of {total} results posted")
    return 0 if count == total else DOES_NOT_HOLD
