"""Activation functions, entry by entry; some with a kink."""

import math

import numpy as np

from tests.gradients.variants.variant import Family


def inputs(rng):
    return (rng.normal(size=(3, 7)) * 1.5,)


def many(rng):
    return (rng.normal(size=(3, 2, 13, 17)),)


def positive(rng):
    return (rng.uniform(1.2, 4.0, size=(5, 11)),)


def sigmoid(x):
    return 0.5 * (1 + np.tanh(0.5 * x))


def sigmoid_by_parts(x):
    e = np.exp(-np.abs(x))
    return np.where(x >= 0, 1 / (1 + e), e / (1 + e))


def relu(x):
    return np.maximum(x, 0)


def relu_loops(x):
    flat = [v if v > 0 else v * 0 for v in x.ravel()]
    return np.array(flat, dtype=x.dtype).reshape(x.shape)


def leaky(x):
    return np.where(x > 0, x, 0.1 * x)


def elu(x):
    return np.where(x > 0, x, np.expm1(np.minimum(x, 0)))


def softplus(x):
    return np.logaddexp(0, x)


def gelu(x):
    return 0.5 * x * (1 + np.vectorize(math.erf, otypes=[float])(x / np.sqrt(2)))


def gelu_slope(x):
    return 0.5 * (1 + np.vectorize(math.erf, otypes=[float])(x / np.sqrt(2))) + x * np.exp(-(x**2) / 2) / np.sqrt(
        2 * np.pi
    )


SCALABLE = Family("activation", inputs)
# What computes in single precision cannot tell a sigmoid of 1e-6 from one half.
SINGLE = Family("activation in single", inputs, exponents=(-1, 0))
SATURATING = Family("saturating activation", inputs, exponents=(-6, 0))
for _name, _forward, _slope in [
    ("relu, 0 at 0", relu, lambda x: x > 0),
    ("relu, 1 at 0", relu, lambda x: x >= 0),
    ("relu, half at 0", relu, lambda x: np.heaviside(x, 0.5)),
    ("relu in a loop", relu_loops, lambda x: (x > 0) * 1.0),
    ("leaky relu", leaky, lambda x: np.where(x > 0, 1, 0.1)),
    ("absolute value", np.abs, np.sign),
    ("relu squared", lambda x: relu(x) ** 2, lambda x: 2 * relu(x)),
]:
    SCALABLE.right(_name, _forward, lambda dout, x, slope=_slope: dout * slope(x))
SCALABLE.right("relu of many", relu, lambda dout, x: dout * (x > 0), many)
for _name, _forward, _slope in [
    ("sigmoid", sigmoid, lambda x: sigmoid(x) * (1 - sigmoid(x))),
    ("sigmoid by parts", sigmoid_by_parts, lambda x: sigmoid_by_parts(x) * sigmoid_by_parts(-x)),
    ("tanh", np.tanh, lambda x: 1 - np.tanh(x) ** 2),
    ("tanh by cosh", np.tanh, lambda x: 1 / np.cosh(x) ** 2),
    ("elu", elu, lambda x: np.where(x > 0, 1, np.exp(np.minimum(x, 0)))),
    ("softplus", softplus, sigmoid),
    ("gelu", gelu, gelu_slope),
    ("swish", lambda x: x * sigmoid(x), lambda x: sigmoid(x) * (1 + x * (1 - sigmoid(x)))),
    ("sine", np.sin, np.cos),
]:
    SATURATING.right(_name, _forward, lambda dout, x, slope=_slope: dout * slope(x))
SINGLE.right("tanh in single", lambda x: np.tanh(x.astype(np.float32)), lambda dout, x: dout * (1 - np.tanh(x) ** 2))
SINGLE.right(
    "sigmoid of many in single", lambda x: sigmoid(x.astype(np.float32)),
    lambda dout, x: dout * sigmoid(x) * (1 - sigmoid(x)), many,
)  # fmt: skip
SATURATING.right("tanh of many", np.tanh, lambda dout, x: dout * (1 - np.tanh(x) ** 2), many)
SCALABLE.right("logarithm", np.log, lambda dout, x: dout / x, positive)
SCALABLE.right("square root", np.sqrt, lambda dout, x: dout / (2 * np.sqrt(x)), positive)

for _name, _forward, _backward in [
    ("relu not masked", relu, lambda dout, x: dout),
    ("relu masked by upstream", relu, lambda dout, x: dout * (dout > 0)),
    ("relu mask inverted", relu, lambda dout, x: dout * (x < 0)),
    ("relu without upstream", relu, lambda dout, x: (x > 0) * 1.0),
    ("relu of the input", relu, lambda dout, x: relu(x) * dout),
    ("relu negative at 0", relu, lambda dout, x: dout * ((x > 0) - 0.5 * (np.abs(x) < 0.4))),
    ("leaky slope forgotten", leaky, lambda dout, x: dout * (x > 0)),
    ("leaky slope everywhere", leaky, lambda dout, x: 0.1 * dout),
    ("leaky slope inverted", leaky, lambda dout, x: dout * np.where(x > 0, 0.1, 1)),
    ("absolute value as relu", np.abs, lambda dout, x: dout * (x > 0)),
    ("relu squared halved", lambda x: relu(x) ** 2, lambda dout, x: dout * relu(x)),
    ("relu of many, last example 0", relu, lambda dout, x: dout * (x > 0) * (np.arange(3) < 2)[:, None, None, None]),
    ("relu of many, one entry", relu, lambda dout, x: np.where(x == x.max(), 1.05, 1) * dout * (x > 0)),
]:
    SCALABLE.wrong(_name, _forward, _backward, many if "many" in _name else None)
for _name, _forward, _backward in [
    ("sigmoid of the input", sigmoid, lambda dout, x: dout * x * (1 - x)),
    ("sigmoid not squared", sigmoid, lambda dout, x: dout * sigmoid(x)),
    ("sigmoid twice", sigmoid, lambda dout, x: dout * sigmoid(sigmoid(x)) * (1 - sigmoid(sigmoid(x)))),
    ("tanh of the input", np.tanh, lambda dout, x: dout * (1 - x**2)),
    ("tanh not squared", np.tanh, lambda dout, x: dout * (1 - np.tanh(x))),
    ("tanh as sigmoid", np.tanh, lambda dout, x: dout * np.tanh(x) * (1 - np.tanh(x))),
    ("tanh halved", np.tanh, lambda dout, x: dout * (1 - np.tanh(x) ** 2) / 2),
    ("elu of the output", elu, lambda dout, x: dout * np.where(x > 0, 1, elu(x))),
    ("softplus as relu", softplus, lambda dout, x: dout * (x > 0)),
    ("gelu without density", gelu, lambda dout, x: dout * (gelu(x) / np.where(x == 0, 1, x))),
    ("gelu by tanh", gelu, lambda dout, x: dout * sigmoid(1.702 * x) * (1 + 1.702 * x * (1 - sigmoid(1.702 * x)))),
    ("swish without product rule", lambda x: x * sigmoid(x), lambda dout, x: dout * sigmoid(x)),
    ("sine negative", np.sin, lambda dout, x: -dout * np.cos(x)),
    ("tanh of many, off by 1e-4", np.tanh, lambda dout, x: dout * (1 - np.tanh(x) ** 2) * 1.0001),
]:
    SATURATING.wrong(_name, _forward, _backward, many if "many" in _name else None)
FAMILIES = [SCALABLE, SATURATING, SINGLE]
