"""Show outcomes on GitHub: the log, annotations at the student's lines, and the step's summary.

Every line that holds student text is printed where the runner obeys no command; annotations are escaped one by one.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from autograder.ci.escaping import command, report_text, without_commands
from autograder.ci.junit import advice
from autograder.ci.outcome import Outcome
from autograder.ci.places import failing, place_of, title_of
from autograder.model import Status, SubmissionStatus
from autograder.reports.markdown import feedback_markdown

SUMMARY_BYTES = 1024 * 1024  # what GitHub takes of one step's summary; it drops a longer one as a whole
_LEAST_BYTES = 500  # of a report that is worth beginning
MOST_OF_A_KIND = 10  # annotations that GitHub keeps of a step: with three kinds, less than the 50 of a job
_NOT_THERE = (Status.MISSING, Status.NOT_ATTEMPTED)


def github_log(outcomes: Sequence[Outcome]) -> str:
    """What is printed: the reports, out of reach of the runner, then the annotations."""
    reports = without_commands("\n".join(report_text(outcome.feedback) for outcome in outcomes))
    return reports + "".join(f"{line}\n" for line in _annotations(outcomes))


def write_summary(outcomes: Sequence[Outcome], environ: Mapping[str, str]) -> None:
    """Add the reports to the summary of the step, each cut after a whole test if it has no room."""
    if not (named := environ.get("GITHUB_STEP_SUMMARY")):
        return
    path = Path(named)
    room = SUMMARY_BYTES - (path.stat().st_size if path.exists() else 0)
    with open(path, "ab") as file:
        for number, outcome in enumerate(outcomes):
            share = room // (len(outcomes) - number)
            if share > _LEAST_BYTES:
                text = feedback_markdown(outcome.feedback, most_bytes=share - 1)
                room -= file.write(f"{text}\n".encode())


def _annotations(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The first of each kind: what is wrong, what is not there, what was noticed while the file was read."""
    tests = [(outcome, test) for outcome in outcomes for test in failing(outcome)]
    wrong = [_unreadable(outcome) for outcome in outcomes if outcome.feedback.status is SubmissionStatus.UNREADABLE]
    wrong += [
        _annotation("error", o, t.line, title_of(o, t), advice(t)) for o, t in tests if t.status not in _NOT_THERE
    ]
    absent = [_annotation("notice", o, t.line, title_of(o, t), advice(t)) for o, t in tests if t.status in _NOT_THERE]
    noticed = [
        _annotation("warning", outcome, text, "Noticed while reading the file", text)
        for outcome in outcomes
        for text in outcome.feedback.warnings
    ]
    for kind in (wrong, noticed, absent):
        yield from islice(kind, MOST_OF_A_KIND)


def _annotation(kind: str, outcome: Outcome, line: str | None, title: str, message: str) -> str:
    if not outcome.file:
        return command(kind, message, title=title)
    return command(kind, message, file=outcome.file, line=place_of(line).line, title=title)


def _unreadable(outcome: Outcome) -> str:
    return command("error", outcome.feedback.reason, title=f"{outcome.assignment.manifest.title}: unreadable")
