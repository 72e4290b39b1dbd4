"""Show outcomes where a platform looks for them: files first, then the log, of which scores may be the last line.

In a public repository a grading shows nothing unless it is asked to: a log that says which hidden tests fail is as good
as a score.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.ci.autolab import autolab_log
from autograder.ci.changed import committed_at
from autograder.ci.classroom50 import BODY_NAME, RESULT_NAME, result_json
from autograder.ci.escaping import report_text
from autograder.ci.files import remove, write, write_reports
from autograder.ci.github import github_log, write_summary
from autograder.ci.gitlab import code_quality, gitlab_log
from autograder.ci.gradescope import results_json
from autograder.ci.junit import junit_xml
from autograder.ci.outcome import Outcome
from autograder.ci.platforms import Kind, Platform, gradescope_folder
from autograder.errors import InputError
from autograder.reports.markdown import feedback_markdown

DEFAULT_OUTPUT = Path("ci-reports")
_ONE_RESULT = (Kind.GRADESCOPE, Kind.AUTOLAB, Kind.CLASSROOM50)  # take one result a submission


@dataclass(frozen=True)
class Place:
    """Where and how to show outcomes; ``output`` is None where nobody asked for the reports as files."""

    platform: Platform
    environ: Mapping[str, str]
    output: Path | None
    shows_score: bool


def publish(outcomes: Sequence[Outcome], place: Place) -> str:
    """Write what the platform reads, and return what is to be printed last.

    Raises
    ------
    InputError
        If a file cannot be written, or if there are several results where the platform takes one.
    """
    kind = place.platform.kind
    output = _output(place)
    if output is not None:
        write_reports(outcomes, output)
    if place.platform.is_public and not place.shows_score and any(outcome.is_graded for outcome in outcomes):
        where = f"; what students may read is in {output}" if output else ""
        return f"Graded. This repository is public, so that nothing is shown here without --show-score{where}.\n"
    if kind in _ONE_RESULT:
        return _publish_one(outcomes, place)
    if output is not None:
        write(output / "junit.xml", junit_xml(outcomes))
    if kind is Kind.GITHUB:
        write_summary(outcomes, place.environ)
        return github_log(outcomes)
    if kind is Kind.GITLAB:
        if output is not None:
            write(output / "codequality.json", code_quality(outcomes))
        return gitlab_log(outcomes)
    return "\n".join(report_text(outcome.feedback) for outcome in outcomes)


def _output(place: Place) -> Path | None:
    """Where reports go. The default lies among the student's files, who may have pushed a link of that name."""
    if place.output is not None or place.platform.kind in _ONE_RESULT:
        return place.output
    if DEFAULT_OUTPUT.is_symlink():
        remove(DEFAULT_OUTPUT)
    return DEFAULT_OUTPUT


def _publish_one(outcomes: Sequence[Outcome], place: Place) -> str:
    if len(outcomes) != 1:
        raise InputError(f"{place.platform.kind} takes the result of one assignment: name it, autograder ci ASSIGNMENT")
    [outcome] = outcomes
    if place.platform.kind is Kind.AUTOLAB:
        return autolab_log(outcome)
    if place.platform.kind is Kind.GRADESCOPE:
        write(gradescope_folder(place.environ) / "results" / "results.json", results_json(outcome))
        return report_text(outcome.feedback)
    result = result_json(outcome, place.environ, committed_at(place.platform.work))
    for name in (RESULT_NAME, BODY_NAME):
        remove(Path(name))  # the student may have pushed one
    if result is not None:
        write(Path(RESULT_NAME), result)
        write(Path(BODY_NAME), feedback_markdown(outcome.feedback))
    return github_log(outcomes)
