"""Wrong backwards of pooling, activations and softmax, written without the rules of the diagnosis."""

import numpy as np

from tests.diagnosis.experiment.unseen_gradients import adds_to
from tests.diagnosis.experiment.variant import GradientVariant
from tests.gradients.variants.convolution import windows

GRADIENTS: list[GradientVariant] = []
wrong = adds_to(GRADIENTS)


def best_of(x, n, c, top, left, size):
    """Row and column, inside its window, of the largest pixel."""
    return divmod(int(x[n, c, top : top + size, left : left + size].argmax()), size)


@wrong("max pooling", "row and column of the winner exchanged", "misrouted")
def winner_mirrored(dout, x):
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(*dout.shape):
        col, row = best_of(x, n, c, 2 * i, 2 * j, 2)
        dx[n, c, 2 * i + row, 2 * j + col] = dout[n, c, i, j]
    return (dx,)


@wrong("max pooling", "the last example is not reached: range(N - 1)", "last_example_left_out")
def last_image_missed(dout, x):
    dx = np.zeros(x.shape)
    for n in range(len(x) - 1):
        for c, i, j in np.ndindex(*dout.shape[1:]):
            window = x[n, c, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
            dx[n, c, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2] = (window == window.max()) * dout[n, c, i, j]
    return (dx,)


@wrong("max pooling", "as many columns as rows: the height used for the width", "last_windows_left_out")
def height_for_width(dout, x):
    OH = OW = dout.shape[2]
    dx = np.zeros_like(x)
    for i in range(OH):
        for j in range(OW):
            window = x[:, :, i * 2 : i * 2 + 2, j * 2 : j * 2 + 2]
            mask = window == window.max(axis=(2, 3), keepdims=True)
            dx[:, :, i * 2 : i * 2 + 2, j * 2 : j * 2 + 2] += mask * dout[:, :, i : i + 1, j : j + 1]
    return (dx,)


@wrong("max pooling", "all four pixels of a window get the gradient", "mask_missing")
def every_pixel(dout, x):
    dx = np.zeros_like(x)
    for u, v in np.ndindex(2, 2):
        dx[:, :, u:6:2, v:8:2] = dout
    return (dx,)


@wrong("overlapping max pooling", "+= with index arrays: a repeated index adds once", "overlaps_overwritten")
def buffered_addition(dout, x):
    n, c, i, j = np.indices(dout.shape)
    winners = windows(x, np.empty((1, 1, 3, 3)), 2, 0).reshape(*dout.shape, 9).argmax(axis=-1)
    dx = np.zeros_like(x)
    dx[n, c, 2 * i + winners // 3, 2 * j + winners % 3] += dout
    return (dx,)


@wrong("overlapping max pooling", "the window is cut out with lists of rows and columns, a copy", "all_zero")
def lost_in_a_copy(dout, x):
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(*dout.shape):
        window = dx[n, c][np.ix_([2 * i, 2 * i + 1, 2 * i + 2], [2 * j, 2 * j + 1, 2 * j + 2])]
        window[best_of(x, n, c, 2 * i, 2 * j, 3)] += dout[n, c, i, j]
    return (dx,)


@wrong("overlapping max pooling", "the window's own place is not added to the winner's", "misrouted")
def offset_forgotten(dout, x):
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(*dout.shape):
        row, col = best_of(x, n, c, 2 * i, 2 * j, 3)
        dx[n, c, row, col] += dout[n, c, i, j]
    return (dx,)


@wrong("mean pooling", "the largest pixel gets it all, as in max pooling", None)
def mean_to_the_largest(dout, x):
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(*dout.shape):
        row, col = best_of(x, n, c, 2 * i, 2 * j, 2)
        dx[n, c, 2 * i + row, 2 * j + col] = dout[n, c, i, j]
    return (dx,)


@wrong("mean pooling", "windows counted from 1", "first_windows_left_out")
def windows_from_one(dout, x):
    dx = np.zeros_like(x)
    for i in range(1, dout.shape[2]):
        for j in range(1, dout.shape[3]):
            dx[:, :, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2] += dout[:, :, i, j, None, None] / 4
    return (dx,)


def spread(dout):
    """Each entry four times, in a square of two by two."""
    return np.repeat(np.repeat(dout, 2, axis=2), 2, axis=3)


RAGGED = (0, 0), (0, 0), (0, 1), (0, 1)  # the row and the column that no window reaches
GRADIENTS += [
    GradientVariant("mean pooling", "divided by the side of the window, not by its pixels", "doubled",
                    lambda dout, x: (np.pad(spread(dout) / 2, RAGGED),)),
    GradientVariant("mean pooling", "not divided at all", "sum_for_mean",
                    lambda dout, x: (np.pad(spread(dout), RAGGED),)),
    GradientVariant("mean pooling", "the pixels that no window reaches are left off", "too_few_at_end",
                    lambda dout, x: (0.25 * spread(dout),)),
]  # fmt: skip


@wrong("relu", "each entry asks the upstream gradient, not x", "wrong_mask")
def relu_by_upstream(dout, x):
    dx = np.empty_like(dout)
    for at, g in np.ndenumerate(dout):
        dx[at] = g if g > 0 else 0.0
    return (dx,)


@wrong("relu", "zeroes what was active", "mask_inverted")
def relu_inverted(dout, x):
    dx = dout.copy()
    dx[np.maximum(0, x) != 0] = 0
    return (dx,)


@wrong("relu", "written into an array of integers", "whole_numbers")
def relu_truncated(dout, x):
    dx = np.zeros(x.shape, dtype=int)
    rows, cols = np.nonzero(x > 0)
    dx[rows, cols] = dout[rows, cols]
    return (dx,)


@wrong("relu", "the gate as output / output: 0 / 0 where it is shut", "not_finite")
def relu_nan(dout, x):
    out = np.maximum(x, 0)
    with np.errstate(invalid="ignore"):
        return (out / out * dout,)


@wrong("leaky relu", "the small slope of another handout, 0.01", None)
def leaky_of_another_slope(dout, x):
    slope = np.ones_like(x)
    slope[x <= 0] = 0.01
    return (slope * dout,)


@wrong("softmax", "the Jacobian's diagonal in a loop over the rows", "cross_terms_missing")
def softmax_diagonal(dout, x):
    dx = np.zeros_like(x)
    for n, z in enumerate(x):
        p = np.exp(z) / np.exp(z).sum()
        dx[n] = np.diag(p - p**2) @ dout[n]
    return (dx,)


@wrong("softmax", "p pᵀ − diag(p), the Jacobian the wrong way round", "sign")
def softmax_negative(dout, x):
    p = np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)
    jacobians = p[:, :, None] * p[:, None, :] - p[:, :, None] * np.eye(x.shape[1])
    return (np.einsum("nij,nj->ni", jacobians, dout),)


@wrong("softmax", "the inner sum goes over the examples", "wrong_axis")
def softmax_down_the_batch(dout, x):
    p = np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)
    together = np.einsum("ni,ni->i", p, dout)
    return (p * (dout - together),)


@wrong("log softmax", "each score acts on its own output alone", "cross_terms_missing")
def log_softmax_diagonal(dout, x):
    dx = np.zeros_like(x)
    for n, c in np.ndindex(*x.shape):
        dx[n, c] = dout[n, c] * (1 - np.exp(x[n, c]) / np.exp(x[n]).sum())
    return (dx,)


@wrong("log softmax", "the output, a logarithm, where its exponential belongs", None)
def log_softmax_of_logarithms(dout, x):
    out = x - np.log(np.exp(x).sum(axis=1, keepdims=True))
    return (dout - out * dout.sum(axis=1, keepdims=True),)


def logistic(z):
    """The sigmoid."""
    return 1 / (1 + np.exp(-z))


GRADIENTS += [
    GradientVariant("relu", "dout times the output", "times_output", lambda dout, x: (dout * x.clip(min=0),)),
    GradientVariant("leaky relu", "the slope below zero is negative", "some_signs",
                    lambda dout, x: (dout * np.where(x < 0, -0.1, 1.0),)),
    GradientVariant("leaky relu", "nothing below zero, as of the plain one", None,
                    lambda dout, x: (np.where(x > 0, dout, 0),)),
    GradientVariant("leaky relu", "the slope is chosen by the sign of dout", "wrong_mask",
                    lambda dout, x: (np.maximum(dout, 0) + 0.1 * np.minimum(dout, 0),)),
    GradientVariant("sigmoid", "sigmoid_grad(x) is given the output", "output_twice",
                    lambda dout, x: (dout * logistic(logistic(x)) * logistic(-logistic(x)),)),
    GradientVariant("sigmoid", "y for y (1 − y)", "times_output", lambda dout, x: (dout / (1 + np.exp(-x)),)),
    GradientVariant("sigmoid", "y − y², without the chain rule", "upstream_ignored",
                    lambda dout, x: (logistic(x) - logistic(x) ** 2,)),
    GradientVariant("sigmoid", "quotient rule without the inner derivative −1", "sign",
                    lambda dout, x: (-dout * np.exp(-x) / (1 + np.exp(-x)) ** 2,)),
    GradientVariant("sigmoid", "quotient rule without the square below", None,
                    lambda dout, x: (dout * np.exp(-x) / (1 + np.exp(-x)),)),
    GradientVariant("tanh", "1 − y² with x for y", "input_for_output", lambda dout, x: (dout - dout * x * x,)),
    GradientVariant("tanh", "(1 − y)² for 1 − y²", None, lambda dout, x: (dout * (1 - np.tanh(x)) ** 2,)),
    GradientVariant("tanh", "2 σ(2x) − 1 without the inner factor 2", "halved",
                    lambda dout, x: (2 * logistic(2 * x) * (1 - logistic(2 * x)) * dout,)),
    GradientVariant("softplus", "σ(−x): the sign in the exponent", None, lambda dout, x: (dout / (1 + np.exp(x)),)),
    GradientVariant("softplus", "the sigmoid of the output", "output_twice",
                    lambda dout, x: (dout * logistic(np.log(1 + np.exp(x))),)),
    GradientVariant("softplus", "dout times log(1 + eˣ)", "times_output",
                    lambda dout, x: (np.log1p(np.exp(x)) * dout,)),
    GradientVariant("softmax", "handed on as if the loss had done it", "upstream_returned",
                    lambda dout, x: (dout.copy(),)),
    GradientVariant("softmax", "the inner sum without p", None,
                    lambda dout, x: (np.exp(x) / np.exp(x).sum(1)[:, None] * (dout.T - dout.sum(1)).T,)),
    GradientVariant("log softmax", "the normalising term taken for a constant", "upstream_returned",
                    lambda dout, x: (np.ones_like(x) * dout,)),
]  # fmt: skip
