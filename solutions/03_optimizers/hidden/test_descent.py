"""Walking downhill: along the gradient, at random, and with a learning rate that changes.

What a submission asks of the test's own functions is written down, so that it can be judged by what it did.
"""

import numpy as np

from autograder import changed_arguments, feedback, question


def bowl(rng, eigenvalues):
    """A symmetric matrix with these eigenvalues, its axes turned at random."""
    axes, _ = np.linalg.qr(rng.normal(size=(len(eigenvalues),) * 2))
    return axes * eigenvalues @ axes.T


@question("gradient_descent", points=2)
@feedback(
    "Follow a walk of two steps on paper: which points belong to the trajectory, where is the gradient taken, and in "
    "which direction does a step go? Each row must still be what it was when the step was taken."
)
def test_every_point_of_the_walk_is_told(submission, rng, expect_close):
    hessian, minimum = bowl(rng, [0.3, 0.9, 1.7, 2.6, 3.1]), rng.normal(size=5)
    x0 = rng.normal(size=5)

    trajectory = submission.gradient_descent(lambda x: hessian @ (x - minimum), x0, 0.4, 7)

    factor = np.eye(5) - 0.4 * hessian  # of what is left of the way at each step
    expected = [minimum + np.linalg.matrix_power(factor, k) @ (x0 - minimum) for k in range(8)]
    expect_close(trajectory, np.array(expected), what="the trajectory")


@question("gradient_descent", points=1)
@feedback("The caller's x0 must be the same after the call. Which of your statements change an array in place?")
def test_the_start_stays_where_it_was(submission, rng):
    x0, minimum = rng.normal(size=3), rng.normal(size=3)

    trajectory = submission.gradient_descent(lambda x: x - minimum, x0, 0.4, 5)

    assert changed_arguments(trajectory) == ()


@question("gradient_descent", points=1)
@feedback(
    "Write down the gradient's Euclidean norm at every point of the walk. The first point at which it is no larger "
    "than the tolerance is the last one: no step is taken from it, however many are left."
)
def test_a_walk_ends_where_the_gradient_is_small(submission, rng, expect_close):
    minimum = rng.normal(size=7)
    way = 10 * rng.uniform(1, 2, size=7) * [1, -1, 1, 1, -1, -1, 1]  # what is left shrinks by 0.8 with each step
    tolerance = 0.8**12.5 * np.linalg.norm(way)

    trajectory = submission.gradient_descent(lambda x: x - minimum, minimum + way, 0.2, 50, tolerance=tolerance)

    expected = [minimum + 0.8**k * way for k in range(14)]
    expect_close(trajectory, np.array(expected), what="the trajectory")


@question("gradient_descent", points=1)
@feedback(
    "Along an eigenvector each step multiplies the distance to the minimum by 1 − ελ. Draw this against ε for a small "
    "and a large λ: which one leaves the range from −1 to 1 first, and where?"
)
def test_the_largest_step_that_is_stable(submission, rng, expect_close):
    hessian = bowl(rng, [0.3, 0.7, 1.9, 2.3])

    step = submission.largest_stable_step(hessian)

    expect_close(step, 2 / 2.3, what="the step")


class Dealt:
    """A function that deals out fixed values, one to each new point: whatever is tried, the best is known."""

    def __init__(self, values):
        self.waiting = list(values)
        self.points = {}

    def __call__(self, x):
        at = tuple(np.round(x, 9))  # who moved there and back is at the same point
        if at not in self.points:
            self.points[at] = self.waiting.pop(0) if self.waiting else 10.0 + len(self.points)
        return self.points[at]


@question("random_search", points=1)
@feedback(
    "Print every point tried with its value. Is the point you return the one with the smallest value of all, the start "
    "included? Was every iteration used for a try?"
)
def test_the_best_point_of_all_is_kept(submission, rng, expect_close):
    x0, f = rng.normal(size=3), Dealt([5.0, 7.0, 4.0, 6.0, 2.0, 3.0, 9.0, 1.0, 4.5, 2.5, 8.0])

    best = submission.random_search(f, x0, 0.7, 40, rng)

    expect_close(best, np.array(min(f.points, key=f.points.get)), atol=1e-8, what="the best point")
    assert changed_arguments(best) == ()
    assert len(f.points) > 40


# Here the start is best and stays best, so that every try is a random move away from it.
@question("random_search", points=1)
@feedback(
    "Look at many moves at once: each coordinate needs a random number of its own, on both sides of 0, and as large as "
    "the scale says."
)
def test_neighbours_lie_in_all_directions(submission, rng, expect_close):
    x0 = rng.normal(size=3)
    points = []

    def f(x):
        points.append(np.array(x))
        return ((x - x0) ** 2).sum()

    best = submission.random_search(f, x0, 0.01, 60, rng)

    expect_close(best, x0, what="the best point")
    moves = np.array([x - x0 for x in points if (x != x0).any()]) / 0.01
    assert len(moves) >= 60
    # 60 normal triples: their least and largest spread are about 0.8 and 1.2, their mean is 0 ± 0.13. Uniform numbers
    # between −1 and 1 spread by 0.6, and a single coordinate moved at a time by 0.6 on average: they are as good.
    spread = np.linalg.svd(moves, compute_uv=False) / np.sqrt(len(moves))
    assert spread.min() > 0.2
    assert spread.max() < 3
    assert np.abs(moves.mean(axis=0)).max() < 0.75 * spread.mean()


@question("random_search", points=1)
@feedback("All random numbers come from the generator that you are given: the same generator, the same walk.")
def test_a_random_walk_can_be_repeated(submission, rng, expect_close):
    x0, other = rng.normal(size=3), np.random.default_rng(rng.integers(2**32))

    first = submission.random_search(lambda x: x.sum(), x0, 0.1, 20, rng)
    again = submission.random_search(lambda x: x.sum(), x0, 0.1, 20, rng)
    another = submission.random_search(lambda x: x.sum(), x0, 0.1, 20, other)

    expect_close(again, first, what="the second walk")
    assert (np.asarray(another) != np.asarray(first)).any()


@question("learning_rate", points=1)
@feedback("Which rate should come at iteration 0, which at τ, and which half way? Divide without rounding.")
def test_the_rate_changes_in_a_straight_line(submission, rng, expect_close):
    eps0, eps_tau = rng.uniform(0.5, 1.0), rng.uniform(0.01, 0.1)

    rates = submission.linear_decay.many([(k, eps0, eps_tau, 23) for k in [0, 1, 7, 19, 23]])

    expected = [eps0 + k / 23 * (eps_tau - eps0) for k in [0, 1, 7, 19, 23]]
    expect_close(np.array(rates), np.array(expected), what="the learning rates")


@question("learning_rate", points=1)
@feedback("α is never more than 1. What becomes of the rate after iteration τ: when it falls, and when it rises?")
def test_the_rate_stays_once_it_has_arrived(submission, rng, expect_close):
    small, large = rng.uniform(0.01, 0.1), rng.uniform(0.5, 1.0)

    falling = submission.linear_decay.many([(k, large, small, 23) for k in [24, 31, 470]])
    rising = submission.linear_decay.many([(k, small, large, 23) for k in [24, 31, 470]])

    expect_close(np.array([falling, rising]), np.array([[small] * 3, [large] * 3]), what="the rates")
