"""Make any text fit to be shown: what would be invisible or would command a terminal becomes visible.

Knows nothing of HTML, Markdown or CSV: each of these escapes what this leaves.
"""

import unicodedata
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

S = TypeVar("S", bound=str)

OUTPUT_CHARACTERS = 20_000
OUTPUT_LINES = 300

_SHORT = 200  # characters
_JOINERS = "\u200c\u200d"  # written in Persian and Hindi names and inside emoji; they move nothing


def remembered(render: Callable[[str], S]) -> Callable[[str], S]:
    """Remember what becomes of short texts: on the pages of a class most are the same, such as the titles of tests."""
    of_short = lru_cache(maxsize=4096)(render)

    @wraps(render)
    def found(text: str) -> S:
        return of_short(text) if len(text) <= _SHORT else render(text)

    return found


def plain_text(text: str) -> str:
    """Show control characters, direction overrides, invisible signs and lone surrogates instead of obeying them.

    ESC becomes ``␛``, a right-to-left override ``\\u202e``. Line ends become ``\\n``; tabs stay.
    """
    text = text.replace("\r\n", "\n")
    if (
        text.replace("\n", "").replace("\t", "").isprintable()
    ):  # nearly always; Unicode's printable is narrower than ours
        return text
    return "".join(character if _is_harmless(character) else _picture(character) for character in text)


def one_line(text: str) -> str:
    """The same, with every run of white space as one blank."""
    return " ".join(plain_text(text).split())


def excerpt(text: str, *, lines: int = OUTPUT_LINES, characters: int = OUTPUT_CHARACTERS) -> str:
    """The beginning of a long text, with a last line that says how much is left out."""
    kept = "\n".join(text[:characters].split("\n")[:lines])
    if len(kept) == len(text):
        return text
    return f"{kept}\n… {len(text) - len(kept):,} more characters are left out here"


def _is_harmless(character: str) -> bool:
    if character in "\n\t" or character in _JOINERS:
        return True
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _picture(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
