"""``autograder verify``, ``release`` and ``demo``: what the author of an assignment runs."""

import json
from pathlib import Path

import click
from rich.console import Console

from autograder.authoring.bundle import bundle
from autograder.authoring.course_page import PAGE_NAME, TOPICS_NAME, course_page
from autograder.authoring.demo import write_class
from autograder.authoring.release import release as release_assignment
from autograder.authoring.release import stale_stubs, write_stubs
from autograder.batch.run import Request
from autograder.cli.course import CourseFolders, course_options, find_course
from autograder.cli.grade import exit_code, grade_with_progress
from autograder.cli.isolation import strongest
from autograder.errors import InputError
from autograder.grading.runner import parallel_jobs
from autograder.grading.verify import verify as verify_assignment
from autograder.manifest import Assignment, load_course
from autograder.reports.verification import show_verification

DOES_NOT_HOLD = 1


@click.command()
@click.argument("assignments", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Verify all assignments of the course.")
@click.option("--jobs", type=click.IntRange(min=1), help="Submissions graded at once.  [default: one a core]")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON, and nothing else.")
@course_options
def verify(
    assignments: tuple[str, ...],
    every: bool,
    jobs: int | None,
    as_json: bool,
    course: Path | None,
    solutions: Path | None,
) -> int:
    """Prove that ASSIGNMENTS judge rightly.

    The reference scores full marks, the stub 0, each misconception fails exactly the questions it names; two runs
    give equal results; inputs do not depend on the submission; tests hold for any salt; the committed stubs are what
    the master gives.
    """
    folders = find_course(course, solutions)
    console = Console(quiet=as_json)
    isolation = strongest()
    found = []
    for assignment in _wanted(folders, assignments, every):
        with console.status(f"verifying {assignment.name}"):
            found.append(verify_assignment(assignment, folders.salt(), isolation, parallel_jobs(jobs)))
        show_verification(found[-1], console)
    if as_json:
        print(json.dumps({"assignments": [f.as_dict() for f in found]}, indent=2))
    return 0 if all(f.ok for f in found) else DOES_NOT_HOLD


@click.command()
@click.argument("assignments", nargs=-1, required=True)
@click.option("--output", type=click.Path(path_type=Path, file_okay=False),
              help="Write the released folders here.")  # fmt: skip
@click.option("--zip", "zips", type=click.Path(path_type=Path, file_okay=False), metavar="DIRECTORY",
              help="Write a zip for each here, with START.md and the framework to install.")  # fmt: skip
@click.option("--check", "only_check", is_flag=True, help="Only say whether the committed stubs are the master's.")
@course_options
def release(
    assignments: tuple[str, ...], output: Path | None, zips: Path | None, only_check: bool,
    course: Path | None, solutions: Path | None,
) -> int:  # fmt: skip
    """Write what students get of ASSIGNMENTS: stubs, handout, public checks, manifest, data.

    With neither --output nor --zip, the stubs in the course are renewed from the master, and the course's page.
    """
    folders = find_course(course, solutions)
    wanted = _wanted(folders, assignments, every=False)
    if only_check:
        stale = [assignment.public / name for assignment in wanted for name in stale_stubs(assignment)]
        stale += [path for path, content in _page(folders).items() if not path.is_file() or path.read_text() != content]
        for path in stale:
            click.echo(f"{path} is not what the master gives: run autograder release without --check")
        if not stale:
            click.echo("the committed stubs are what the masters give")
        return DOES_NOT_HOLD if stale else 0
    for assignment in wanted:
        if output is not None:
            click.echo(f"{assignment.name}: released to {release_assignment(assignment, output)}")
        if zips is not None:
            click.echo(f"{assignment.name}: bundled in {_write_bundle(assignment, zips)}")
        if output is None and zips is None:
            write_stubs(assignment)
            click.echo(f"{assignment.name}: stubs renewed in {assignment.public}")
    if output is None and zips is None:
        for path, content in _page(folders).items():
            path.write_text(content, encoding="utf-8")
            click.echo(f"the course's page: renewed in {path}")
    return 0


@click.command()
@click.argument("assignment", required=False)
@click.option("--output", type=click.Path(path_type=Path), default=Path("reports/demo"), show_default=True,
              help="Where the class and its reports go.")  # fmt: skip
@click.option("--jobs", type=click.IntRange(min=1), help="Submissions graded at once.  [default: one a core]")
@course_options
def demo(assignment: str | None, output: Path, jobs: int | None, course: Path | None, solutions: Path | None) -> int:
    """Write a class of examples for ASSIGNMENT (by default the first that has one) and grade it."""
    folders = find_course(course, solutions)
    wanted = folders.assignment(assignment) if assignment else _first_with_a_class(folders)
    members = write_class(wanted, output / "submissions")
    click.echo(f"{len(members)} submissions written to {output / 'submissions'}")
    request = Request(
        assignment=wanted, path=output / "submissions", output=output / "reports", salt=folders.salt(),
        isolation=strongest(),
        jobs=parallel_jobs(jobs),
    )  # fmt: skip
    return exit_code(grade_with_progress(request, quiet=False))


def _page(folders: CourseFolders) -> dict[Path, str]:
    """The page of the course by its path, where there is a list of topics."""
    topics = folders.solutions / TOPICS_NAME
    if not topics.is_file():
        return {}
    return {folders.assignments / PAGE_NAME: course_page(load_course(folders.solutions), folders.all(), topics)}


def _write_bundle(assignment: Assignment, folder: Path) -> Path:
    path = folder / f"{assignment.name}.zip"
    content = bundle(assignment)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise InputError(f"{path} cannot be written ({error.strerror}): name another folder with --zip") from None
    return path


def _wanted(folders: CourseFolders, names: tuple[str, ...], every: bool) -> list[Assignment]:
    if every == bool(names):
        raise InputError("name the assignments to verify, or say --all")
    return folders.all() if every else [folders.assignment(name) for name in names]


def _first_with_a_class(folders: CourseFolders) -> Assignment:
    for candidate in folders.all():
        if (candidate.master.parent / "demo" / "expected.toml").is_file():
            return candidate
    raise InputError(f"no assignment in {folders.solutions} has a demo/expected.toml: name one that has")
