"""The fixtures for plain pytest, copied beside the tests as their ``conftest.py``."""

import importlib
from typing import Any

import pytest
from adapter import Given, case_name  # type: ignore[import-not-found]  # it lies there where both are copied


@pytest.fixture
def given(request: pytest.FixtureRequest) -> Any:
    """What this test is given; the submission is imported as any module is."""
    node: Any = request.node
    parameters = node.callspec.params if hasattr(node, "callspec") else {}
    name = case_name(node.module.__name__, node.originalname, parameters)
    return Given(name, importlib.import_module("convolution"), importlib.import_module("reference"))


@pytest.fixture
def submission(given: Any) -> Any:
    return given.values["submission"]


@pytest.fixture
def reference(given: Any) -> Any:
    return given.values["reference"]


@pytest.fixture
def rng(given: Any) -> Any:
    return given.values["rng"]


@pytest.fixture
def expect_close(given: Any) -> Any:
    return given.values["expect_close"]


@pytest.fixture
def check_gradient(given: Any) -> Any:
    return given.values["check_gradient"]
