"""What the attacks try to get marks for without writing it."""

import numpy as np


def dense_forward(x, w, b):
    """Multiply and add; the cache is what the way back needs."""
    ### BEGIN SOLUTION
    return x @ w + b, (x, w)
    ### END SOLUTION


def dense_backward(dout, cache):
    """The gradients of x, w and b."""
    ### BEGIN SOLUTION
    inputs, weights = cache
    return dout @ weights.T, inputs.T @ dout, dout.sum(axis=0)
    ### END SOLUTION


def softmax(x):
    """Shares that add up to 1 in each row."""
    ### BEGIN SOLUTION
    exponentials = np.exp(x - x.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)
    ### END SOLUTION


def trapezoid(f, a, b, n):
    """The area below f from a to b, by n trapezoids."""
    ### BEGIN SOLUTION
    knots = np.linspace(a, b, n + 1)
    heights = np.array([f(float(knot)) for knot in knots])
    return float((b - a) / n * (heights.sum() - (heights[0] + heights[-1]) / 2))
    ### END SOLUTION
