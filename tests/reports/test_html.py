"""The pages: self-contained, readable, and deaf to what student text commands."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import autograder.reports
from autograder.model import Isolation, Status, Visibility
from autograder.reports.html import check_html, class_html, feedback_html, staff_html
from autograder.results import Picture
from autograder.scoring.visibility import Moment, redact

from .samples import (
    BORDER_HINT,
    HOSTILE,
    a_class,
    mistaken,
    one_test,
    pictures,
    poisoned,
    result_of,
    summary_of,
    typical,
    typical_feedback,
    ungraded,
    unreadable,
)

TAGS = (
    "html head meta title style body main header section article footer h1 h2 h3 h4 p b br a bdi small span pre code "
    "table thead tbody tr th td dl dt dd div ul ol li details summary figure figcaption svg text path img"
)
ALLOWED = set(TAGS.split())


class Page(HTMLParser):
    """Every tag, attribute and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in ("meta", "br", "img"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        assert tag == "path"
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text = " ".join([*self.text.split(), *data.split()])


def every_page(result: Any) -> list[str]:
    links = {result.name: f"{result.name}/staff.html"}
    pages = [feedback_html(redact(result, Moment())), staff_html(result)]
    return [*pages, class_html(summary_of([result]), [result], links)]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_student_text_adds_no_element_and_no_command(hostile):
    for text in every_page(poisoned(hostile)):
        page = Page(text)

        assert set(page.tags) <= ALLOWED
        assert page.open == []
        assert not [name for name, _ in page.attributes if name.startswith("on")]
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028]", text)
        assert text.encode()


@pytest.mark.parametrize("hostile", ["javascript:alert(1)", "//example.org/x", "a#b?c%2f", "\ud800", 'lone & "quote"'])
def test_a_link_stays_below_the_index(hostile):
    result = result_of([one_test()], hostile)

    page = Page(class_html(summary_of([result]), [result], {hostile: f"{hostile}/staff.html"}))

    [link] = [value for name, value in page.attributes if name == "href"]
    assert re.fullmatch(r"\./[A-Za-z0-9_.~%/-]+/staff\.html", link)


def test_pages_reach_for_nothing_outside():
    results = a_class()

    for text in [*every_page(mistaken()), *every_page(typical()), class_html(summary_of(results), results, {})]:
        page = Page(text)

        assert not {"script", "link", "iframe", "object", "base", "form"} & set(page.tags)
        assert all(value.startswith("data:image/png;base64,") for name, value in page.attributes if name == "src")
        assert not re.search(r"url\(|@import|https?:", text)
        assert ("content", "default-src 'none'; style-src 'unsafe-inline'; img-src data:") in page.attributes


@pytest.mark.parametrize("wrong", [typical(), None, {"title": "x"}])
def test_only_feedback_is_shown_to_students(wrong):
    with pytest.raises(TypeError, match="redact"):
        feedback_html(wrong)


def test_a_result_smuggled_into_feedback_is_refused():
    feedback = typical_feedback()
    feedback.tests = typical().tests  # type: ignore[assignment]

    with pytest.raises(TypeError, match="redact"):
        feedback_html(feedback)


def test_feedback_leads_with_what_to_mend():
    text = Page(feedback_html(typical_feedback())).text

    order = ["6 / 18 points", "What to do next", "wrong result", "Which slice of dx", "not written yet", "4 passed"]
    places = [text.find(words) for words in order]
    assert places == sorted(places)
    assert -1 not in places


def test_feedback_of_the_hidden_tests_holds_no_secret_and_the_staffs_page_does():
    assert "SECRET" not in feedback_html(typical_feedback())
    assert "SECRET" not in feedback_html(redact(ungraded(), Moment()))
    assert "SECRET" in staff_html(typical())


def test_the_hint_comes_first_and_is_told_once_a_question():
    text = Page(feedback_html(redact(mistaken(), Moment()))).text

    order = ["One mistake explains 4 of 5", BORDER_HINT, "What to do next", BORDER_HINT, "The same hint as above"]
    places = [0]
    for words in order:
        places.append(text.index(words, places[-1] + 1))
    assert text.count(BORDER_HINT) == 2


def test_pictures_of_public_checks_are_shown_with_their_words():
    page = Page(feedback_html(redact(mistaken(), Moment())))

    drawn = [value for name, value in page.attributes if name == "role" and value == "img"]
    labels = {value for name, value in page.attributes if name == "aria-label"}
    assert len(drawn) == page.tags.count("figure") == page.tags.count("figcaption") == len(pictures())
    for picture in pictures():
        assert f"{picture.name}: {picture.text}" in labels
        assert picture.text in page.text


def test_a_folded_list_says_that_pictures_are_in_it():
    passed = one_test(Status.PASSED, visibility=Visibility.VISIBLE, pictures=pictures())

    text = feedback_html(redact(result_of([passed]), Moment()))

    assert f"<summary>1 passed, with {len(pictures())} pictures</summary>" in text


def test_the_check_in_a_notebook_says_what_to_mend_in_earlier_work():
    result = result_of([one_test(Status.FAILED, visibility=Visibility.VISIBLE)])
    result.reason = "Mend this first in 04_convolution: conv1d."

    assert f"<p>{result.reason}</p>" in check_html(result)


def test_pictures_of_hidden_tests_are_for_staff():
    hidden = one_test(Status.FAILED, pictures=pictures())

    for_student, for_staff = every_page(result_of([hidden]))[:2]

    assert "<figure" not in for_student
    assert for_staff.count("<figure") == len(pictures())


@pytest.mark.parametrize("values", [[], [1.0] * 5, [None] * 4, [float("nan")] * 4])
def test_a_picture_that_cannot_be_drawn_is_words(values):
    picture = Picture(name="dx", kind="heat_map", shape=[2, 2], values=values, text="all of it is wrong")

    text = staff_html(result_of([one_test(Status.FAILED, pictures=[picture])]))

    assert "<svg" not in text
    assert "all of it is wrong" in text


def test_the_staffs_page_names_the_mistake_and_the_students_does_not():
    for_student, for_staff, for_class = every_page(mistaken())

    assert "crop_always_one" not in for_student
    assert "crop_always_one" in for_staff
    assert "crop_always_one" in for_class


def test_the_failing_call_is_for_staff():
    for_student, for_staff = every_page(result_of([one_test(Status.FAILED, call="double(2.0)")]))[:2]

    assert "double(2.0)" not in for_student
    assert "double(2.0)" in for_staff


def test_the_staffs_page_has_everything():
    text = staff_html(typical())

    for expected in ("crop_with_negative_pad", "hidden/test_conv1d.py", "0.012 s CPU", "8d969eef", "2.4.0"):
        assert expected in text


def test_the_reason_is_the_headline_of_an_unreadable_submission():
    text = Page(feedback_html(redact(unreadable(), Moment()))).text

    assert text.index("hand in one of them") < text.index("Score 0 / 40")


@pytest.mark.parametrize("page", [0, 1, 2])
def test_the_lowest_rung_says_that_it_is_no_defence(page):
    weak, strong = (every_page(typical(isolation=rung))[page] for rung in (Isolation.PROCESS, Isolation.SANDBOX))

    assert "not a defence against hostile code" in weak
    assert "not a defence" not in strong


def test_the_class_index_has_rows_rates_and_misconceptions():
    results = a_class()
    text = Page(class_html(summary_of(results), results, {"ada": "ada/staff.html"})).text

    for expected in ("Zoë Ångström", "mean 3.25 / 40", "kernel_flipped", "4 of 8", "hidden/test_im2col.py"):
        assert expected in text


def test_long_output_is_cut():
    noisy = one_test(Status.FAILED, visibility=Visibility.VISIBLE, output="x" * 65_536)

    assert len(feedback_html(redact(result_of([noisy]), Moment()))) < 45_000


def test_colours_are_readable_in_light_and_dark():
    style = (Path(autograder.reports.__file__).parent / "templates" / "style.css.j2").read_text(encoding="utf-8")
    palettes = [
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root {(.*?)}", style, re.S)
    ]

    assert len(palettes) == 3  # light, dark, print
    for palette in palettes:
        pairs = [
            (fore, back) for fore in ("text", "quiet", "accent", "bad", "good", "open") for back in ("page", "card")
        ]
        pairs += [(tone, f"{tone}-page") for tone in ("good", "bad", "open", "accent")] + [("text", "accent-page")]
        pairs += [("over", "card"), ("under", "card")]
        for fore, back in pairs:
            assert contrast(palette[fore], palette[back]) >= 4.5, (fore, back)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours. Source: WCAG 2.2."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
