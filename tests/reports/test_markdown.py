"""Feedback as Markdown: what a parser finds in it is what the report wrote."""

import re

import pytest

from autograder.reports.markdown import code_block, code_span, escape, feedback_markdown
from autograder.results import Mistake
from autograder.scoring.visibility import Moment, redact

from .samples import HOSTILE, mistaken, poisoned, typical, typical_feedback, unreadable

markdown_it = pytest.importorskip("markdown_it", reason="comes with rich and jupytext")


def parse(text: str):
    return markdown_it.MarkdownIt("gfm-like", {"linkify": False}).parse(text)


def kinds(text: str) -> set[str]:
    tokens = parse(text)
    return {t.type for t in tokens} | {c.type for t in tokens for c in t.children or []}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_student_text_adds_no_markup(hostile):
    text = feedback_markdown(redact(poisoned(hostile), Moment()))

    assert not kinds(text) & {"html_block", "html_inline", "link_open", "image", "em_open", "s_open"}
    assert len([token for token in parse(text) if token.type == "heading_open" and token.tag == "h1"]) == 1
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028]", text)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_escaped_text_reads_as_it_was(hostile):
    inline = next(token for token in parse(escape(hostile)) if token.type == "inline")

    assert {child.type for child in inline.children} <= {"text", "text_special"}
    assert "".join(child.content for child in inline.children) == " ".join(
        escape(hostile).replace("\\\\", "\0").replace("\\", "").replace("\0", "\\").split()
    )


@pytest.mark.parametrize("text", ["- a", "+ a", "1. a", "12) a", "===", "---", "# a", "> a", "    a", "| a |"])
def test_the_start_of_a_text_starts_nothing(text):
    assert kinds(escape(text)) <= {"paragraph_open", "inline", "text", "text_special", "paragraph_close"}


@pytest.mark.parametrize("text", ["`", "a ``` b", "``````", "~~~"])
def test_fences_are_longer_than_what_they_hold(text):
    assert [token.content for token in parse(code_block(text))] == [text + "\n"]
    [_, inline, _] = parse(code_span(text))
    assert [(child.type, child.content) for child in inline.children] == [("code_inline", text)]


def test_only_feedback_is_shown_to_students():
    with pytest.raises(TypeError, match="redact"):
        feedback_markdown(typical())  # type: ignore[arg-type]


def test_the_report_leads_with_score_and_what_to_mend():
    text = feedback_markdown(typical_feedback())

    order = [
        "# Convolution",
        "**6 / 18** points",
        "7 of 11 tests",
        "wrong result, 0 / 3",
        "**Hint.** The border",
        "## Passed",
    ]
    places = [text.find(words) for words in order]
    assert places == sorted(places)
    assert -1 not in places
    assert "SECRET" not in text
    assert "| Convolution as one matrix product | ✓ 1 of 1 + 1 later | 2 / 2 |" in text


def test_mistakes_come_before_the_questions_and_pictures_are_words():
    text = feedback_markdown(redact(mistaken(), Moment()))

    sentence = "**One mistake explains 4 of 5 failures; 7 points wait behind it.**"
    places = [text.find(words) for words in (sentence, "> **Hint.**", "| Question", "Picture: **dx**")]
    assert places == sorted(places)
    assert -1 not in places
    assert "The same hint as above." in text


def test_several_mistakes_are_a_list():
    fields = {"question": "im2col", "points": 2.0}
    mistakes = [Mistake(name=n, hint=f"Why {n}?", tests=[f"hidden::{n}"], **fields) for n in ("0", "im2col")]

    text = feedback_markdown(redact(mistaken("ada", *mistakes), Moment()))

    assert "**2 mistakes explain 2 of 5 failures; 4 points wait behind them.**" in text
    assert "- Convolution as one matrix product: 1 failure, 2 points. Why im2col?" in text


def test_the_reason_is_the_headline_of_an_unreadable_submission():
    text = feedback_markdown(redact(unreadable(), Moment()))

    assert "**convolution.py and convolution.ipynb differ from each other" in text


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_report_that_has_no_room_ends_after_a_whole_part(share):
    whole = feedback_markdown(typical_feedback())
    most = int(share * len(whole.encode()))

    cut = feedback_markdown(typical_feedback(), most_bytes=most)

    kept, _, last = cut.rstrip("\n").rpartition("\n\n")
    assert len(cut.encode()) <= most
    assert whole.startswith(f"{kept}\n\n")
    assert last.startswith("**The rest is left out here")
    assert cut.count("```") % 2 == 0
    assert feedback_markdown(typical_feedback(), most_bytes=len(whole.encode())) == whole
