"""Turn the bytes of a student's file into source text.

Decodes and normalises; a file that cannot be source is refused in words, and nothing is parsed.
"""

import codecs
import io
import re
import tokenize

from autograder.errors import StudentError

# What editors write. Python knows stranger codecs, some of them slow on hostile text.
DECLARED = re.compile(r"ascii|iso8859-\d+|cp\d+|koi8-\w|mac-\w+|gb\w+|big5\w*|shift_jis\w*|euc_\w+|utf-8(-sig)?")


def decode(content: bytes, name: str) -> tuple[str, list[str]]:
    """Decode a script or notebook: by its byte order mark, by its declared coding, as UTF-8, else as Latin-1.

    Returns
    -------
    text : str
        Normalised by ``normalise``.
    warnings : list of str
        Says so if the text had to be taken for Latin-1.

    Raises
    ------
    StudentError
        If the bytes are not text.
    """
    warnings = []
    try:
        text = content.decode(_encoding(content))
    except UnicodeDecodeError:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise StudentError(f"{name} is not text") from None
        text = content.decode("latin-1")
        warnings.append(f"{name} is not UTF-8 and was read as Latin-1: save it as UTF-8")
    return normalise(text, name), warnings


def _encoding(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        declared, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
    except SyntaxError:  # unknown, or at odds with the bytes
        return "utf-8-sig"
    canonical = codecs.lookup(declared).name
    return canonical if DECLARED.fullmatch(canonical) else "utf-8-sig"


def normalise(text: str, name: str) -> str:
    """Give source one kind of line end, and nothing that cannot be sent or saved.

    Raises
    ------
    StudentError
        If it holds a NUL character, which no Python source can.
    """
    if "\0" in text:
        raise StudentError(f"{name} holds NUL characters, so it is not the text of a program")
    whole = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate becomes "?"
    return whole.replace("\r\n", "\n").replace("\r", "\n")
