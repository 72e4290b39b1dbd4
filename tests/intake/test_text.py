"""Bytes become source, whatever an editor made of them."""

import pytest

from autograder.errors import StudentError
from autograder.intake.text import decode

SOURCE = "name = 'Übung'\n"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(SOURCE.encode(), id="UTF-8"),
        pytest.param(SOURCE.encode("utf-8-sig"), id="UTF-8 with a byte order mark"),
        pytest.param(SOURCE.encode("utf-16"), id="UTF-16"),
        pytest.param(b"\xfe\xff" + SOURCE.encode("utf-16-be"), id="UTF-16, the other way"),
        pytest.param(SOURCE.replace("\n", "\r\n").encode(), id="Windows"),
        pytest.param(SOURCE.replace("\n", "\r").encode(), id="old Macintosh"),
    ],
)
def test_common_ways_to_save_give_the_same_text(content):
    assert decode(content, "x.py") == (SOURCE, [])


@pytest.mark.parametrize("coding", ["latin-1", "cp1252", "iso-8859-15", "mac-roman"])
def test_a_declared_coding_is_believed(coding):
    source = f"# -*- coding: {coding} -*-\n{SOURCE}"

    assert decode(source.encode(coding), "x.py") == (source, [])


def test_a_declaration_in_the_second_line_counts():
    source = f"#!/usr/bin/env python\n# vim: set fileencoding=cp1252 :\n{SOURCE}"

    assert decode(source.encode("cp1252"), "x.py")[0] == source


def test_undeclared_latin_1_is_read_with_a_warning():
    text, warnings = decode(SOURCE.encode("latin-1"), "x.py")

    assert text == SOURCE
    assert warnings == ["x.py is not UTF-8 and was read as Latin-1: save it as UTF-8"]


@pytest.mark.parametrize("coding", ["nonsense", "rot13", "zlib", "unicode_escape", "idna", "punycode", "utf-7"])
def test_a_strange_declaration_is_passed_over(coding):
    source = f"# coding: {coding}\nx = '\\u0041+AGE-'\n"

    assert decode(source.encode(), "x.py") == (source, [])


def test_a_slow_codec_cannot_be_asked_for():
    """Python's punycode takes quadratic time, so that a declaration alone could hold up the class."""
    content = b"# coding: punycode\n" + b"z" * 1_000_000

    text, warnings = decode(content, "x.py")  # with that codec it would take hours

    assert (text, warnings) == (content.decode(), [])


@pytest.mark.parametrize(
    "content", [b"x = 1\0", SOURCE.encode("utf-32"), b"\x89PNG\r\n\x1a\n\0", b"\xff\xfex"], ids=str
)
def test_what_is_not_text_is_refused(content):
    with pytest.raises(StudentError, match=r"x\.py (holds NUL characters|is not text)"):
        decode(content, "x.py")


def test_mixed_line_ends_become_one_kind():
    assert decode(b"a\r\nb\rc\nd", "x.py") == ("a\nb\nc\nd", [])


def test_an_empty_file_is_empty_text():
    assert decode(b"", "x.py") == ("", [])
