"""The page of a course: its assignments, what each builds on, and which question covers which topic.

Made from the manifests and from ``topics.toml`` in the folder of solutions; runs nothing and reads no solution.
"""

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from autograder.errors import InputError
from autograder.manifest import Assignment, Course

TOPICS_NAME = "topics.toml"
PAGE_NAME = "README.md"

Text = Annotated[str, Meta(min_length=1)]


class Topic(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Something the lectures teach, and the questions in which students meet it: "04_convolution/conv1d"."""

    title: Text
    questions: Annotated[list[str], Meta(min_length=1)]


class Section(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A part of the lectures."""

    title: Text
    topics: Annotated[list[Topic], Meta(min_length=1)]


class _Topics(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    sections: list[Section]


def course_page(course: Course, assignments: Sequence[Assignment], topics: Path) -> str:
    """The page in Markdown.

    Raises
    ------
    InputError
        If the list of topics has another form, names a question that does not exist, or leaves one out.
    """
    sections = _read(topics)
    known = {f"{a.name}/{name}": q.title for a in assignments for name, q in a.manifest.questions.items()}
    named = {question for section in sections for topic in section.topics for question in topic.questions}
    if unknown := sorted(named - known.keys()):
        raise InputError(f"{topics}: there is no question {unknown[0]!r}; expected one such as {next(iter(known))}")
    if uncovered := [question for question in known if question not in named]:
        raise InputError(f"{topics}: no topic names {uncovered[0]}; put it under the topic that it covers")
    counts = f"Assignments: {len(assignments)}, questions: {len(known)}, points: {_points(assignments)}."
    lines = [
        f"# {course.name}",
        "",
        f"{counts} Each folder is an assignment: open its README.md.",
        "",
        *_assignment_table(assignments),
        "",
        "## From the lecture to the question",
        *(line for section in sections for line in _section(section, known)),
    ]
    return "\n".join(lines) + "\n"


def _read(path: Path) -> list[Section]:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _Topics).sections
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise InputError(f"{path}: cannot be read as a list of topics: {error}") from None


def _points(assignments: Sequence[Assignment]) -> str:
    return f"{sum(a.manifest.max_score for a in assignments):g}"


def _assignment_table(assignments: Sequence[Assignment]) -> Iterator[str]:
    yield "| assignment | what you build | builds on | questions | points |"
    yield "|---|---|---|---:|---:|"
    for each in assignments:
        manifest = each.manifest
        builds_on = ", ".join(p.assignment.partition("_")[0] for p in manifest.prerequisites.values()) or "–"
        extra = sum(q.points for q in manifest.questions.values() if q.extra_credit)
        points = f"{manifest.max_score:g}" + (f" + {extra:g}" if extra else "")
        link = f"[{each.name.partition('_')[0]} {manifest.title}]({each.name}/README.md)"
        yield f"| {link} | {manifest.about} | {builds_on} | {len(manifest.questions)} | {points} |"


def _section(section: Section, known: dict[str, str]) -> Iterator[str]:
    yield from ("", f"### {section.title}", "", "| topic | question |", "|---|---|")
    for topic in section.topics:
        covered = "; ".join(f"{_number(q)} {known[q]} (`{q.partition('/')[2]}`)" for q in topic.questions)
        yield f"| {topic.title} | {covered} |"


def _number(question: str) -> str:
    return question.partition("_")[0]
