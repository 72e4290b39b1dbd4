"""The framework as a wheel: what pip makes of it."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import autograder
from autograder.authoring.wheel import framework_wheel


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder in which pip installed the wheel, from the file alone."""
    folder = tmp_path_factory.mktemp("wheel")
    name, content = framework_wheel()
    (folder / name).write_bytes(content)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--disable-pip-version-check"]
    subprocess.run([*pip, "--target", str(folder / "site"), str(folder / name)], check=True)
    return folder / "site"


def test_it_is_the_same_on_each_run_and_named_for_its_content():
    name, content = framework_wheel()

    assert framework_wheel() == (name, content)
    assert name.startswith(f"autograder-{autograder.__version__}+")
    assert name.endswith("-py3-none-any.whl")


def test_pip_installs_the_package_whole(installed):
    package = Path(autograder.__file__).parent

    def sources(folder):
        return {
            path.relative_to(folder): path.read_bytes()
            for path in folder.rglob("*")
            if path.suffix in (".py", ".j2", ".md")
        }

    assert sources(installed / "autograder") == sources(package)


def test_what_was_installed_runs_and_knows_its_extras(installed):
    code = (
        "from importlib.metadata import metadata\n"
        "from autograder.cli.main import run\n"
        "print(metadata('autograder').get_all('Provides-Extra'))\n"
        "run(['--version'])\n"
    )

    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        env={"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "'notebook'" in done.stdout
    assert done.stdout.endswith(f"autograder {autograder.__version__}\n")


def test_the_command_is_installed_with_it():
    with zipfile.ZipFile(io.BytesIO(framework_wheel()[1])) as wheel:
        (entry_points,) = (name for name in wheel.namelist() if name.endswith(".dist-info/entry_points.txt"))

        assert "autograder = autograder.cli.main:main" in wheel.read(entry_points).decode()
