"""The fixtures for plain pytest, copied beside the tests as their ``conftest.py``."""

import importlib
from typing import Any

import pytest
from adapter import Given, case_name


@pytest.fixture
def given(request: pytest.FixtureRequest) -> Given:
    """What this test is given; the submission is imported as any module is."""
    node: Any = request.node
    parameters = node.callspec.params if hasattr(node, "callspec") else {}
    name = case_name(node.module.__name__, node.originalname, parameters)
    return Given(name, importlib.import_module("convolution"), importlib.import_module("reference"))


@pytest.fixture
def submission(given: Given) -> Any:
    return given.values["submission"]


@pytest.fixture
def reference(given: Given) -> Any:
    return given.values["reference"]


@pytest.fixture
def rng(given: Given) -> Any:
    return given.values["rng"]


@pytest.fixture
def expect_close(given: Given) -> Any:
    return given.values["expect_close"]


@pytest.fixture
def check_gradient(given: Given) -> Any:
    return given.values["check_gradient"]
