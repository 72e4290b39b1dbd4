"""The zips of the course's own assignments give nothing away."""

import io
import zipfile
from pathlib import Path

import pytest

from autograder.authoring.bundle import bundle
from autograder.authoring.markers import BEGIN, END
from autograder.manifest import load_assignment

COURSE = Path(__file__).parents[2]
NAMES = sorted(path.parent.name for path in (COURSE / "assignments").glob("*/assignment.toml"))
LONG_ENOUGH = 30  # characters of a line that is hardly written twice by chance


def solution_lines(master):
    """What stands between the markers."""
    lines, inside = [], False
    for line in map(str.strip, master.split("\n")):
        if line in (BEGIN, END):
            inside = line == BEGIN
        elif inside and len(line) >= LONG_ENOUGH:
            lines.append(line)
    return lines


def every_file(archive):
    """All bytes of a zip, and of the zips in it."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        for name in opened.namelist():
            content = opened.read(name)
            yield content
            if name.endswith(".whl"):
                yield from every_file(content)


@pytest.mark.parametrize("name", NAMES)
def test_no_line_of_the_solution_is_in_the_zip(name):
    assignment = load_assignment(COURSE / "assignments" / name, COURSE / "solutions" / name)
    # The framework is public and knows no assignment: a line that it has too is no solution.
    framework = "\n".join(path.read_text(encoding="utf-8") for path in COURSE.glob("autograder/**/*.py"))
    lines = solution_lines(assignment.master.read_text(encoding="utf-8"))
    lines = [line for line in lines if line not in framework]

    everything = b"\n".join(every_file(bundle(assignment)))

    assert len(lines) > 5
    assert [line for line in lines if line.encode() in everything] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_misconception_and_no_hidden_test_is_in_the_zip(name):
    assignment = load_assignment(COURSE / "assignments" / name, COURSE / "solutions" / name)
    titles = [path.read_text(encoding="utf-8").split("\n")[0] for path in assignment.misconceptions.glob("*.py")]
    titles += [path.read_text(encoding="utf-8").split("\n")[0] for path in assignment.hidden.glob("test_*.py")]

    everything = b"\n".join(every_file(bundle(assignment)))

    assert titles
    assert [title for title in titles if title.encode() in everything] == []
