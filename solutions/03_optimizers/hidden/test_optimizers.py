"""Optimizers: several steps, two parameters of different shapes, gradients that do not depend on where one is.

The gradients' entries lie between 0.5 and 2 on both sides of 0, and steps are about 0.3 long: walks that differ only by
where eps stands then agree to 2e-6, and those of mistakes differ by far more than 1e-5.
"""

import numpy as np
import pytest

from autograder import changed_arguments, feedback, question

EPS_ASIDE = 1e-5


def task(rng, steps=5, dtype=float):
    """Parameters, and gradients for several steps."""
    shapes = {"W": (3, 5), "b": (5,)}
    params = {name: rng.normal(size=shape).astype(dtype) for name, shape in shapes.items()}

    def gradient(shape):
        return (rng.uniform(0.5, 2, size=shape) * rng.choice([-1, 1], size=shape)).astype(dtype)

    return params, [{name: gradient(shape) for name, shape in shapes.items()} for _ in range(steps)]


def walk(optimizer, params, gradients):
    """The parameters after each step."""
    path = []
    for grads in gradients:
        params = optimizer.step(params, grads)
        path.append(params)
    return path


@question("sgd_momentum", points=1)
@feedback(
    "Without momentum a step is θ − ε·g, for each parameter with its own gradient. Find it by its name: the two dicts "
    "need not list them in the same order."
)
def test_plain_steps(submission, reference, rng, expect_close):
    params, gradients = task(rng)
    gradients = [dict(reversed(grads.items())) for grads in gradients]

    path = walk(submission.SGD(lr=0.3), params, gradients)

    expect_close(path, walk(reference.SGD(lr=0.3), params, gradients), what="the parameters after each step")


@question("sgd_momentum", points=2)
@feedback(
    "Follow one weight through three steps on paper, velocity and all. What must be remembered from step to step, for "
    "each parameter, and which velocity moves the weight: the one before or after it is renewed?"
)
def test_steps_with_momentum(submission, reference, rng, expect_close):
    params, gradients = task(rng)

    path = walk(submission.SGD(lr=0.3, momentum=0.7), params, gradients)

    expected = walk(reference.SGD(lr=0.3, momentum=0.7), params, gradients)
    expect_close(path, expected, what="the parameters after each step")


@question("sgd_momentum", points=1)
@feedback("Nesterov renews the velocity as usual; only the move is another one. Compare both with the first two steps.")
def test_steps_with_nesterovs_momentum(submission, reference, rng, expect_close):
    params, gradients = task(rng)

    path = walk(submission.SGD(lr=0.3, momentum=0.7, nesterov=True), params, gradients)

    expected = walk(reference.SGD(lr=0.3, momentum=0.7, nesterov=True), params, gradients)
    expect_close(path, expected, what="the parameters after each step")


@question("sgd_momentum", points=1)
@feedback("Train two models at the same time, each with an optimizer of its own. Where does each keep its velocity?")
def test_two_optimizers_do_not_share_their_velocity(submission, reference, rng, expect_close):
    params, gradients = task(rng)
    one, other = submission.SGD(lr=0.3, momentum=0.7), submission.SGD(lr=0.1, momentum=0.5)

    paths = [(one.step(params, grads), other.step(params, grads)) for grads in gradients]

    one, other = reference.SGD(lr=0.3, momentum=0.7), reference.SGD(lr=0.1, momentum=0.5)
    expected = [(one.step(params, grads), other.step(params, grads)) for grads in gradients]
    expect_close(paths, expected, what="the parameters of both after each step")


def expect_arguments_unchanged(optimizer, expected, params, gradients, expect_close):
    """Judge what steps do to the dicts and arrays they are given, here in single precision."""
    for grads in gradients:
        moved = optimizer.step(params, grads)
        expect_close(moved, expected.step(params, grads), what="the parameters after a step")
        assert changed_arguments(moved) == ()


@question("sgd_momentum", points=1)
@feedback(
    "step returns new parameters. The dicts and arrays that it was given belong to the caller: which of your "
    "statements change one in place? And does it work with float32?"
)
def test_momentum_leaves_its_arguments_alone(submission, reference, rng, expect_close):
    params, gradients = task(rng, dtype=np.float32)
    optimizer, expected = submission.SGD(lr=0.3, momentum=0.7), reference.SGD(lr=0.3, momentum=0.7)

    expect_arguments_unchanged(optimizer, expected, params, gradients, expect_close)


@question("adagrad", points=2)
@feedback(
    "Follow one weight through three steps: what is added up, from when on, and is this step's gradient among it? "
    "Every entry of every parameter has a sum of its own."
)
def test_adagrad_divides_by_all_gradients_so_far(submission, reference, rng, expect_close):
    params, gradients = task(rng)

    path = walk(submission.AdaGrad(lr=0.3), params, gradients)

    expected = walk(reference.AdaGrad(lr=0.3), params, gradients)
    expect_close(path, expected, atol=EPS_ASIDE, what="the parameters after each step")


def expect_eps_at_work(make, expect_close):
    """Judge by first steps what eps does, wherever it stands.

    Where there is no gradient, nothing moves; and with a gradient of 1, an eps of 10 makes the first step less than
    half as long as hardly any eps: 1/11 of it outside the root, 1/√11 inside.
    """
    params, grads = {"w": np.ones(3)}, {"w": np.array([1.0, 0.0, -1.0])}

    usual = make(lr=0.3).step(params, grads)["w"]
    short = make(lr=0.3, eps=10.0).step(params, grads)["w"]

    expect_close(usual[1], 1.0, what="a weight without a gradient")
    assert (abs(short - 1) <= abs(usual - 1) / 2).all()


@question("adagrad", points=1)
@feedback(
    "A weight may have had no gradient at all so far: what does your formula give? And use the eps you are given."
)
def test_adagrad_with_a_weight_that_has_no_gradient(submission, expect_close):
    expect_eps_at_work(submission.AdaGrad, expect_close)


@question("rmsprop", points=1)
@feedback(
    "Follow one weight through three steps: which share of the old mean is kept, which share of the new square comes "
    "in, and is the mean renewed before it is used?"
)
@pytest.mark.parametrize("options", [{}, {"decay": 0.7}])
def test_rmsprop_divides_by_recent_gradients(submission, reference, rng, expect_close, options):
    params, gradients = task(rng)

    path = walk(submission.RMSProp(lr=0.3, **options), params, gradients)

    expected = walk(reference.RMSProp(lr=0.3, **options), params, gradients)
    expect_close(path, expected, atol=EPS_ASIDE, what="the parameters after each step")


# 0.7 to the 40th is below 1e-6: what is left of the square of 100 is 0.002, beside the 1 of the later gradients.
@question("rmsprop", points=1)
@feedback("After one huge gradient and many small ones steps should be as long as if it had never been. Are yours?")
def test_rmsprop_forgets_a_huge_gradient(submission, expect_close):
    optimizer, params = submission.RMSProp(lr=0.3, decay=0.7), {"w": np.zeros(1)}

    path = walk(optimizer, params, [{"w": np.array([size])} for size in [100.0] + [1.0] * 40])

    expect_close(path[-1]["w"], path[-2]["w"] - 0.3, rtol=0.01, what="the weight after the last step")


@question("rmsprop", points=1)
@feedback(
    "A weight may have had no gradient at all so far: what does your formula give? And use the eps you are given."
)
def test_rmsprop_with_a_weight_that_has_no_gradient(submission, expect_close):
    expect_eps_at_work(submission.RMSProp, expect_close)


@question("adam", points=2)
@feedback(
    "Follow one weight through three steps, with both means and both corrections. How large is t at the first step, "
    "and at the second? When are m and v themselves changed, and by what?"
)
@pytest.mark.parametrize("options", [{}, {"beta1": 0.7, "beta2": 0.95}])
def test_adam_takes_several_steps(submission, reference, rng, expect_close, options):
    params, gradients = task(rng)

    path = walk(submission.Adam(lr=0.3, **options), params, gradients)

    expected = walk(reference.Adam(lr=0.3, **options), params, gradients)
    expect_close(path, expected, atol=EPS_ASIDE, what="the parameters after each step")


@question("adam", points=1)
@feedback(
    "A weight may have had no gradient at all so far: what does your formula give? And use the eps you are given."
)
def test_adam_with_a_weight_that_has_no_gradient(submission, expect_close):
    expect_eps_at_work(submission.Adam, expect_close)


@question("adam", points=1)
@feedback(
    "step returns new parameters. The dicts and arrays that it was given belong to the caller: which of your "
    "statements change one in place? And does it work with float32?"
)
def test_adam_leaves_its_arguments_alone(submission, reference, rng, expect_close):
    params, gradients = task(rng, dtype=np.float32)

    expect_arguments_unchanged(submission.Adam(lr=0.3), reference.Adam(lr=0.3), params, gradients, expect_close)
