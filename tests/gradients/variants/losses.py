"""Losses: one number for scores and targets."""

import numpy as np

from tests.gradients.variants.softmax import log_softmax, softmax
from tests.gradients.variants.variant import Family

N, C = 5, 7


def scores(rng):
    return rng.normal(size=(N, C)) * 2, rng.integers(0, C, size=N)


def many_scores(rng):
    return rng.normal(size=(17, 11)) * 2, rng.integers(0, 11, size=17)


def targets(rng):
    return rng.normal(size=(N, C)) * 2, rng.normal(size=(N, C))


def bits(rng):
    return rng.normal(size=(N, C)) * 2, rng.integers(0, 2, size=(N, C))


def cross_entropy(x, y):
    return -log_softmax(x)[np.arange(len(y)), y].mean()


def cross_entropy_loops(x, y):
    total = 0.0
    for row, label in zip(x, y, strict=True):
        top = max(row)
        total += top + np.log(sum(np.exp(v - top) for v in row)) - row[label]
    return total / len(y)


def hot(x, y):
    one = np.zeros_like(x)
    one[np.arange(len(y)), y] = 1
    return one


def margins(x, y):
    found = np.maximum(0, x - x[np.arange(len(y)), y][:, None] + 1)
    found[np.arange(len(y)), y] = 0
    return found


def hinge(x, y):
    return margins(x, y).sum() / len(y)


def hinge_slope(x, y):
    over = (margins(x, y) > 0) * 1.0
    return (over - hot(x, y) * over.sum(axis=1, keepdims=True)) / len(y)


def no_margin_slope(x, y):
    over = (x > x[np.arange(len(y)), y][:, None]) * 1.0
    return (over - hot(x, y) * over.sum(axis=1, keepdims=True)) / len(y)


def hinge_loops(dout, x, y):
    dx = np.zeros_like(x)
    for n, label in enumerate(y):
        for c in range(x.shape[1]):
            if c != label and x[n, c] - x[n, label] + 1 > 0:
                dx[n, c] += 1 / len(y)
                dx[n, label] -= 1 / len(y)
    return dx


def huber(x, y):
    off = np.abs(x - y)
    return np.where(off < 1, off**2 / 2, off - 0.5).sum()


def binary(x, y):
    return (np.logaddexp(0, x) - x * y).mean()


def sigmoid(x):
    return 0.5 * (1 + np.tanh(0.5 * x))


ENTROPY = Family("cross entropy", scores, exponents=(-6, 0))
ENTROPY.right("closed", cross_entropy, lambda dout, x, y: (softmax(x) - hot(x, y)) / len(y))
ENTROPY.right("loops", cross_entropy_loops, lambda dout, x, y: (softmax(x) - hot(x, y)) / len(y))
ENTROPY.right("many", cross_entropy, lambda dout, x, y: (softmax(x) - hot(x, y)) / len(y), many_scores)
for _name, _backward in {
    "not averaged": lambda dout, x, y: softmax(x) - hot(x, y),
    "averaged over all": lambda dout, x, y: (softmax(x) - hot(x, y)) / x.size,
    "without the one-hot": lambda dout, x, y: softmax(x) / len(y),
    "one-hot alone": lambda dout, x, y: -hot(x, y) / len(y),
    "sign": lambda dout, x, y: (hot(x, y) - softmax(x)) / len(y),
    "only the label": lambda dout, x, y: hot(x, y) * (softmax(x) - 1) / len(y),
    "last example only": lambda dout, x, y: (softmax(x) - hot(x, y)) * (np.arange(N) == N - 1)[:, None] / len(y),
    "softmax over examples": lambda dout, x, y: (softmax(x.T).T - hot(x, y)) / len(y),
    "labels shifted": lambda dout, x, y: (softmax(x) - hot(x, (y + 1) % C)) / len(y),
}.items():
    ENTROPY.wrong(_name, cross_entropy, _backward)

HINGE = Family("hinge", scores)
HINGE.right("vectorised", hinge, lambda dout, x, y: hinge_slope(x, y))
HINGE.right("loops", hinge, hinge_loops)
HINGE.right("many", hinge, lambda dout, x, y: hinge_slope(x, y), many_scores)
HINGE.right("squared", lambda x, y: (margins(x, y) ** 2).sum() / len(y),
            lambda dout, x, y: 2 * (margins(x, y) - hot(x, y) * margins(x, y).sum(axis=1, keepdims=True)) / len(y))  # fmt: skip  # noqa: E501
for _name, _backward in {
    "label forgotten": lambda dout, x, y: (margins(x, y) > 0) / len(y),
    "label counted once": lambda dout, x, y: ((margins(x, y) > 0) - hot(x, y)) / len(y),
    "not averaged": lambda dout, x, y: hinge_slope(x, y) * len(y),
    "negative margins": lambda dout, x, y: (1 - C * hot(x, y)) / len(y),
    "margin of 0": lambda dout, x, y: no_margin_slope(x, y),
    "margins themselves": lambda dout, x, y: (margins(x, y) - hot(x, y) * margins(x, y).sum(1, keepdims=True)) / len(y),
}.items():  # fmt: skip
    HINGE.wrong(_name, hinge, _backward)

DISTANCE = Family("distance", targets)
DISTANCE.right("squares", lambda x, y: ((x - y) ** 2).mean(), lambda dout, x, y: 2 * (x - y) / x.size)
DISTANCE.right("half squares", lambda x, y: 0.5 * ((x - y) ** 2).sum(), lambda dout, x, y: x - y)
DISTANCE.right("absolute", lambda x, y: np.abs(x - y).sum(), lambda dout, x, y: np.sign(x - y))
DISTANCE.right("huber", huber, lambda dout, x, y: np.clip(x - y, -1, 1))
DISTANCE.right("both sides", lambda x, y: ((x - y) ** 2).sum(axis=1), lambda dout, x, y: (2 * dout[:, None] * (x - y), -2 * dout[:, None] * (x - y)))  # fmt: skip  # noqa: E501
for _name, _forward, _backward in [
    ("squares not doubled", lambda x, y: ((x - y) ** 2).mean(), lambda dout, x, y: (x - y) / x.size),
    ("squares per example", lambda x, y: ((x - y) ** 2).mean(), lambda dout, x, y: 2 * (x - y) / len(x)),
    ("squares sign", lambda x, y: ((x - y) ** 2).mean(), lambda dout, x, y: 2 * (y - x) / x.size),
    ("squares not averaged", lambda x, y: ((x - y) ** 2).mean(), lambda dout, x, y: 2 * (x - y)),
    ("absolute value for sign", lambda x, y: np.abs(x - y).sum(), lambda dout, x, y: x - y),
    ("huber not clipped", huber, lambda dout, x, y: x - y),
    ("huber sign only", huber, lambda dout, x, y: np.sign(x - y)),
    ("huber clipped at 2", huber, lambda dout, x, y: np.clip(x - y, -2, 2)),
    ("both sides alike", lambda x, y: ((x - y) ** 2).sum(axis=1), lambda dout, x, y: (2 * dout[:, None] * (x - y), 2 * dout[:, None] * (x - y))),  # noqa: E501
]:  # fmt: skip
    DISTANCE.wrong(_name, _forward, _backward)

BINARY = Family("binary", bits, exponents=(-6, 0))
BINARY.right("with logits", binary, lambda dout, x, y: (sigmoid(x) - y) / x.size)
BINARY.right("by parts", lambda x, y: np.where(y == 1, np.logaddexp(0, -x), np.logaddexp(0, x)).mean(),
             lambda dout, x, y: np.where(y == 1, -sigmoid(-x), sigmoid(x)) / x.size)  # fmt: skip
for _name, _backward in {
    "not averaged": lambda dout, x, y: sigmoid(x) - y,
    "with slope": lambda dout, x, y: (sigmoid(x) - y) * sigmoid(x) * (1 - sigmoid(x)) / x.size,
    "without target": lambda dout, x, y: sigmoid(x) / x.size,
    "logits for chances": lambda dout, x, y: (x - y) / x.size,
}.items():
    BINARY.wrong(_name, binary, _backward)
FAMILIES = [ENTROPY, HINGE, DISTANCE, BINARY]
