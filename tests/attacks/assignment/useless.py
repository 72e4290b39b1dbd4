"""Answers that are worth nothing: what the tricks of the corpus stand on."""

import numpy as np


def dense_forward(x, w, b):
    return np.zeros((x.shape[0], w.shape[1])), (x, w)


def dense_backward(dout, cache):
    x, w = cache
    return np.zeros(x.shape), np.zeros(w.shape), np.zeros(w.shape[1])


def softmax(x):
    return np.zeros(x.shape)


def trapezoid(f, a, b, n):
    return 0.0
