"""Show results in a terminal.

Text of the student's is never markup and never reaches the terminal as a control sequence; each of its lines,
wrapped ones too, stands behind a bar, so that a log that obeys commands at the start of a line finds none.
"""

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.model import Isolation, SubmissionStatus
from autograder.reports.class_view import class_facts
from autograder.reports.columns import in_columns, shortened
from autograder.reports.grid import heat_grid
from autograder.reports.mistakes import MistakesView
from autograder.reports.text import excerpt, one_line, plain_text
from autograder.reports.view import AnyResult, QuestionView, SubmissionView, TestGroup, TestView, submission_view
from autograder.reports.words import ISOLATION_NOTES, SUBMISSION_WORDS, Words, number_text, points_text
from autograder.results import Picture, SubmissionSummary, Summary

_STYLES = {"good": "green", "bad": "red", "open": "yellow"}
QUESTION_INDENT, TEXT_INDENT = 2, 4
_NAME_WIDTH = 32
MESSAGE_LINES, _OUTPUT_LINES = 40, 12


def show_class(summary: Summary, console: Console) -> None:
    """One line a submission, then the counts and how far the code was kept away."""
    questions = list(dict.fromkeys(name for submission in summary.submissions for name in submission.questions))
    # The status is first, so that no line starts with a student's text.
    headings = ["status", "submission", "score", *map(one_line, questions)]
    rows = [_class_row(submission, questions) for submission in summary.submissions]
    above, lines = in_columns(headings, rows, console.width, left=2, whole=3)
    parts: list[str | tuple[str, str]] = [("\n".join(above), "bold")]
    for submission, line in zip(summary.submissions, lines, strict=True):
        words = SUBMISSION_WORDS[submission.status]
        parts += ["\n", (words.sign, _STYLES[words.tone]), line.removeprefix(words.sign)]
    console.print(Text.assemble(*parts), no_wrap=True, overflow="ignore", crop=False)
    facts = class_facts(summary.submissions)
    console.print(Text("\n" + ", ".join(f"{label} {value}" for label, value in facts)))
    _show_isolation(summary.isolation, console)


def _class_row(submission: SubmissionSummary, questions: list[str]) -> list[str]:
    found = [submission.questions.get(question) for question in questions]
    scores = ["" if q is None else "–" if q.score is None else number_text(q.score) for q in found]
    words = SUBMISSION_WORDS[submission.status]
    total = points_text(submission.score, submission.max_score)
    return [f"{words.sign} {words.label}", shortened(one_line(submission.name), _NAME_WIDTH), total, *scores]


def show_check(record: AnyResult, console: Console) -> None:
    """What a student sees: a line a question, then each test that failed with what to look at, then the sum."""
    view = submission_view(record)
    console.print(Text(one_line(record.title), style="bold"))
    if record.status is SubmissionStatus.UNREADABLE:
        quote(view.headline, console, QUESTION_INDENT, MESSAGE_LINES, style="red")
        say(view.lead, console, 0)
        return
    for warning in record.warnings:
        quote(warning, console, QUESTION_INDENT, MESSAGE_LINES, style="yellow")
    console.print(question_lines(view.questions))
    for question in view.questions:
        if question.needs_work:
            _show_question(question, console)
    _show_passed(view, console)
    _show_isolation(record.isolation, console)


def question_lines(questions: list[QuestionView]) -> Table:
    """A line a question: its status, how many tests pass, its points."""
    table = Table(box=None, show_header=False, pad_edge=False)
    for _ in range(3):
        table.add_column()
    for question in questions:
        counts = f"{question.passed} of {question.count}" if question.count else "later" if question.withheld else "–"
        table.add_row(
            signed(question.words, one_line(question.title)), Text(counts, style="dim"), Text(question.points)
        )
    return table


def _show_question(question: QuestionView, console: Console) -> None:
    console.print(Text("\n" + one_line(question.title), style="bold"))
    for test in question.open_tests:
        _show_test(test, console)
    for group in question.groups:
        _show_group(group, console)


def _show_test(test: TestView, console: Console) -> None:
    record = test.record
    say(signed(test.words, f"{one_line(record.title)}: {test.words.label}"), console, QUESTION_INDENT)
    if test.raised:
        quote(test.raised, console, TEXT_INDENT, 1)
    if test.has_hint_of_before:
        say("Hint: the same as above", console)
    else:
        show_hint(record.hint, console)
    if record.message:
        quote(record.message, console, TEXT_INDENT, MESSAGE_LINES)
    if record.place:
        say(f"Where: {one_line(record.place)}", console)
    if record.feedback:
        say(record.feedback, console)
    for picture in record.pictures:
        show_picture(picture, console)
    if not (record.message or record.feedback or record.hint):
        say(test.words.advice, console)
    for warning in record.warnings:
        quote(warning, console, TEXT_INDENT, MESSAGE_LINES, style="yellow")
    if record.output:
        say("Printed:", console)
        quote(record.output, console, TEXT_INDENT, _OUTPUT_LINES)


def _show_group(group: TestGroup, console: Console) -> None:
    label = f"{group.words.label}: " + ", ".join(one_line(test.record.title) for test in group.tests)
    say(signed(group.words, label), console, QUESTION_INDENT)
    for message in group.messages:
        quote(message, console, TEXT_INDENT, MESSAGE_LINES)
    for hint in group.hints:
        show_hint(hint, console)
    say(group.words.advice, console)


def show_picture(picture: Picture, console: Console) -> None:
    """The caption, and below it the grid of a heat map."""
    quote(f"{picture.name}: {picture.text}", console, TEXT_INDENT, MESSAGE_LINES)
    for line in heat_grid(picture):
        say(line, console, TEXT_INDENT + 2)


def _show_mistakes(mistakes: MistakesView, console: Console) -> None:
    say(Text(mistakes.sentence, style="bold"), console, 0)
    for mistake in mistakes.each:
        if len(mistakes.each) > 1:
            say(f"{one_line(mistake.question)}: {mistake.extent}", console, QUESTION_INDENT)
        show_hint(mistake.hint, console)


def _show_passed(view: SubmissionView, console: Console) -> None:
    """The sum, with what was noticed about tests that pass all the same."""
    console.print()
    for test in view.passed:
        if test.record.warnings:
            say(signed(test.words, f"{one_line(test.record.title)}: passed, but look at"), console, QUESTION_INDENT)
        for warning in test.record.warnings:
            quote(warning, console, TEXT_INDENT, MESSAGE_LINES, style="yellow")
    points = f"{view.points} points. " if view.points else ""
    say(Text(points + view.headline, style="bold"), console, 0)
    if view.lead:  # such as what to mend in an earlier assignment, before anything here
        quote(view.lead, console, QUESTION_INDENT, MESSAGE_LINES)
    elif view.passed and view.start_with:
        say(f"{len(view.passed)} passed. Start with: {one_line(view.start_with)}", console, 0)
    if view.mistakes:
        _show_mistakes(view.mistakes, console)
    say(view.later_note, console, 0)


def _show_isolation(isolation: Isolation, console: Console) -> None:
    console.print(Text(f"Isolation: {isolation}. {ISOLATION_NOTES[isolation]}", style="dim"))


def show_hint(hint: str | None, console: Console) -> None:
    """Print a hint; nothing for none."""
    if hint:
        say(Text.assemble(("Hint: ", "bold cyan"), one_line(hint)), console)


def signed(words: Words, text: str) -> Text:
    """Text behind the sign of its status."""
    return Text.assemble((words.sign, _STYLES[words.tone]), " ", text)


def say(text: str | Text, console: Console, indent: int = TEXT_INDENT) -> None:
    """Print the project's or the author's own words; nothing for none."""
    if text:
        console.print(
            Padding(text if isinstance(text, Text) else Text(plain_text(text)), (0, 0, 0, indent), expand=False)
        )


def quote(text: str, console: Console, indent: int, lines: int, *, style: str = "") -> None:
    """Print text of the student's behind a bar, however it wraps."""
    shown = Text(plain_text(excerpt(text.rstrip("\n"), lines=lines)), style=style)
    shown.expand_tabs(4)
    margin = Text(" " * indent + "│ ", style="dim")
    for line in shown.wrap(console, max(20, console.width - len(margin)), overflow="fold"):
        console.print(Text.assemble(margin, line), no_wrap=True, overflow="ignore", crop=False)
