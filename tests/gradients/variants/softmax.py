"""Softmax and its logarithm, row by row."""

import numpy as np

from tests.gradients.variants.variant import Family


def inputs(rng):
    return (rng.normal(size=(3, 7)) * 2,)


def wide(rng):
    return (rng.normal(size=(11, 13)),)


def softmax(x):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def plain_softmax(x):
    return np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)


def log_softmax(x):
    shifted = x - x.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def closed(dout, x):
    p = softmax(x)
    return p * (dout - (dout * p).sum(axis=1, keepdims=True))


def by_jacobian(dout, x):
    p = softmax(x)
    return np.stack([(np.diag(q) - np.outer(q, q)) @ d for q, d in zip(p, dout, strict=True)])


def by_einsum(dout, x):
    p = softmax(x)
    return np.einsum("ni,ni->ni", p, dout) - np.einsum("ni,nj,nj->ni", p, p, dout)


def log_closed(dout, x):
    return dout - softmax(x) * dout.sum(axis=1, keepdims=True)


SOFTMAX = Family("softmax", inputs, exponents=(-6, 0))
SOFTMAX.right("closed", softmax, closed)
SOFTMAX.right("jacobian", softmax, by_jacobian)
SOFTMAX.right("einsum", plain_softmax, by_einsum)
SOFTMAX.right("wide", softmax, closed, wide)
SOFTMAX.right("logarithm", log_softmax, log_closed)
SOFTMAX.right("logarithm, wide", log_softmax, log_closed, wide)
for _name, _backward in {
    "diagonal only": lambda dout, x: dout * softmax(x) * (1 - softmax(x)),
    "without the sum": lambda dout, x: dout * softmax(x),
    "sum over examples": lambda dout, x: softmax(x) * (dout - (dout * softmax(x)).sum(axis=0)),
    "sum without p": lambda dout, x: softmax(x) * (dout - dout.sum(axis=1, keepdims=True)),
    "mean for sum": lambda dout, x: softmax(x) * (dout - (dout * softmax(x)).mean(axis=1, keepdims=True)),
    "minus one": lambda dout, x: softmax(x) - 1,
    "sign": lambda dout, x: -closed(dout, x),
    "of ones": lambda dout, x: closed(np.ones_like(dout), x),
}.items():
    SOFTMAX.wrong(_name, softmax, _backward)
for _name, _backward in {
    "log, p forgotten": lambda dout, x: dout - dout.sum(axis=1, keepdims=True),
    "log, sum forgotten": lambda dout, x: dout - softmax(x),
    "log, as softmax": closed,
}.items():
    SOFTMAX.wrong(_name, log_softmax, _backward)
FAMILIES = [SOFTMAX]
