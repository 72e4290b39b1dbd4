"""Divides sinh by cosh, both of which are infinite for a large input."""

import numpy as np

fails = ["activation_layers"]
hint = "What are sinh(1000) and cosh(1000), and their ratio? Does numpy know the function itself?"


def tanh_forward(x):
    out = np.sinh(x) / np.cosh(x)
    return out, out
