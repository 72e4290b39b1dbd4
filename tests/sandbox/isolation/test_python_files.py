"""What of the machine's Python a worker needs."""

import os
from pathlib import Path

import numpy as np
import pytest

from autograder.sandbox.isolation import python_files


def test_the_standard_library_the_package_and_the_c_library_are_found():
    found = python_files.find(["numpy"])

    assert Path(os.__file__).parent in found.paths
    assert Path(np.__file__).parent in found.paths
    assert any(path.name.startswith(("libc.so", "ld-musl")) for path in found.paths)


def test_every_path_exists_and_none_is_a_folder_of_all_packages():
    found = python_files.find(["numpy"])

    assert all(path.exists() for path in found.paths)
    assert not [path for path in found.paths if path.name in {"site-packages", "dist-packages"}]


def test_a_module_of_one_file_is_a_package_too():
    found = python_files.find(["this"])

    assert any(path.name == "this.py" for path in found.paths)


def test_a_package_that_is_not_installed_is_named():
    with pytest.raises(ModuleNotFoundError, match="no_such_package"):
        python_files.find(["no_such_package"])


def test_a_folder_that_only_its_owner_may_enter_is_not_readable_by_all(tmp_path: Path):
    (tmp_path / "closed").mkdir(mode=0o700)
    (tmp_path / "closed" / "file").touch(mode=0o644)

    assert python_files.PythonFiles((Path(os.sep),)).are_readable_by_all
    assert not python_files.PythonFiles((tmp_path / "closed" / "file",)).are_readable_by_all
