"""``autograder ci``: graded pushes, on whatever platform runs the job."""

import dataclasses
import os
from pathlib import Path

import click

from autograder.ci.changed import Work, find_work
from autograder.ci.outcome import Outcome, check, exit_code, grade
from autograder.ci.platforms import Kind, Platform, detect
from autograder.ci.publish import Place, publish
from autograder.cli.course import CourseFolders, find_course
from autograder.cli.isolation import at_least, strongest
from autograder.errors import InputError
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
    return exit_code(outcomes, platform, fail_under)


def _platform(submission: Path | None) -> Platform:
    platform = detect(os.environ, Path.cwd())
    return dataclasses.replace(platform, work=submission.resolve()) if submission else platform


def _outcomes(works: list[Work], root: Path, course: CourseFolders | None, least: Isolation) -> list[Outcome]:
    if course is None:
        isolation = strongest()
        return [check(work, root, isolation) for work in works]
    salt, isolation = course.salt(), at_least(least)
    return [grade(work, root, salt, isolation) for work in works]
