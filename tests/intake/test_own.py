"""Earlier work in the folders beside what was handed in."""

import pytest

from autograder.intake.own import earlier_files
from autograder.manifest import load_assignment

TOWER = """
title = "Tower"
questions.tower = { title = "Tower", points = 1 }

[prerequisites.doubling]
assignment = "01_doubling"
served = [{ functions = ["double"], questions = ["double"] }]
"""


@pytest.fixture
def tower(tmp_path):
    """A student's repository with the assignment 02_tower."""
    folder = tmp_path / "repository" / "02_tower"
    folder.mkdir(parents=True)
    (folder / "assignment.toml").write_text(TOWER)
    return load_assignment(folder)


def test_the_folder_beside_is_read(tower):
    beside = tower.public.parent / "01_doubling"
    beside.mkdir()
    (beside / "doubling.py").write_text("x = 1\n")

    assert earlier_files(tower.public, tower) == {"01_doubling/doubling.py": b"x = 1\n"}


def test_a_folder_that_is_a_link_is_not_followed(tower, tmp_path):
    """It could lead to the solutions, and what is read is shown to the student's own code."""
    solutions = tmp_path / "solutions" / "01_doubling"
    solutions.mkdir(parents=True)
    (solutions / "doubling.py").write_text("secret = 1\n")
    (tower.public.parent / "01_doubling").symlink_to(solutions)

    assert earlier_files(tower.public, tower) == {}
