"""Without fork and zygote, as on macOS and Windows: each worker started by itself, all jobs in one process."""

import pytest

SOURCES = {
    "right": None,
    "wrong": "def double(x):\n    return 3 * x\n",
    "empty": "",
    "raises": "def double(x):\n    raise ValueError('no')\n",
    "dies": "import os\n\ndef double(x):\n    os._exit(3)\n\ndef total(x):\n    return float(x.sum())\n",
    "loops": "def double(x):\n    while True:\n        pass\n",
}


@pytest.fixture(scope="module")
def portable_suite(tiny, open_suite):
    return open_suite(tiny, portable=True)


@pytest.mark.parametrize("name", SOURCES)
def test_results_are_the_same_as_with_the_zygote(portable_suite, tiny_suite, reference_source, name):
    source = SOURCES[name] or reference_source

    alone, forked = portable_suite.grade(source), tiny_suite.grade(source)

    assert [(t.id, t.status, t.score) for t in alone.tests] == [(t.id, t.status, t.score) for t in forked.tests]
    assert alone.score == forked.score
