"""Layers of its own instead of those of 04 and 05, with loops; uniform weights; images one pixel at a time."""

import math

import numpy as np


def he_init(shape, rng):
    fan_in = math.prod(shape[1:]) if len(shape) == 4 else shape[0]
    bound = math.sqrt(6 / fan_in)
    return (2 * rng.random(shape) - 1) * bound


def _conv(x, w, b):
    padded = np.zeros((x.shape[0], x.shape[1], x.shape[2] + 2, x.shape[3] + 2))
    padded[:, :, 1:-1, 1:-1] = x
    out = np.zeros((x.shape[0], w.shape[0], x.shape[2], x.shape[3])) + b.reshape(1, -1, 1, 1)
    for i in range(3):
        for j in range(3):
            part = padded[:, :, i : i + x.shape[2], j : j + x.shape[3]]
            out += np.einsum("nchw,fc->nfhw", part, w[:, :, i, j])
    return out, padded


def _conv_back(dout, padded, w):
    h, wide = dout.shape[2:]
    dpadded, dw = np.zeros_like(padded), np.zeros(w.shape)
    for i in range(3):
        for j in range(3):
            part = padded[:, :, i : i + h, j : j + wide]
            dw[:, :, i, j] = np.einsum("nfhw,nchw->fc", dout, part)
            dpadded[:, :, i : i + h, j : j + wide] += np.einsum("nfhw,fc->nchw", dout, w[:, :, i, j])
    return dpadded[:, :, 1:-1, 1:-1], dw, np.sum(dout, axis=(0, 2, 3))


def _pool(x):
    h, w = x.shape[2] // 2, x.shape[3] // 2
    corners = [x[:, :, i : 2 * h : 2, j : 2 * w : 2] for i in (0, 1) for j in (0, 1)]
    return np.max(corners, axis=0), np.argmax(corners, axis=0)


def _pool_back(dout, winner, shape):
    h, w = dout.shape[2:]
    dx = np.zeros(shape)
    for k, (i, j) in enumerate([(0, 0), (0, 1), (1, 0), (1, 1)]):
        dx[:, :, i : 2 * h : 2, j : 2 * w : 2] = dout * (winner == k)
    return dx


class SmallCNN:
    """Everything in one class; the pool comes before the ReLU, which is the same."""

    def __init__(self, input_shape, filters, hidden, classes, rng):
        c, h, w = input_shape
        flat = filters[1] * (h // 2 // 2) * (w // 2 // 2)
        self.params = {
            "W4": he_init((hidden, classes), rng), "W3": he_init((flat, hidden), rng),
            "W2": he_init((filters[1], filters[0], 3, 3), rng), "W1": he_init((filters[0], c, 3, 3), rng),
            "b1": np.zeros(filters[0]), "b2": np.zeros(filters[1]), "b3": np.zeros(hidden), "b4": np.zeros(classes),
        }  # fmt: skip

    def set_params(self, params):
        for name in self.params:
            self.params[name] = params[name].copy()

    def scores(self, X):
        p = self.params
        self.r1, self.x1 = _conv(X, p["W1"], p["b1"])
        self.q1, self.k1 = _pool(self.r1)
        self.r2, self.x2 = _conv(np.maximum(self.q1, 0), p["W2"], p["b2"])
        self.q2, self.k2 = _pool(self.r2)
        self.flat = np.maximum(self.q2, 0).reshape(X.shape[0], -1)
        self.before = self.flat.dot(p["W3"]) + p["b3"]
        self.hidden = self.before * (self.before >= 0)
        return self.hidden.dot(p["W4"]) + p["b4"]

    def loss(self, X, y, l2=0.0):
        p, g = self.params, {}
        scores = self.scores(X)
        scores = scores - np.max(scores)
        e = np.exp(scores)
        d = e / np.sum(e, axis=1, keepdims=True)
        loss = sum(-np.log(d[i, y[i]] + 1e-12) for i in range(len(y))) / len(y)
        d[np.arange(len(y)), y] -= 1
        d /= len(y)
        g["W4"], g["b4"] = self.hidden.T.dot(d), d.sum(0, keepdims=True)
        d = d.dot(p["W4"].T)
        d[self.before < 0] = 0
        g["W3"], g["b3"] = self.flat.T.dot(d), d.sum(0, keepdims=True)
        d = d.dot(p["W3"].T).reshape(self.q2.shape)
        d[self.q2 <= 0] = 0
        d, g["W2"], g["b2"] = _conv_back(_pool_back(d, self.k2, self.r2.shape), self.x2, p["W2"])
        d[self.q1 <= 0] = 0
        _, g["W1"], g["b1"] = _conv_back(_pool_back(d, self.k1, self.r1.shape), self.x1, p["W1"])
        for i in "1234":
            loss += 0.5 * l2 * np.sum(p["W" + i] * p["W" + i])
            g["W" + i] += l2 * p["W" + i]
        for i in "34":
            g["b" + i] = g["b" + i][0]
        return loss, g

    def predict(self, X):
        return np.array([int(np.argmax(row)) for row in self.scores(X)])


def dropout_forward(x, p, rng, training):
    if training:
        mask = rng.choice([0.0, 1.0], size=x.shape, p=[p, 1 - p])
        return x * mask / (1 - p), (mask, p)
    return x.copy(), None


def dropout_backward(dout, cache):
    if cache is None:
        return dout.copy()
    mask, p = cache
    return dout * mask / (1 - p)


def _at(image, row, column):
    """One value of an image (H, W), between its pixels."""
    h, w = image.shape
    total = 0.0
    top, left = math.floor(row + 1e-12), math.floor(column + 1e-12)
    for i in (top, top + 1):
        for j in (left, left + 1):
            if 0 <= i < h and 0 <= j < w:
                total += image[i, j] * (1 - abs(row - i)) * (1 - abs(column - j))
    return total


def _mapped(x, back):
    out = np.zeros(x.shape)
    middle_row, middle_column = (x.shape[2] - 1) / 2, (x.shape[3] - 1) / 2
    for n, c, i, j in np.ndindex(x.shape):
        u, v = back(i - middle_row, j - middle_column)
        out[n, c, i, j] = _at(x[n, c], middle_row + u, middle_column + v)
    return out


def shift(x, dy, dx):
    out = np.zeros(x.shape)
    for i in range(x.shape[2]):
        for j in range(x.shape[3]):
            if 0 <= i - dy < x.shape[2] and 0 <= j - dx < x.shape[3]:
                out[:, :, i, j] = x[:, :, i - dy, j - dx]
    return out


def mirror(x):
    return np.stack([x[:, :, :, j] for j in reversed(range(x.shape[3]))], axis=3)


def rotate(x, degrees):
    a = math.radians(degrees)
    return _mapped(x, lambda u, v: (math.cos(a) * u + math.sin(a) * v, math.cos(a) * v - math.sin(a) * u))


def rescale(x, factor):
    return _mapped(x, lambda u, v: (u / factor, v / factor))


def replace_head(model, classes, rng):
    model.params["W4"] = he_init((model.params["W4"].shape[0], classes), rng)
    model.params["b4"] = np.zeros(classes)
    return model
