"""A tiny assignment that builds on the tiny one: for tests of what comes from earlier work."""

MANIFEST = """
title = "Tower"

[questions.tower]
title = "A power of a power"
points = 4

[prerequisites.tiny]
assignment = "01_tiny"
serve_above_times_reference = 10

[[prerequisites.tiny.served]]
functions = ["cube_forward", "cube_backward"]
questions = ["cube"]

[limits]
wall_s = 10
cpu_s = 1

[limits.loading]
wall_s = 5
cpu_s = 1
"""

MASTER = '''# %%
import numpy as np

from tiny import cube_backward, cube_forward


# %%
def tower_forward(x):
    """The cube of the cube, and a cache."""
    ### BEGIN SOLUTION
    inner, first = cube_forward(x)
    out, second = cube_forward(inner)
    return out, (first, second)
    ### END SOLUTION


def tower_backward(dout, cache):
    """The gradient of x."""
    ### BEGIN SOLUTION
    first, second = cache
    return cube_backward(cube_backward(dout, second), first)
    ### END SOLUTION
'''

HIDDEN = """
from autograder import question


@question("tower", points=2)
def test_forward(submission, reference, rng, expect_close):
    x = rng.normal(size=(3, 5))

    out, _ = submission.tower_forward(x)

    expect_close(out, reference.tower_forward(x)[0])


@question("tower", points=2)
def test_backward(submission, reference, rng, check_gradient):
    # Ninth powers of normal numbers span twenty orders of magnitude: beside the largest the least has no gradient.
    x, dout = rng.uniform(0.5, 1.5, size=(3, 5)), rng.normal(size=(3, 5))

    out, cache = submission.tower_forward(x)
    dx = submission.tower_backward(dout, cache)

    check_gradient(reference.tower_forward, x, dx, dout)
"""

CHECKS = """
from autograder import question


@question("tower")
def test_two_to_the_ninth(submission):
    assert submission.tower_forward(2.0)[0] == 512.0
"""

WORKLOADS = '''
"""The cube on an array of the size that a tower has."""


def cube_forward(tiny, rng):
    x = rng.normal(size=(64, 64))
    out, cache = tiny.cube_forward(x)
    tiny.cube_backward(x, cache)
'''

MISCONCEPTIONS = {
    "one_storey": '''
"""Stops after the first power."""

fails = ["tower"]
hint = "How many powers are there?"


def tower_forward(x):
    out, cache = cube_forward(x)
    return out, (cache, cache)
''',
}


def make_tower(root, make_assignment):
    """Write the assignments 01_tiny and 02_tower into a course, and give the second."""
    make_assignment(root)
    folder = root / "solutions" / "02_tower"
    folder.mkdir(parents=True)
    (folder / "workloads.py").write_text(WORKLOADS)
    return make_assignment(
        root, name="02_tower", master=MASTER, manifest=MANIFEST, hidden=HIDDEN, checks=CHECKS,
        misconceptions=MISCONCEPTIONS,
    )  # fmt: skip
