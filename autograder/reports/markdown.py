"""Write a student's feedback as Markdown, for places that show no HTML.

Text of the student's stands in code only, where no markup works; all other text is escaped.
"""

import re

from autograder.reports.mistakes import MistakesView
from autograder.reports.text import excerpt, one_line, plain_text, remembered
from autograder.reports.view import QuestionView, SubmissionView, TestGroup, TestView, require_feedback, submission_view
from autograder.results import Feedback

_BLOCK_LINES = 40  # nothing folds in Markdown
_CUT = "**The rest is left out here, because this place takes no more. The report as a file has it.**"

# Every sign that starts markup inside a line in CommonMark, or in GitHub's and GitLab's dialects.
_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~&$@^]|:(?=\S)|(?<=[wW])\.")
# What makes a list, a heading or a rule of the beginning of a line.
_START = re.compile(r"^([-+=]|\d+(?=[.)]))")


def feedback_markdown(feedback: Feedback, most_bytes: int | None = None) -> str:
    """The student's report, headed by the score and what to do next.

    Where a place takes no more than ``most_bytes``, it ends after the last test that is there as a whole, and says so.

    Raises
    ------
    TypeError
        If given anything but a ``Feedback``: a result holds what a student must not read.
    """
    require_feedback(feedback)
    view = submission_view(feedback)
    parts = [
        f"# {escape(feedback.title)}",
        f"Submission {code_span(feedback.name)}" + (f": **{view.points}** points" if view.points else ""),
        f"**{escape(view.headline)}**",
        escape(view.lead),
        escape(view.later_note),
        *_mistakes(view.mistakes),
        *(escape(sentence) for sentence in view.served),
        *_warnings(feedback),
        _question_table(view.questions),
        *(part for question in view.questions if question.needs_work for part in _question(question)),
        *_passed(view),
        *_output(feedback),
        f"Isolation: **{feedback.isolation}**. {escape(view.isolation_note)}",
    ]
    return _joined(list(filter(None, parts)), most_bytes)


def _joined(parts: list[str], most_bytes: int | None) -> str:
    whole = "\n\n".join(parts) + "\n"
    if most_bytes is None or len(whole.encode()) <= most_bytes:
        return whole
    kept, size = [], len(_CUT.encode()) + 1
    for part in parts:
        size += len(part.encode()) + 2
        if size > most_bytes:
            break
        kept.append(part)
    return "\n\n".join([*kept, _CUT]) + "\n"


@remembered
def escape(text: str) -> str:
    """Text as one line in which no sign is markup."""
    shown = _SIGNS.sub(r"\\\g<0>", one_line(text))
    return _START.sub(lambda found: rf"\{found[1]}" if not found[1].isdigit() else f"{found[1]}\\", shown)


def code_span(text: str) -> str:
    """Text as one line of code: a fence that is longer than any run of backticks inside."""
    shown = one_line(text)
    if not shown:
        return ""
    fence = "`" * (_longest_run(shown) + 1)
    return f"{fence} {shown} {fence}" if "`" in shown else f"{fence}{shown}{fence}"


def code_block(text: str) -> str:
    """The beginning of a text as a block of code: a fence that is longer than any run of backticks inside."""
    shown = plain_text(excerpt(text.rstrip("\n"), lines=_BLOCK_LINES))
    fence = "`" * max(3, _longest_run(shown) + 1)
    return f"{fence}text\n{shown}\n{fence}"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)


def _mistakes(mistakes: MistakesView | None) -> list[str]:
    if mistakes is None:
        return []
    lines = [f"- {escape(each.question)}: {each.extent}. {escape(each.hint)}" for each in mistakes.each]
    is_one = len(mistakes.each) == 1
    return [f"**{mistakes.sentence}**", _hint(mistakes.each[0].hint) if is_one else "\n".join(lines)]


def _hint(hint: str | None) -> str:
    return f"> **Hint.** {escape(hint)}" if hint else ""


def _warnings(feedback: Feedback) -> list[str]:
    if not feedback.warnings:
        return []
    return ["## Noticed while reading the file", _code_list(feedback.warnings)]


def _output(feedback: Feedback) -> list[str]:
    return ["## Printed while the file was loaded", code_block(feedback.output)] if feedback.output else []


def _question_table(questions: list[QuestionView]) -> str:
    if not any(question.count or question.withheld for question in questions):
        return ""
    lines = ["| Question | Tests | Score |", "|---|---|---:|"]
    for question in questions:
        name = escape(question.title) + (" (extra credit)" if question.extra_credit else "")
        counts = f"{question.words.sign} {question.passed} of {question.count}" if question.count else ""
        later = f"{question.withheld} later" if question.withheld else ""
        lines.append(f"| {name} | {' + '.join(filter(None, [counts, later]))} | {question.points} |")
    return "\n".join(lines)


def _question(question: QuestionView) -> list[str]:
    return [
        f"## {escape(question.title)}",
        *map(_test, question.open_tests),
        *map(_group, question.groups),
    ]


def _test(test: TestView) -> str:
    record = test.record
    advice = "" if record.feedback or record.hint or record.message else test.words.advice
    parts = [
        f"### {test.words.sign} {escape(record.title)}",
        f"{test.words.label}{', ' + test.points if test.points else ''}",
        "The same hint as above." if test.has_hint_of_before else _hint(record.hint),
        escape(record.feedback),
        f"Where: {escape(record.place)}" if record.place else "",
        f"{'Raised' if record.exception else 'Line'}: {code_span(test.raised)}" if test.raised else "",
        code_block(record.message) if record.message else "",
        *(f"Picture: **{escape(picture.name)}**: {escape(picture.text)}" for picture in record.pictures),
        escape(advice),
        _code_list(record.warnings),
        f"Printed:\n\n{code_block(record.output)}" if record.output else "",
    ]
    return "\n\n".join(filter(None, parts))


def _group(group: TestGroup) -> str:
    titles = "\n".join(f"- {escape(test.record.title)}" for test in group.tests)
    parts = [
        f"### {group.words.sign} {group.words.label}",
        escape(group.words.advice),
        *(code_block(message) for message in group.messages),
        *map(_hint, group.hints),
        titles,
    ]
    return "\n\n".join(filter(None, parts))


def _passed(view: SubmissionView) -> list[str]:
    if not view.passed:
        return []
    titles = "\n".join(f"- ✓ {escape(test.record.title)}" for test in view.passed)
    return ["## Passed", titles]


def _code_list(texts: list[str]) -> str:
    return "\n".join(f"- {code_span(text)}" for text in texts)
