"""Nets with a regularised loss, and a small convolutional one: one number for all parameters."""

import numpy as np

from tests.gradients.variants.convolution import backward_einsum, forward_einsum
from tests.gradients.variants.losses import cross_entropy, hot
from tests.gradients.variants.pooling import backward_max, first, forward_max
from tests.gradients.variants.softmax import softmax
from tests.gradients.variants.variant import Family

REG = 0.3


def inputs(rng):
    labels = rng.integers(0, 3, size=5)
    x = rng.normal(size=(5, 4))
    sizes = (4, 7), 7, (7, 3), 3
    return (*[rng.normal(size=size) * 0.7 for size in sizes], x, labels)


def forward(w1, b1, w2, b2, x, y):
    hidden = np.maximum(x @ w1 + b1, 0)
    return cross_entropy(hidden @ w2 + b2, y) + REG * ((w1**2).sum() + (w2**2).sum())


def forward_loops(w1, b1, w2, b2, x, y):
    total = 0.0
    for row, label in zip(x, y, strict=True):
        hidden = [max(sum(row[i] * w1[i, j] for i in range(len(row))) + b1[j], 0.0) for j in range(len(b1))]
        out = np.array([sum(hidden[j] * w2[j, k] for j in range(len(hidden))) + b2[k] for k in range(len(b2))])
        total += np.log(np.exp(out - out.max()).sum()) + out.max() - out[label]
    return total / len(y) + REG * (np.sum(w1 * w1) + np.sum(w2 * w2))


def forward_tanh(w1, b1, w2, b2, x, y):
    return cross_entropy(np.tanh(x @ w1 + b1) @ w2 + b2, y) + REG * ((w1**2).sum() + (w2**2).sum())


def backward(w1, b1, w2, b2, x, y, *, mask=None, d=None, reg1=2 * REG, reg2=2 * REG):
    before = x @ w1 + b1
    hidden = np.maximum(before, 0)
    d = (softmax(hidden @ w2 + b2) - hot(hidden @ w2, y)) / len(y) if d is None else d
    dh = (d @ w2.T) * ((before > 0) if mask is None else mask)
    return x.T @ dh + reg1 * w1, dh.sum(axis=0), hidden.T @ d + reg2 * w2, d.sum(axis=0)


def right(dout, *given):
    return backward(*given)


def right_einsum(dout, w1, b1, w2, b2, x, y):
    before = np.einsum("ni,ij->nj", x, w1) + b1
    d = (softmax(np.maximum(before, 0) @ w2 + b2) - np.eye(3)[y]) / len(y)
    dh = np.einsum("nk,jk->nj", d, w2) * np.heaviside(before, 0)
    dw1, dw2 = np.einsum("ni,nj->ij", x, dh), np.einsum("nj,nk->jk", np.maximum(before, 0), d)
    return dw1 + 2 * REG * w1, dh.sum(0), dw2 + 2 * REG * w2, d.sum(0)


def right_tanh(dout, w1, b1, w2, b2, x, y):
    hidden = np.tanh(x @ w1 + b1)
    d = (softmax(hidden @ w2 + b2) - hot(hidden @ w2, y)) / len(y)
    dh = (d @ w2.T) * (1 - hidden**2)
    return x.T @ dh + 2 * REG * w1, dh.sum(axis=0), hidden.T @ d + 2 * REG * w2, d.sum(axis=0)


def scores_slope(w1, b1, w2, b2, x, y):
    out = np.maximum(x @ w1 + b1, 0) @ w2 + b2
    return softmax(out) - hot(out, y), out


def changed(change):
    return lambda dout, *given: change(list(backward(*given)), *given)


def with_item(position, value):
    def change(found, *given):
        found[position] = value(found[position], *given)
        return tuple(found)

    return changed(change)


def dead_unit(w1, b1, *others):
    """The first hidden unit starts at zero, as a forgotten initialisation leaves it: it sits on its kink."""
    w1[:, 0] = 0
    b1[0] = 0
    return w1, b1, *others


NET = Family("regularised net", inputs, exponents=(-3, 0), kinks=dead_unit)
NET.right("two layers", forward, right)
NET.right("loops", forward_loops, right)
NET.right("einsum", forward, right_einsum)
NET.right("tanh", forward_tanh, right_tanh)
for _name, _backward in {
    "regularisation missing": lambda dout, *given: backward(*given, reg1=0, reg2=0),
    "regularisation halved": lambda dout, *given: backward(*given, reg1=REG, reg2=REG),
    "regularisation doubled": lambda dout, *given: backward(*given, reg1=4 * REG, reg2=4 * REG),
    "regularisation of one layer": lambda dout, *given: backward(*given, reg1=0),
    "regularisation of the last": lambda dout, *given: backward(*given, reg2=0),
    "regularisation averaged": lambda dout, *given: backward(*given, reg1=2 * REG / 5, reg2=2 * REG / 5),
    "mask missing": lambda dout, *given: backward(*given, mask=1),
    "not averaged": lambda dout, *given: backward(*given, d=scores_slope(*given)[0]),
    "relu on the scores": lambda dout, *given: backward(
        *given, d=scores_slope(*given)[0] / 5 * (scores_slope(*given)[1] > 0)),
    "mask of the gradient": lambda dout, *given: backward(
        *given, mask=(scores_slope(*given)[0] @ given[2].T) > 0),
    "second layer from before relu": with_item(
        2, lambda dw2, w1, b1, w2, b2, x, y: (x @ w1 + b1).T @ scores_slope(w1, b1, w2, b2, x, y)[0] / 5
        + 2 * REG * w2),
    "bias 1 averaged": with_item(1, lambda db1, *given: db1 / 5),
    "bias 1 zero": with_item(1, lambda db1, *given: 0 * db1),
    "bias 2 of one example": with_item(3, lambda db2, *given: scores_slope(*given)[0][0] / 5),
    "bias 1 regularised": with_item(1, lambda db1, w1, b1, *given: db1 + 2 * REG * b1),
    "first layer sign": with_item(0, lambda dw1, *given: -dw1),
}.items():  # fmt: skip
    NET.wrong(_name, forward, _backward)


# A small convolutional net: convolution, ReLU, max pooling, dense, softmax.
def images(rng):
    x, y = rng.normal(size=(3, 2, 6, 8)), rng.integers(0, 3, size=3)
    return rng.normal(size=(4, 2, 3, 3)) * 0.5, rng.uniform(0.1, 0.6, size=4), rng.normal(size=(48, 3)) * 0.5, x, y


def cnn(w, b, v, x, y):
    hidden = forward_max(2, 2)(np.maximum(forward_einsum(1, 1)(x, w, b), 0))
    return cross_entropy(hidden.reshape(len(x), -1) @ v, y)


def cnn_backward(w, b, v, x, y, *, masked=True, pool=first, average=True, kernel=False, adjoint=None):
    before = forward_einsum(1, 1)(x, w, b)
    active = np.maximum(before, 0)
    hidden = forward_max(2, 2)(active)
    flat = hidden.reshape(len(x), -1)
    d = (softmax(flat @ v) - hot(flat @ v, y)) / (len(y) if average else 1)
    dhidden = (d @ v.T).reshape(hidden.shape)
    dactive = backward_max(2, 2, pool)(dhidden, active) * ((before > 0) if masked else 1)
    dx, dw, db = (adjoint or backward_einsum(1, 1, flip=kernel))(dactive, x, w, b)
    return dw, db, flat.T @ d, dx, None


def blank_corner(w, b, v, x, y):
    """A blank corner, as scans of digits have it, and a filter without bias: ReLU and max pooling meet only zeros."""
    x[:, :, :3, :3] = 0
    b[0] = 0
    return w, b, v, x, y


CNN = Family("small cnn", images, exponents=(-3, 0), kinks=blank_corner)
CNN.right("einsum", cnn, lambda dout, *given: cnn_backward(*given))
for _name, _backward in {
    "mask missing": lambda dout, *given: cnn_backward(*given, masked=False),
    "not averaged": lambda dout, *given: cnn_backward(*given, average=False),
    "pooling to all": lambda dout, *given: cnn_backward(*given, pool=lambda window: np.full(window.shape, 0.25)),
    "kernel flipped": lambda dout, *given: cnn_backward(*given, kernel=True),
    "pooling to the corner": lambda dout, *given: cnn_backward(*given, pool=lambda window: first(0 * window)),
    "images zero": lambda dout, *given: (*cnn_backward(*given)[:3], 0 * given[3], None),
    "last image only": lambda dout, *given: (
        *cnn_backward(*given)[:3], cnn_backward(*given)[3] * np.array([0, 0, 1])[:, None, None, None], None),
    "dense transposed": lambda dout, *given: (
        *cnn_backward(*given)[:2], cnn_backward(*given)[2].reshape(3, 48).T, *cnn_backward(*given)[3:]),
    "kernels halved": lambda dout, *given: (cnn_backward(*given)[0] / 2, *cnn_backward(*given)[1:]),
    "bias averaged": lambda dout, *given: (
        cnn_backward(*given)[0], cnn_backward(*given)[1] / 3, *cnn_backward(*given)[2:]),
}.items():  # fmt: skip
    CNN.wrong(_name, cnn, _backward)
FAMILIES = [NET, CNN]
