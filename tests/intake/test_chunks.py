"""Scripts and notebooks become chunks, compared by their lines of code."""

import pytest

from autograder.errors import StudentError
from autograder.intake.chunks import Chunk, read_code


def test_a_script_is_one_chunk_under_the_name_of_the_module():
    assert read_code("hw/smith.py", b"x = 1\r\n", "doubling").chunks == [Chunk("doubling.py", "x = 1\n")]


def test_a_notebook_is_one_chunk_a_code_cell_numbered_as_a_reader_counts():
    content = b"""{"cells": [
        {"cell_type": "markdown", "source": "text"}, {"cell_type": "code", "source": "%time x\\r\\ny"},
        {"cell_type": "raw", "source": "raw"}, {"cell_type": "code", "source": ""}]}"""

    chunks = read_code("smith.ipynb", content, "doubling").chunks

    assert chunks == [Chunk("doubling.ipynb cell 2", "%time x\ny"), Chunk("doubling.ipynb cell 4", "")]


@pytest.mark.parametrize(
    ("path", "content", "reason"),
    [
        ("smith.py", b" \r\n\t", "smith.py is empty"),
        ("smith.ipynb", b'{"cells": [{"cell_type": "markdown", "source": "a"}]}', "smith.ipynb has no code in it"),
        ("smith.ipynb", b"x = 1", "smith.ipynb is not a notebook that can be read"),
        ("smith.ipynb", b"", "smith.ipynb is not a notebook that can be read"),
        (
            "smith.ipynb",
            b'{"cells": [{"cell_type": "code", "source": "a\\u0000"}]}',
            "smith.ipynb, cell 1, holds NUL characters, so it is not the text of a program",
        ),
    ],
)
def test_what_holds_no_code_is_refused(path, content, reason):
    with pytest.raises(StudentError) as caught:
        read_code(path, content, "doubling")

    assert str(caught.value) == reason


def test_half_a_character_cannot_stop_a_report():
    """JSON can spell half of a surrogate pair, which no encoding can write down again."""
    content = b'{"cells": [{"cell_type": "code", "source": "x = \'\\ud800\'"}]}'

    assert read_code("smith.ipynb", content, "doubling").chunks[0].source == "x = '?'"
