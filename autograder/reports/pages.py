"""The templates of the pages, compiled so that every expression passes one wall.

The wall, ``shown``, makes text plain and escapes it; nothing gets round it but markup that these modules made. What a
page shows is decided in the templates, and which words in the views.
"""

from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from autograder.reports.pictures import drawing
from autograder.reports.text import excerpt, plain_text, remembered
from autograder.reports.words import VISIBILITY_WORDS, number_text


def render(template: str, view: Any) -> str:
    """Fill a template with a view."""
    return _ENVIRONMENT.get_template(template).render(view=view)


def shown(value: Any) -> Markup:
    """Any value as it may stand on a page: markup of ours as it is, all else as plain and escaped text."""
    if isinstance(value, Markup):
        return value
    return _escaped(str(value))


@remembered
def _escaped(text: str) -> Markup:
    return escape(plain_text(text))


@remembered
def prose(text: str) -> Markup:
    """Words of an author: what stands between `backticks` is code, all the rest stays text."""
    parts = str(escape(plain_text(text))).split("`")
    if len(parts) % 2 == 0:  # one of them has no partner
        return Markup("`".join(parts))
    return Markup("".join(f"<code>{part}</code>" if i % 2 else part for i, part in enumerate(parts)))


def _relative_url(path: str) -> str:
    """A path as an address below this page: a name such as "javascript:x" stays a name."""
    return "./" + quote(path.encode(errors="surrogatepass"))


class _Compiler(CodeGenerator):
    """Compiles an expression to one call of the wall, and attributes and calls to themselves.

    Jinja's own code looks attributes up in a function, calls by way of another, and escapes anew what is escaped: half
    the time of a page.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write("environment.finalize(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in [*node.args, *node.kwargs]:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


class _Environment(Environment):
    code_generator_class = _Compiler


def _environment() -> Environment:
    environment = _Environment(
        loader=PackageLoader("autograder.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
        optimized=False,  # there is no constant to fold, and looking for one takes a tenth of compiling
        auto_reload=False,  # or every page would look at every template's file
    )
    environment.filters.update(
        drawing=drawing, excerpt=excerpt, number=number_text, prose=prose, relative_url=_relative_url
    )
    environment.globals.update(visibility_words=VISIBILITY_WORDS)
    return environment


_ENVIRONMENT = _environment()
