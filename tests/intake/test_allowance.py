"""What a submission may hold, as docs/students.md tells it."""

from pathlib import Path

from autograder.intake.allowance import LARGEST_FILE, LARGEST_SCRIPT, LARGEST_SOURCE, MIB

DOCUMENT = (Path(__file__).parents[2] / "docs" / "students.md").read_text(encoding="utf-8")


def test_the_limits_that_students_read_are_those_that_hold():
    text = " ".join(DOCUMENT.split())

    assert f"a script above {LARGEST_SCRIPT // MIB} MiB, a notebook above {LARGEST_FILE // MIB} MiB" in text
    assert f"code above {LARGEST_SOURCE // MIB} MiB in all" in text
