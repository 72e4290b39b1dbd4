"""docs/ci.md names what there is: platforms, options, variables, codes."""

from pathlib import Path

import pytest

from autograder.ci.forges import TOKEN
from autograder.ci.github import MOST_OF_A_KIND, SUMMARY_BYTES
from autograder.ci.outcome import UNGRADED
from autograder.ci.platforms import FORCED, GRADESCOPE_FOLDER, Kind
from autograder.ci.publish import DEFAULT_OUTPUT
from autograder.cli.ci import ci

PAGE = (Path(__file__).parents[2] / "docs" / "ci.md").read_text(encoding="utf-8")
TEMPLATES = Path(__file__).parents[2] / "autograder" / "ci" / "templates"


@pytest.mark.parametrize("kind", Kind)
def test_each_platform_is_in_the_table(kind):
    names = {Kind.CLASSROOM50: "Classroom 50", Kind.SHELL: "a shell"}

    rows = [line.split("|")[1].strip().lower() for line in PAGE.splitlines() if line.startswith("| ")]

    assert names.get(kind, kind.value).lower() in rows


@pytest.mark.parametrize("name", [o for p in ci.commands["run"].params for o in p.opts if o.startswith("--")])
def test_each_option_of_the_run_is_explained(name):
    assert name in PAGE or name == "--submission"  # which the archives use


def test_numbers_and_names_are_those_of_the_code():
    stated = [
        FORCED, TOKEN, GRADESCOPE_FOLDER, "CLASS_TOKEN", "COURSE_SALT", f"`{DEFAULT_OUTPUT}/`",
        f"at most {MOST_OF_A_KIND} of a", f"{SUMMARY_BYTES // 1024:,} KiB", f"exits with {UNGRADED} where",
    ]  # fmt: skip

    assert not [text for text in stated if text not in PAGE]


def test_every_command_of_the_group_is_named():
    assert all(f"autograder ci {name}" in PAGE for name in ci.commands if name != "run")


def test_the_setting_that_allows_the_sandbox_is_the_one_that_the_job_sets():
    setting = "kernel.apparmor_restrict_unprivileged_userns=0"

    assert setting in PAGE
    assert setting in (TEMPLATES / "github-instructor.yml.j2").read_text()
