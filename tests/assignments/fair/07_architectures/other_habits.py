"""Caches that are functions, layers that are objects, padding with a finite number, weights found by their names."""

import numpy as np


class Layer:
    """A convolution that remembers what it needs, with the imported functions inside."""

    def __init__(self, params, name, padding):
        self.w, self.b = params["W" + name], params["b" + name]
        self.name, self.padding = name, padding

    def __call__(self, x):
        out, self.cache = conv2d_forward(x, self.w, self.b, stride=1, padding=self.padding)  # noqa: F821
        return out

    def back(self, dout, grads):
        dx, grads["W" + self.name], grads["b" + self.name] = conv2d_backward(dout, self.cache)  # noqa: F821
        return dx


def residual_forward(x, params):
    first, second = Layer(params, "1", 1), Layer(params, "2", 1)
    projection = Layer(params, "s", 0) if {"Ws", "bs"} <= set(params) else None
    hidden = first(x).clip(0)
    out = np.maximum(0, second(hidden) + (projection(x) if projection else x))

    def backward(dout):
        grads = {}
        dsum = np.where(out > 0, dout, 0)
        dskip = projection.back(dsum, grads) if projection else dsum
        return dskip + first.back(second.back(dsum, grads) * (hidden > 0), grads), grads

    return out, backward


def inception_forward(x, params):
    layers = [Layer(params, "1", 0), Layer(params, "3", 1), Layer(params, "5", 2), Layer(params, "p", 0)]
    padded = np.full((*x.shape[:2], x.shape[2] + 2, x.shape[3] + 2), x.min() - 1, dtype=x.dtype)
    padded[:, :, 1:-1, 1:-1] = x
    pooled, cache = max_pool_forward(padded, 3, 1)  # noqa: F821
    outs = [layer(pooled if layer.name == "p" else x) for layer in layers]

    def backward(dout):
        grads, dx, start = {}, np.zeros_like(dout[:, :1]), 0
        for layer, out in zip(layers, outs, strict=True):
            part = layer.back(dout[:, start : start + out.shape[1]], grads)
            part = max_pool_backward(part, cache)[:, :, 1:-1, 1:-1] if layer.name == "p" else part  # noqa: F821
            dx, start = dx + part, start + out.shape[1]
        return dx, grads

    return np.hstack(outs), backward


def dense_forward(x, params):
    names = sorted((name[1:] for name in params if name.startswith("W")), key=int)
    layers = [Layer(params, name, 1) for name in names]
    widths = [x.shape[1]]
    for layer in layers:
        x = np.concatenate((x, np.maximum(layer(x), 0)), axis=1)
        widths.append(x.shape[1])
    out = x

    def backward(dout):
        grads, dout = {}, np.array(dout)
        for layer, width in zip(reversed(layers), reversed(widths[:-1]), strict=True):
            new = dout[:, width : width + len(layer.b)] * (out[:, width : width + len(layer.b)] > 0)
            dout[:, :width] += layer.back(new, grads)
        return dout[:, : widths[0]], grads

    return out, backward


def residual_backward(dout, cache):
    return cache(dout)


inception_backward = dense_backward = residual_backward
