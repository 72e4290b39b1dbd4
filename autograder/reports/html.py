"""Write reports as HTML: one self-contained file each, without scripts and without anything from outside.

Three walls keep student text text: every expression is made plain and then escaped by the environment, and
the page's own policy forbids scripts, frames, forms' targets and every address but itself.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.reports.class_view import class_view
from autograder.reports.pictures import drawing
from autograder.reports.text import excerpt, plain_text
from autograder.reports.view import require_feedback, submission_view
from autograder.reports.words import VISIBILITY_WORDS, number_text
from autograder.results import Feedback, SubmissionResult, Summary

_SHORT: Final = 200  # characters


def feedback_html(feedback: Feedback) -> str:
    """The student's page.

    Raises
    ------
    TypeError
        If given anything but a ``Feedback``: a result holds what a student must not read.
    """
    require_feedback(feedback)
    return _render("feedback.html.j2", submission_view(feedback))


def check_html(result: SubmissionResult) -> str:
    """The result of the public checks, which hide nothing, as a part of a notebook."""
    return _render("check.html.j2", submission_view(result))


def staff_html(result: SubmissionResult) -> str:
    """The staff's page of one submission, with everything that is known."""
    return _render("staff.html.j2", submission_view(result))


def class_html(summary: Summary, results: Iterable[SubmissionResult], links: Mapping[str, str]) -> str:
    """The staff's index of a class.

    ``links`` holds the path of each submission's page by its name, relative to the index, with slashes and
    not yet quoted. A submission without one is named without a link.
    """
    return _render("class.html.j2", class_view(summary, results, links))


def _render(template: str, view: Any) -> str:
    return _ENVIRONMENT.get_template(template).render(view=view)


def _plain(value: Any) -> Any:
    """What the environment applies to every expression, before it escapes what is not escaped yet."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return _escaped(value) if len(value) <= _SHORT else plain_text(value)


@lru_cache(maxsize=4096)
def _escaped(text: str) -> Markup:
    """A short text on a page: of a class's pages most are the same, such as the titles of tests."""
    return escape(plain_text(text))


def prose(text: str) -> Markup:
    """Words of an author: what stands between `backticks` is code, all the rest stays text."""
    parts = str(escape(plain_text(text))).split("`")
    if len(parts) % 2 == 0:  # one of them has no partner
        return Markup("`".join(parts))
    return Markup("".join(f"<code>{part}</code>" if i % 2 else part for i, part in enumerate(parts)))


def _relative_url(path: str) -> str:
    """A path as an address below this page: a name such as "javascript:x" stays a name."""
    return "./" + quote(path.encode(errors="surrogatepass"))


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("autograder.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_plain,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # or every page would look at every template's file
    )
    environment.filters.update(
        drawing=drawing, excerpt=excerpt, number=number_text, prose=prose, relative_url=_relative_url
    )
    environment.globals.update(visibility_words=VISIBILITY_WORDS)
    return environment


_ENVIRONMENT = _environment()
