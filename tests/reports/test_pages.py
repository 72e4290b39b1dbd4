"""Every expression of a template passes one wall, and is looked up strictly."""

from types import SimpleNamespace

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from autograder.model import Status
from autograder.reports.pages import _environment, prose, shown


class Claims(str):
    """A text that says it is markup, as an object of ours never does."""

    def __html__(self):
        return self


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("<b>", "&lt;b&gt;"),
        ("<b>" * 100, "&lt;b&gt;" * 100),  # longer than what is remembered
        ("\x1b[31m", "␛[31m"),
        (Status.FAILED, "failed"),
        (0.5, "0.5"),
        (None, "None"),
        (["<b>"], "[&#39;&lt;b&gt;&#39;]"),
        (Claims("<b>"), "&lt;b&gt;"),
        (Markup("<b>"), "<b>"),
    ],
)
def test_what_is_shown_is_plain_and_escaped_unless_it_is_markup_of_ours(value, expected):
    assert shown(value) == expected


@pytest.mark.parametrize(
    "source",
    [
        "{{ x.text }}",
        "{{ (x.text ~ '')  }}",
        "{% set copy = x.text %}{{ copy }}",
        "{% for each in x.texts %}{{ each }}{% endfor %}",
        "{% macro part(text) %}{{ text }}{% endmacro %}{{ part(x.text) }}",
        "{{ x.text if x.text else '' }}",
        "{{ x.texts | join('') }}",
        "{{ x.text | excerpt }}",
        "{{ x.text | prose }}",
    ],
)
def test_no_way_of_writing_an_expression_gets_round_the_wall(source):
    x = SimpleNamespace(text="<b>\x1b", texts=["<b>\x1b"])

    assert _environment().from_string(source).render(x=x) == "&lt;b&gt;␛"


def test_markup_that_a_template_makes_is_escaped_once():
    source = "{% macro part(text) %}<i>{{ text }}</i>{% endmacro %}{{ part('&') }}"

    assert _environment().from_string(source).render() == "<i>&amp;</i>"


@pytest.mark.parametrize("source", ["{{ y }}", "{{ x.y }}", "{% if x.y %}{% endif %}"])
def test_what_a_template_misspells_is_an_error(source):
    with pytest.raises((UndefinedError, AttributeError)):
        _environment().from_string(source).render(x=SimpleNamespace())


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("only where `padding` is 0", "only where <code>padding</code> is 0"),
        ("one ` alone", "one ` alone"),
        ("`<b>` & co", "<code>&lt;b&gt;</code> &amp; co"),
    ],
)
def test_code_in_the_words_of_an_author_is_set_as_code(words, page):
    assert prose(words) == page


@pytest.mark.parametrize(
    ("body", "call"),
    [
        ("{{ a }}{{ b }}", "{{ part('<', b='b') }}"),
        ("{{ a }}{{ b }}", "{{ part(*['<'], b='b') }}"),
        ("{{ a }}{{ b }}", "{{ part('<', **{'b': 'b'}) }}"),
        ("{{ a }}{{ caller() }}", "{% call part('<', b='') %}b{% endcall %}"),
    ],
)
def test_macros_are_called_in_every_way(body, call):
    source = "{% macro part(a, b) %}" + body + "{% endmacro %}" + call

    assert _environment().from_string(source).render() == "&lt;b"
