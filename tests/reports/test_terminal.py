"""What a terminal shows: students' text behind a bar, never markup and never a command."""

import io
import re

import msgspec
import pytest
from rich.console import Console

from autograder.model import Isolation, Status
from autograder.reports.terminal import show_check, show_class
from autograder.scoring.visibility import Moment, redact

from .samples import (
    HOSTILE,
    a_class,
    mistaken,
    one_test,
    poisoned,
    result_of,
    summary_of,
    typical,
    typical_feedback,
    unreadable,
)


def shown(show, record, width: int = 90, *, colour: bool = False) -> str:
    console = Console(
        file=io.StringIO(), width=width, force_terminal=colour, color_system="standard" if colour else None
    )
    show(record, console)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("width", [40, 90])
def test_student_text_commands_neither_terminal_nor_log(hostile, width):
    result = poisoned(hostile)
    result.title, result.mistakes = "Convolution", []
    for test in result.tests:  # a title, a hint, a place, feedback and mistakes are the author's
        test.title, test.hint, test.place, test.feedback = "strides", None, None, ""

    text = shown(show_check, result, width) + shown(show_class, summary_of([result]), width)

    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert not [line for line in text.splitlines() if line.lstrip().startswith("::")]
    assert text.encode()


def test_a_command_is_not_made_by_wrapping():
    """A log reads commands at the start of a line, also of a line that the terminal's width began."""
    failed = one_test(Status.FAILED, message="x" * 34 + " ::error::owned", visibility="visible")

    text = shown(show_check, result_of([failed]), 40)

    assert "│ ::error::owned" in text


def test_markup_of_rich_is_text():
    failed = one_test(Status.FAILED, message="[red]a[/red] [/] :smile:")

    text = shown(show_check, result_of([failed], "[bold]ada[/bold]"), colour=True)

    assert "[red]a[/red] [/] :smile:" in re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_the_check_shows_questions_failures_and_the_sum():
    lines = shown(show_check, typical_feedback()).splitlines()

    assert any("Convolution in one dimension" in line and "3 of 3" in line and "4 / 4" in line for line in lines)
    assert "    │ convolution.py, line 98" in lines
    assert "    │ db: shape (4, 1) where (4,) is expected" in lines
    assert any(line.startswith("6 / 18 points. 7 of 11 tests to look at") for line in lines)
    assert any("4 passed. Start with: the gradient of the padded input" in line for line in lines)


def test_what_to_mend_elsewhere_is_the_one_thing_to_start_with():
    result = msgspec.structs.replace(typical_feedback(), reason="Mend this first in 04_convolution: conv1d.")

    text = shown(show_check, result)

    assert "│ Mend this first in 04_convolution: conv1d." in text
    assert "Start with" not in text


def test_mistakes_stand_with_the_sum_and_hints_with_their_tests():
    text = shown(show_check, redact(mistaken(), Moment()))

    assert text.index("    Hint: The border") < text.index("    Hint: the same as above") < text.index("2 / 11 points.")
    assert text.index("2 / 11 points.") < text.index("One mistake explains 4 of 5 failures; 7 points wait behind it.")


def test_a_heat_map_is_a_grid_below_its_caption():
    lines = shown(show_check, redact(mistaken(), Moment())).splitlines()

    caption = next(i for i, line in enumerate(lines) if line.startswith("    │ dx: found − expected"))
    grid = next(i for i, line in enumerate(lines) if line.startswith("      ?? +"))
    assert caption < grid <= caption + 2
    assert lines[grid + 2].split() == ["+3", ".", ".", ".", ".", ".", "+5"]


def test_the_check_takes_a_result_as_well():
    assert "SECRET expected" in shown(show_check, typical())


def test_warnings_of_passed_tests_are_shown():
    assert "│ float64 where the handout has float32" in shown(show_check, typical())


def test_long_output_is_cut():
    noisy = one_test(Status.FAILED, output="line\n" * 5000)

    text = shown(show_check, result_of([noisy]))

    assert text.count("│ line") == 12
    assert "more characters are left out" in text


def test_an_unreadable_submission_says_why():
    text = shown(show_check, redact(unreadable(), Moment()))

    assert "convolution.py and convolution.ipynb differ" in text


def test_the_class_has_a_line_a_submission_and_its_counts():
    text = shown(show_class, summary_of(a_class()), 80)

    assert re.search(r"✓ graded +Zoë Ångström +2 / 4 +0 +2", text)
    assert re.search(r"! ungraded +grace +– / 6", text)
    assert "submissions 9, graded 7, ungraded 1, unreadable 1" in text


def test_the_lowest_rung_says_that_it_is_no_defence():
    summary = summary_of([typical(isolation=Isolation.PROCESS)])

    assert "not a defence against hostile code" in " ".join(shown(show_class, summary).split())
