"""docs/git-server.md: its script works, and what it lists is what there is."""

import os
import re
import subprocess
from pathlib import Path

import msgspec
import pytest

from autograder.ci.handins import HANDIN_SCHEMA, HandIn, Outcome
from autograder.cli.git_hook import git_hook

PAGE = (Path(__file__).parents[3] / "docs" / "git-server.md").read_text(encoding="utf-8")
# What an ssh server does with a forced command: it runs that one, with what the client asked for in a variable.
SSH = """#!/bin/sh
for last; do :; done
exec env -i PATH="$PATH" SSH_ORIGINAL_COMMAND="$last" {serve} ada
"""


@pytest.fixture
def serve(tmp_path):
    """The page's script, for repositories of this test."""
    script = re.search(r"```sh\n(.*?)```", PAGE, re.DOTALL)[1]
    path = tmp_path / "serve"
    path.write_text("".join(line.removeprefix("   ") for line in script.splitlines(keepends=True))
                    .replace("/srv/git", str(tmp_path)))  # fmt: skip
    path.chmod(0o755)
    return path


@pytest.fixture
def over_ssh(tmp_path, serve, monkeypatch):
    """Git reaches every host as the student ada does."""
    ssh = tmp_path / "ssh"
    ssh.write_text(SSH.format(serve=serve))
    ssh.chmod(0o755)
    monkeypatch.setenv("GIT_SSH_COMMAND", str(ssh))


def test_the_door_leads_to_the_students_own_repository_whatever_is_asked(server, over_ssh, tmp_path, reference_source):
    ada, ben = server("ada"), server("ben")
    ben.clone("of-ben").commit(reference_source)
    clone = ada.clone("of-ada")
    clone.git("remote", "set-url", "origin", f"git@server:{ben.path}")
    commit = clone.commit(reference_source)

    push = clone.push()
    subprocess.run(["git", "clone", "--quiet", "git@server:/srv/course", "stolen"], cwd=tmp_path, check=True)

    assert push.code == 0
    assert (ada.outcomes(), ben.outcomes()) == ([(commit, "graded", 5.0)], [])
    assert ada.lines()[0]["pusher"] == "ada"
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=tmp_path / "stolen", capture_output=True, text=True)
    assert head.stdout.strip() == commit


@pytest.mark.parametrize("asked", ["sh", "git-upload-archive '/srv/course'", "", "git-shell -c git-upload-pack"])
def test_the_door_lets_nothing_else_through(serve, asked):
    done = subprocess.run(
        [serve, "ada"], env={"PATH": os.environ["PATH"], "SSH_ORIGINAL_COMMAND": asked}, capture_output=True, text=True
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Only git clone, git fetch and git push work here.\n"


def test_the_table_of_the_record_has_every_key_and_every_outcome():
    table = PAGE[PAGE.index("| key |") : PAGE.index("`not_accepted` is a push")]
    first_column = " ".join(line.split("|")[1] for line in table.splitlines() if line)
    keys = re.findall(r"`(\w+)`", first_column)

    assert sorted(keys) == sorted(field.encode_name for field in msgspec.structs.fields(HandIn))
    assert f"`{HANDIN_SCHEMA}`" in table
    assert all(f"`{outcome}`" in table for outcome in Outcome)


def test_every_command_and_option_on_the_page_exists():
    commands = set(re.findall(r"git-hook (\w+)", PAGE))
    options = {option for command in git_hook.commands.values() for p in command.params for option in p.opts}
    own = set(re.findall(r"`(--[\w-]+)", PAGE)) | set(re.findall(r"git-hook install .*?(--\w+) .*?(--\w+)", PAGE)[0])

    assert commands == {"install", "log", "recover"}
    assert own <= options
    assert {"--require", "--attempts-per-day", "--isolation", "--course", "--assignment"} <= own
