"""The command: what the documentation says about it holds, and a tool that is missing is only left out."""

import re
from pathlib import Path

import click

from benchmarks.grading import main
from benchmarks.members import COURSE
from benchmarks.peers.environment import NOT_INSTALLED
from benchmarks.peers.gradescope import Gradescope
from benchmarks.peers.nbgrader import Nbgrader
from benchmarks.peers.otter import Otter
from benchmarks.peers.plain_pytest import PlainPytest


def test_each_option_is_documented_and_each_documented_one_exists():
    documented = set(re.findall(r"--[a-z]+", (COURSE / "docs" / "benchmarks.md").read_text()))

    options = {name for option in main.params if isinstance(option, click.Option) for name in option.opts}

    assert documented == options


def test_documented_versions_are_the_pinned_ones(tmp_path):
    text = (COURSE / "docs" / "benchmarks.md").read_text()

    pinned = [peer(tmp_path).environment.requirements[0] for peer in (PlainPytest, Gradescope, Nbgrader, Otter)]

    assert all(" ".join(requirement.split("==")) in text for requirement in pinned)


def test_a_tool_that_is_not_installed_says_how_to_install_it(tmp_path):
    missing = [peer(tmp_path).missing() for peer in (Gradescope, Nbgrader, Otter)]

    assert missing == [NOT_INSTALLED] * 3


def test_plain_pytest_is_always_there(tmp_path: Path):
    assert PlainPytest(tmp_path).missing() == ""
