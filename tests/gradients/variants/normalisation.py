"""Batch, layer and length normalisation."""

import numpy as np

from tests.gradients.variants.variant import Family

EPS = 1e-5


def inputs(rng):
    return rng.normal(size=(5, 7)) * 2 + 1, rng.normal(size=7), rng.normal(size=7)


def images(rng):
    return rng.normal(size=(3, 2, 5, 7)), rng.normal(size=2), rng.normal(size=2)


def normal(x, axis):
    mean, var = x.mean(axis=axis, keepdims=True), x.var(axis=axis, keepdims=True)
    return (x - mean) / np.sqrt(var + EPS), 1 / np.sqrt(var + EPS)


def forward_batch(x, gamma, beta):
    return gamma * normal(x, 0)[0] + beta


def forward_layer(x, gamma, beta):
    return gamma * normal(x, 1)[0] + beta


def forward_channels(x, gamma, beta):
    return gamma[:, None, None] * normal(x, (0, 2, 3))[0] + beta[:, None, None]


def closed(axis):
    def backward(dout, x, gamma, beta):
        hat, inv = normal(x, axis)
        d = dout * gamma
        dx = inv * (d - d.mean(axis=axis, keepdims=True) - hat * (d * hat).mean(axis=axis, keepdims=True))
        return dx, (dout * hat).sum(axis=0), dout.sum(axis=0)

    return backward


def staged(dout, x, gamma, beta):
    """Step by step through the graph, as the lecture notes have it."""
    n = len(x)
    centred = x - x.mean(axis=0)
    var = (centred**2).mean(axis=0)
    inv = 1 / np.sqrt(var + EPS)
    dhat = dout * gamma
    dvar = (dhat * centred).sum(axis=0) * -0.5 * inv**3
    dcentred = dhat * inv + 2 * centred * dvar / n
    return dcentred - dcentred.mean(axis=0), (dout * centred * inv).sum(axis=0), dout.sum(axis=0)


def channels(dout, x, gamma, beta):
    hat, inv = normal(x, (0, 2, 3))
    d = dout * gamma[:, None, None]
    axis = (0, 2, 3)
    dx = inv * (d - d.mean(axis=axis, keepdims=True) - hat * (d * hat).mean(axis=axis, keepdims=True))
    return dx, (dout * hat).sum(axis=axis), dout.sum(axis=axis)


def changed(change):
    def backward(dout, x, gamma, beta):
        hat, inv = normal(x, 0)
        return change(*closed(0)(dout, x, gamma, beta), dout, gamma, hat, inv)

    return backward


# Scaled down, eps is all there is of the variance: the layer is then linear, and still has to be differentiated.
BATCH = Family("batch norm", inputs)
BATCH.right("closed", forward_batch, closed(0))
BATCH.right("staged", forward_batch, staged)
BATCH.right("channels", forward_channels, channels, images)
LAYER = Family("layer norm", inputs)
LAYER.right("closed", forward_layer, closed(1))
LENGTH = Family("length", lambda rng: (rng.normal(size=(5, 11)),))
LENGTH.right(
    "unit rows", lambda x: x / np.linalg.norm(x, axis=1, keepdims=True),
    lambda dout, x: (dout - (u := x / np.linalg.norm(x, axis=1, keepdims=True)) * (u * dout).sum(1, keepdims=True))
    / np.linalg.norm(x, axis=1, keepdims=True),
)  # fmt: skip
LENGTH.wrong("unit rows, length fixed", lambda x: x / np.linalg.norm(x, axis=1, keepdims=True),
             lambda dout, x: dout / np.linalg.norm(x, axis=1, keepdims=True))  # fmt: skip
LENGTH.wrong("unit rows, not divided", lambda x: x / np.linalg.norm(x, axis=1, keepdims=True),
             lambda dout, x: dout - (u := x / np.linalg.norm(x, axis=1, keepdims=True)) * (u * dout).sum(1, keepdims=True))  # fmt: skip  # noqa: E501
for _name, _change in {
    "mean and variance fixed": lambda dx, dg, db, dout, g, hat, inv: (dout * g * inv, dg, db),
    "mean fixed": lambda dx, dg, db, dout, g, hat, inv: (
        inv * (dout * g - hat * (dout * g * hat).mean(axis=0)), dg, db),
    "variance fixed": lambda dx, dg, db, dout, g, hat, inv: (inv * (dout * g - (dout * g).mean(axis=0)), dg, db),
    "gamma forgotten": lambda dx, dg, db, dout, g, hat, inv: (
        inv * (dout - dout.mean(axis=0) - hat * (dout * hat).mean(axis=0)), dg, db),
    "sum for mean": lambda dx, dg, db, dout, g, hat, inv: (
        inv * (dout * g - (dout * g).sum(axis=0) - hat * (dout * g * hat).sum(axis=0)), dg, db),
    "not divided": lambda dx, dg, db, dout, g, hat, inv: (dx / inv, dg, db),
    "divided twice": lambda dx, dg, db, dout, g, hat, inv: (dx * inv, dg, db),
    "variance unbiased": lambda dx, dg, db, dout, g, hat, inv: (
        inv * (dout * g - (dout * g).mean(axis=0) - hat * (dout * g * hat).sum(axis=0) / 4), dg, db),
    "dgamma without hat": lambda dx, dg, db, dout, g, hat, inv: (dx, db, db),
    "dgamma averaged": lambda dx, dg, db, dout, g, hat, inv: (dx, dg / 5, db),
    "dgamma with gamma": lambda dx, dg, db, dout, g, hat, inv: (dx, dg * g, db),
    "dbeta averaged": lambda dx, dg, db, dout, g, hat, inv: (dx, dg, db / 5),
    "dbeta with gamma": lambda dx, dg, db, dout, g, hat, inv: (dx, dg, db * g),
}.items():  # fmt: skip
    BATCH.wrong(_name, forward_batch, changed(_change))
LAYER.wrong("over examples", forward_layer, closed(0))
FAMILIES = [BATCH, LAYER, LENGTH]
