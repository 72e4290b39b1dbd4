"""Computes exp(x) / (1 + exp(x)), which is infinity by infinity for a large x."""

import numpy as np

fails = ["activation_layers"]
hint = "What is exp(1000), and what is infinity divided by infinity? Which form of it has no large exponential?"


def sigmoid_forward(x):
    e = np.exp(x)
    out = e / (1 + e)
    return out, out
