"""Say in a push what became of it: the scores, then what to look at, in few lines.

Prints a ``Feedback`` alone, so nothing that a student may not read. Text of the student's stands behind a bar.
"""

from rich.console import Console
from rich.text import Text

from autograder.model import SubmissionStatus
from autograder.reports.terminal import QUESTION_INDENT, TEXT_INDENT, question_lines, quote, say, show_hint, signed
from autograder.reports.text import excerpt, one_line
from autograder.reports.view import QuestionView, TestView, require_feedback, submission_view
from autograder.reports.words import Words
from autograder.results import Feedback

WIDTH = 72  # "remote: " comes before each line
_TESTS = 2  # of a question are shown; with the first mended, the others often pass
_LINES, _CHARACTERS = 6, 400  # of each text


def show_push(feedback: Feedback, console: Console) -> None:
    """A line a question, the first failing tests of each, what is not there yet, the sum.

    Raises
    ------
    TypeError
        If given anything but a ``Feedback``.
    """
    require_feedback(feedback)
    view = submission_view(feedback)
    console.print(Text(one_line(feedback.title)))
    if feedback.status is SubmissionStatus.UNREADABLE:
        _quote(view.headline, console, QUESTION_INDENT)
        say(view.lead, console, 0)
        return
    for warning in feedback.warnings:
        _quote(warning, console, QUESTION_INDENT)
    console.print(question_lines(view.questions))
    for question in view.questions:
        if question.open_tests:
            _show_question(question, console)
    _show_groups(view.questions, console)
    say(f"\n{view.points} points. {view.headline}", console, 0)
    if view.mistakes:
        say(view.mistakes.sentence, console, 0)
    say(view.lead, console, 0)
    say(view.later_note, console, 0)


def _show_question(question: QuestionView, console: Console) -> None:
    console.print(Text("\n" + one_line(question.title)))
    for test in question.open_tests[:_TESTS]:
        _show_test(test, console)
    if more := question.open_tests[_TESTS:]:
        say(f"and {len(more)} more", console, QUESTION_INDENT)


def _show_test(test: TestView, console: Console) -> None:
    record = test.record
    say(signed(test.words, f"{one_line(record.title)}: {test.words.label}"), console, QUESTION_INDENT)
    if test.raised:
        _quote(test.raised, console)
    if not test.has_hint_of_before:
        show_hint(record.hint, console)
    if record.message:
        _quote(record.message, console)
    if record.place:
        say(f"Where: {one_line(record.place)}", console)
    say(record.feedback, console)


def _show_groups(questions: list[QuestionView], console: Console) -> None:
    """What waits for code that is not there, of all questions together."""
    titles: dict[Words, list[str]] = {}
    for question in questions:
        for group in question.groups:
            titles.setdefault(group.words, []).append(
                f"{one_line(question.title)} ({len(group.tests)} of {question.count})"
            )
    for words, waiting in titles.items():
        console.print()
        say(signed(words, f"{words.label}: {', '.join(waiting)}"), console, 0)
        say(words.advice, console, QUESTION_INDENT)


def _quote(text: str, console: Console, indent: int = TEXT_INDENT) -> None:
    quote(excerpt(text, lines=_LINES, characters=_CHARACTERS), console, indent, _LINES + 1)
