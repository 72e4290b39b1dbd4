"""Notebooks and percent scripts: read leniently, written the same on each run."""

import json
import subprocess
import sys

import nbformat
import pytest

from autograder.errors import InputError
from autograder.notebooks import (
    Cell,
    code_digest,
    code_lines,
    read_notebook,
    read_percent,
    write_notebook,
    write_percent,
)

CELLS = [
    Cell("markdown", "# Scores\n\nof $Wx + b$ – é"),
    Cell("code", "import numpy as np\n\nx = 1"),
    Cell("code", "x"),
]


def stored(cells, **more):
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more})


def test_importing_is_cheap():
    code = "import sys, autograder.notebooks; print([m for m in ('nbformat', 'jupytext', 'numpy') if m in sys.modules])"

    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert printed.strip() == "[]"


def test_a_notebook_comes_back_as_it_was_written():
    assert read_notebook(write_notebook(CELLS)) == CELLS


def test_a_written_notebook_is_valid_and_the_same_on_each_run():
    text = write_notebook(CELLS)

    nbformat.validate(json.loads(text))
    assert write_notebook(CELLS) == text
    assert text.endswith("}\n")
    assert json.loads(text)["nbformat_minor"] == 5
    assert json.loads(text)["metadata"]["kernelspec"]["name"] == "python3"


def test_equal_cells_have_ids_of_their_own():
    written = json.loads(write_notebook([Cell("code", "x"), Cell("code", "x")]))

    assert len({cell["id"] for cell in written["cells"]}) == 2


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param([{"cell_type": "code"}], [Cell("code", "")], id="no source"),
        pytest.param([{"cell_type": "code", "source": None}], [Cell("code", "")], id="null source"),
        pytest.param([{"cell_type": "code", "source": ["a\n", "b"]}], [Cell("code", "a\nb")], id="list of lines"),
        pytest.param([{"cell_type": "code", "source": "a\nb"}], [Cell("code", "a\nb")], id="text"),
        pytest.param([{"cell_type": "raw", "source": "a"}], [Cell("markdown", "a")], id="raw"),
        pytest.param([{"source": "a"}], [Cell("markdown", "a")], id="no type"),
        pytest.param([{"cell_type": "code", "source": "a", "id": 7}] * 2, [Cell("code", "a")] * 2, id="odd, equal ids"),
        pytest.param([{"cell_type": "code", "source": "a", "outputs": {"odd": 1}}], [Cell("code", "a")], id="outputs"),
    ],
)
def test_what_tools_leave_out_or_write_oddly_is_read(cells, expected):
    assert read_notebook(stored(cells)) == expected


@pytest.mark.parametrize("version", [2, 3])
def test_old_notebooks_keep_their_cells_in_worksheets(version):
    cells = [{"cell_type": "heading", "level": 1, "source": "T"}, {"cell_type": "code", "input": ["a\n", "b"]}]
    text = json.dumps({"nbformat": version, "worksheets": [{"cells": cells[:1]}, {"cells": cells[1:]}]})

    assert read_notebook(text) == [Cell("markdown", "T"), Cell("code", "a\nb")]


def test_newer_notebooks_are_read_as_far_as_they_are_known():
    text = stored([{"cell_type": "code", "source": "a", "future": 1}], nbformat=5, more={"x": 1})

    assert read_notebook(text) == [Cell("code", "a")]


def test_outputs_with_nan_are_passed_over():
    """Plotting tools write NaN into outputs, which Python's json accepts and a strict reader does not."""
    text = '{"cells": [{"cell_type": "code", "source": "a", "outputs": [{"data": NaN}]}]}'

    assert read_notebook(text) == [Cell("code", "a")]


def test_large_outputs_cost_little():
    import tracemalloc

    text = stored([{"cell_type": "code", "source": "a", "outputs": [[]] * 2_000_000}])
    tracemalloc.start()

    cells = read_notebook(text)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert cells == [Cell("code", "a")]
    assert peak < len(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("import numpy as np", id="a script"),
        pytest.param("[]", id="a list"),
        pytest.param("{}", id="no cells"),
        pytest.param('{"cells": 3}', id="cells that are a number"),
        pytest.param('{"cells": [{"source": 3}]}', id="source that is a number"),
        pytest.param('{"cells": [', id="truncated"),
        pytest.param('{"cells": [{"outputs": ' + "[" * 100_000 + "]" * 100_000 + "}]}", id="deeply nested"),
        pytest.param("[" * 100_000 + "NaN" + "]" * 100_000, id="deeply nested, for the lenient reader"),
        pytest.param('{"cells": [{"outputs": [NaN, ' + "9" * 5000 + "]}]}", id="a number without end"),
    ],
)
def test_what_is_not_a_notebook_is_refused_in_one_sentence(text):
    with pytest.raises(InputError, match=r"^not a notebook.*save it again") as caught:
        read_notebook(text)

    assert "\n" not in str(caught.value)


def test_a_percent_script_has_cells_of_text_and_code():
    script = "# %% [markdown]\n# # Title\n# text\n\n# %%\n# %matplotlib inline\nx = 1\n"

    cells = read_percent(script)

    assert cells == [Cell("markdown", "# Title\ntext"), Cell("code", "%matplotlib inline\nx = 1")]


def test_a_written_percent_script_has_no_header_and_reads_back():
    script = write_percent(CELLS)

    assert script.startswith("# %% [markdown]\n# # Scores\n")
    assert read_percent(script) == CELLS


def test_lines_of_code_leave_out_what_makes_no_difference():
    source = "# %%\n%matplotlib inline\n!ls\n\n  # note\nx = 1  \t\ny = 2  # two\n    z = 3\t# three # four\n"

    assert code_lines([source]) == ["x = 1", "y = 2", "    z = 3"]


def test_a_hash_in_a_string_is_no_comment():
    assert code_lines(["x = 'a # b'  # it\ny = \"#\"\n"]) == ["x = 'a # b'", 'y = "#"']


@pytest.mark.parametrize("piece", [" ", " #", "# '", "'"])
def test_no_line_takes_quadratic_time(piece):
    source = "x" + piece * (4 * 2**20 // len(piece)) + "'"

    assert len(code_lines([source])) == 1  # in quadratic time it would take hours


def test_a_script_and_its_notebook_have_one_digest():
    script = "# %% [markdown]\n# # Title\n\n# %%\nx = 1\n# %check x\n\n\n# %%\ny = 2  # two\n"

    cells = [cell.source for cell in read_percent(script) if cell.kind == "code"]

    assert code_digest([script]) == code_digest(cells)
    assert code_digest([script]) != code_digest(["x = 1"])
