"""Text made harmless."""

import pytest

from autograder.reports.text import excerpt, one_line, plain_text, remembered


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zoë 李 مريم 👩‍🔬", "Zoë 李 مريم 👩‍🔬"),
        ("a\tb\nc", "a\tb\nc"),
        ("a\r\nb", "a\nb"),
        ("over\rwrite", "over␍write"),
        ("\x1b[31m", "␛[31m"),
        ("\x00\x7f", "␀␡"),
        ("\x9b31m", "\\u009b31m"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("\u2066a\u2069", "\\u2066a\\u2069"),
        ("soft\u00adhyphen", "soft\\u00adhyphen"),
        ("\u2028\u2029", "\\u2028\\u2029"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_what_commands_or_hides_becomes_visible(text, shown):
    assert plain_text(text) == shown


def test_plain_text_can_be_written_to_a_file():
    every_sign = "".join(map(chr, range(0x3000))) + "\ud800\udfff"

    assert plain_text(every_sign).encode()


def test_plain_text_of_plain_text_is_itself():
    text = plain_text("\x1b \u202e \ud800")

    assert plain_text(text) == text


def test_one_line_has_no_line_ends():
    assert one_line(" a\n\n b\tc ") == "a b c"


def test_an_excerpt_says_what_is_left_out():
    text = "0123456789\n" * 1000

    shown = excerpt(text, lines=2)

    assert shown == "0123456789\n0123456789\n… 10,979 more characters are left out here"


def test_a_long_line_is_cut_too():
    assert excerpt("x" * 50, characters=10).startswith("x" * 10 + "\n… 40 more")


def test_a_short_text_is_whole():
    assert excerpt("a\nb") == "a\nb"


def test_short_texts_are_rendered_once_and_long_ones_are_not_kept():
    rendered = []

    @remembered
    def render(text):
        rendered.append(text)
        return text.upper()

    assert [render("a"), render("a"), render("b" * 201), render("b" * 201)] == ["A", "A", "B" * 201, "B" * 201]
    assert rendered == ["a", "b" * 201, "b" * 201]
