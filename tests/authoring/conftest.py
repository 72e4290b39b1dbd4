"""A tiny assignment with a master, in a folder of its own."""

import pytest

from autograder.manifest import load_assignment

MASTER = '''# %% [markdown]
# # Doubling

# %%
import numpy as np


### BEGIN SOLUTION
def _twice(x):
    return x + x


### END SOLUTION


# %%
def double(x):
    """Twice x, of the same shape."""
    ### BEGIN SOLUTION
    return _twice(x)
    ### END SOLUTION
'''

MANIFEST = 'title = "Doubling"\n[questions.double]\ntitle = "Double"\npoints = 2\n'


@pytest.fixture
def assignment(tmp_path):
    """An assignment with a handout, checks, a figure and files that must stay."""
    public = tmp_path / "assignments" / "01_doubling"
    private = tmp_path / "solutions" / "01_doubling"
    for path, text in {
        public / "assignment.toml": MANIFEST,
        public / "README.md": "# Doubling\n",
        public / "checks" / "test_doubling.py": "def test_double(submission): ...\n",
        public / "checks" / "__pycache__" / "test_doubling.cpython-311.pyc": "compiled",
        public / "figures" / "double.svg": "<svg/>\n",
        public / "notes.txt": "ideas for next year\n",
        private / "doubling.py": MASTER,
        private / "hidden" / "__init__.py": "",
        private / "hidden" / "test_hidden.py": "def test_double(submission, reference): ...\n",
    }.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load_assignment(public, private)
