"""One bad entry is found by masking directions."""

import numpy as np
import pytest

from autograder.gradients.locate import locate
from autograder.gradients.residual import Direction, Loss


@pytest.mark.parametrize(("size", "most"), [(1, 0), (5, 32), (64, 48), (1000, 80)])
def test_the_entry_is_found_in_logarithmically_many_evaluations(size, most):
    rng = np.random.default_rng(size)
    x, upstream = rng.normal(size=(2, size))
    direction = Direction(np.arange(size), rng.uniform(0.5, 1.5, size))
    for at in rng.integers(0, size, size=4):
        gradient = 2 * x * upstream
        gradient[at] += 0.01
        loss = Loss(lambda calls: [x**2 for (x,) in calls], (x,), 0, upstream)
        before = loss.evaluations

        assert locate(loss, gradient, direction, (13, 16)) == at
        assert loss.evaluations - before <= most
