"""Wrong backwards of losses, small nets and batch normalisation, written without the rules of the diagnosis."""

import numpy as np

from tests.diagnosis.experiment.unseen_gradients import adds_to
from tests.diagnosis.experiment.variant import GradientVariant
from tests.gradients.variants.convolution import padded, windows
from tests.gradients.variants.networks import REG
from tests.gradients.variants.normalisation import EPS

GRADIENTS: list[GradientVariant] = []
wrong = adds_to(GRADIENTS)


def chances(x):
    """The softmax of each row."""
    powers = np.exp(x - x.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


@wrong("cross entropy", "a sum over the examples, though the loss is their mean", "times_batch_size")
def entropy_summed(dout, x, y):
    dx = np.zeros_like(x)
    for n, label in enumerate(y):
        for c in range(x.shape[1]):
            dx[n, c] = np.exp(x[n, c]) / np.exp(x[n]).sum() - (c == label)
    return dx, None


@wrong("cross entropy", "labels taken to count from 1", "one_hot_misplaced")
def entropy_of_the_class_before(dout, x, y):
    dx = chances(x)
    for n in range(len(y)):
        dx[n, y[n] - 1] -= 1
    return dx / len(y), None


@wrong("cross entropy", "dx[:, y] for dx[range(N), y]", None)
def entropy_every_label_in_every_row(dout, x, y):
    dx = chances(x)
    dx[:, y] -= 1
    return dx / x.shape[0], None


@wrong("cross entropy", "−log p differentiated for the label's own score alone", "label_entry_alone")
def entropy_of_the_label(dout, x, y):
    dx = np.zeros_like(x)
    for n, label in enumerate(y):
        p = np.exp(x[n, label]) / np.exp(x[n]).sum()
        dx[n, label] = -(1 - p) / len(y)
    return dx, None


@wrong("cross entropy", "the exponentials divided by the sum of their column", "normalised_over_wrong_axis")
def entropy_down_the_batch(dout, x, y):
    dx = np.exp(x) / np.sum(np.exp(x), axis=0)
    dx[np.arange(len(x)), y] -= 1
    return dx / len(x), None


def hinge_in_loops(x, y, active, share):
    """The gradient where ``active(x, right)`` says which margins count; ``share(count)`` goes to the label."""
    dx = np.zeros_like(x)
    for n, label in enumerate(y):
        others = [c for c in range(x.shape[1]) if c != label and active(x[n, c], x[n, label])]
        dx[n, others] = 1 / len(x)
        dx[n, label] = -share(len(others)) / len(x)
    return dx


GRADIENTS += [
    GradientVariant("hinge", "the label's score pays once, however many margins are violated", "label_entry_wrong",
                    lambda dout, x, y: (hinge_in_loops(x, y, lambda s, t: s + 1 > t, np.sign), None)),
    GradientVariant("hinge", "margins that are kept count as well", "mask_missing",
                    lambda dout, x, y: (hinge_in_loops(x, y, lambda s, t: True, int), None)),
    GradientVariant("hinge", "the 1 is missing in the condition", "wrong_mask",
                    lambda dout, x, y: (hinge_in_loops(x, y, lambda s, t: s > t, int), None)),
    GradientVariant("hinge", "label raised and others lowered", "sign",
                    lambda dout, x, y: (0 - hinge_in_loops(x, y, lambda s, t: s - t > -1, int), None)),
    GradientVariant("squares", "the 2 of the power rule is missing", "halved",
                    lambda dout, x, y: (np.array([[(a - b) / x.size for a, b in zip(*r, strict=True)]
                                                  for r in zip(x, y, strict=True)]), None)),
    GradientVariant("squares", "divided by the examples, not by all entries", "sum_for_mean",
                    lambda dout, x, y: (2 / len(x) * (x - y), None)),
    GradientVariant("squares", "target minus prediction", "sign",
                    lambda dout, x, y: (np.multiply(2, y - x) / np.prod(x.shape), None)),
    GradientVariant("binary", "σ(x) − y, never divided", "sum_for_mean",
                    lambda dout, x, y: (1 / (1 + np.exp(-x)) - y, None)),
    GradientVariant("binary", "the slope of the sigmoid once more, though it has cancelled", None,
                    lambda dout, x, y: ((p := 1 / (1 + np.exp(-x))) * (1 - p) * (p - y) / y.size, None)),
]  # fmt: skip


def net_values(w1, b1, w2, b2, x, y):
    """Before and after ReLU, and the gradients of the scores and of the hidden layer before its gate."""
    before = np.einsum("ni,ij->nj", x, w1) + b1
    after = before * (before > 0)
    dscores = (chances(after @ w2 + b2) - np.eye(len(b2))[y]) / len(y)
    return before, after, dscores, dscores @ w2.T


def net(add=(2 * REG, 2 * REG), also=(0.0, 0.0)):
    """The backward with these multiples of the weights and of the biases."""

    def backward(dout, w1, b1, w2, b2, x, y):
        before, after, dscores, dafter = net_values(w1, b1, w2, b2, x, y)
        dbefore = np.where(before > 0, dafter, 0)
        dw1 = sum(np.outer(row, d) for row, d in zip(x, dbefore, strict=True)) + add[0] * w1
        dw2 = sum(np.outer(row, d) for row, d in zip(after, dscores, strict=True)) + add[1] * w2
        return dw1, dbefore.sum(0) + also[0] * b1, dw2, dscores.sum(0) + also[1] * b2, None, None

    return backward


GRADIENTS += [
    GradientVariant("regularised net", "the second layer is not regularised", "regularisation_missing",
                    net((2 * REG, 0))),
    GradientVariant("regularised net", "the penalty lowers the loss", "regularisation_subtracted",
                    net((-2 * REG, -2 * REG))),
    GradientVariant("regularised net", "the biases are regularised too", "regularisation_added",
                    net(also=(2 * REG, 2 * REG))),
    GradientVariant("regularised net", "the penalty is added in two places", "regularisation_doubled",
                    net((2 * REG + 2 * REG, 2 * REG + 2 * REG))),
    GradientVariant("regularised net", "the penalty is divided by the examples with the rest", "parameter_multiple",
                    net((2 * REG / 5, 2 * REG / 5))),
]  # fmt: skip


@wrong("regularised net", "the hidden layer's gradient goes past its ReLU", "mask_missing")
def net_without_gate(dout, w1, b1, w2, b2, x, y):
    _, after, dscores, dafter = net_values(w1, b1, w2, b2, x, y)
    dw1 = x.T.dot(dafter) + 2 * REG * w1
    dw2 = after.T.dot(dscores) + 2 * REG * w2
    return dw1, np.ones(len(x)) @ dafter, dw2, np.ones(len(x)) @ dscores, None, None


@wrong("regularised net", "second weights from the hidden layer before its ReLU", None)
def net_from_before(dout, w1, b1, w2, b2, x, y):
    before, _, dscores, _ = net_values(w1, b1, w2, b2, x, y)
    return None, None, np.einsum("nj,nk->jk", before, dscores) + REG * (w2 + w2), None, None, None


@wrong("regularised net", "the scores' gradient is not divided by the examples", "times_batch_size")
def net_summed(dout, w1, b1, w2, b2, x, y):
    _, after, dscores, _ = net_values(w1, b1, w2, b2, x, y)
    dscores = len(y) * dscores
    dbefore = (dscores @ w2.T) * (after > 0)
    return x.T @ dbefore + 2 * REG * w1, dbefore.sum(0), after.T @ dscores + 2 * REG * w2, dscores.sum(0), None, None


def pieces(x):
    """Centred inputs and deviation of each column."""
    centred = x - np.sum(x, axis=0) / len(x)
    return centred, np.sqrt(np.sum(centred * centred, axis=0) / len(x) + EPS)


@wrong("batch norm", "gamma is left out on the way to dx", "argument_factor_missing")
def norm_without_gamma(dout, x, gamma, beta):
    centred, std = pieces(x)
    dx = np.zeros_like(x)
    for k in range(x.shape[1]):
        hat = centred[:, k] / std[k]
        dx[:, k] = (dout[:, k] - dout[:, k].mean() - hat * np.mean(dout[:, k] * hat)) / std[k]
    return dx, None, None


@wrong("batch norm", "step by step, and the step through the mean forgotten", "mean_term_missing")
def norm_mean_forgotten(dout, x, gamma, beta):
    centred, std = pieces(x)
    dhat = np.einsum("nk,k->nk", dout, gamma)
    dstd = -np.einsum("nk,nk->k", dhat, centred) / std**2
    dvar = dstd / (2 * std)
    return dhat / std + dvar * 2 * centred / len(x), None, None


@wrong("batch norm", "step by step, and the step through the variance forgotten", "variance_term_missing")
def norm_variance_forgotten(dout, x, gamma, beta):
    _, std = pieces(x)
    dcentred = gamma * dout / std
    dmean = -dcentred.sum(axis=0)
    return dcentred + np.ones(x.shape) * dmean / x.shape[0], None, None


@wrong("batch norm", "N (dhat) − Σ − hat Σ, over N, with the first N forgotten", None)
def norm_n_forgotten(dout, x, gamma, beta):
    centred, std = pieces(x)
    dhat, hat = dout * gamma, centred / std
    return (dhat - dhat.sum(axis=0) - hat * (dhat * hat).sum(axis=0)) / (len(x) * std), None, None


GRADIENTS += [
    GradientVariant("batch norm", "mean and deviation as if they were given numbers", "statistics_held_constant",
                    lambda dout, x, gamma, beta: (dout / pieces(x)[1] * gamma, None, None)),
    GradientVariant("batch norm", "dbeta goes through gamma", "argument_factor_twice",
                    lambda dout, x, gamma, beta: (None, None, np.array([g @ d for g, d in zip(
                        np.broadcast_to(gamma, x.shape).T, dout.T, strict=True)]))),
    GradientVariant("batch norm", "dgamma from the centred inputs, not divided by the deviation", "factor_by_line",
                    lambda dout, x, gamma, beta: (None, np.einsum("nk,nk->k", dout, pieces(x)[0]), None)),
    GradientVariant("batch norm", "dgamma from the layer's output", None,
                    lambda dout, x, gamma, beta: (
                        None, ((gamma * pieces(x)[0] / pieces(x)[1] + beta) * dout).sum(axis=0), None)),
]  # fmt: skip


def cnn_values(w, b, v, x, y):
    """The convolution's output, the pooled maps, the scores' gradient, and the gradient after ReLU."""
    before = np.tensordot(windows(x, w, 1, 1), w, axes=((1, 4, 5), (1, 2, 3))).transpose(0, 3, 1, 2)
    before = before + b[:, None, None]
    N, F, H, W = before.shape
    squares = np.maximum(before, 0).reshape(N, F, H // 2, 2, W // 2, 2)
    pooled = squares.max(axis=(3, 5))
    d = (chances(pooled.reshape(N, -1) @ v) - np.eye(v.shape[1])[y]) / N
    winners = squares == pooled[:, :, :, None, :, None]
    dsquares = winners * (d @ v.T).reshape(pooled.shape)[:, :, :, None, :, None]
    return before, pooled, d, dsquares.reshape(before.shape)


def cnn_convolution(dbefore, w, x):
    """dw, db and the gradient of the padded images."""
    dx = np.zeros_like(padded(x, 1))
    for i, j in np.ndindex(*dbefore.shape[2:]):
        dx[:, :, i : i + 3, j : j + 3] += np.tensordot(dbefore[:, :, i, j], w, axes=1)
    return np.einsum("nchwuv,nfhw->fcuv", windows(x, w, 1, 1), dbefore), dbefore.sum(axis=(0, 2, 3)), dx


@wrong("small cnn", "back through the pooling, then past the ReLU", "mask_missing")
def cnn_without_gate(dout, w, b, v, x, y):
    _, pooled, d, dafter = cnn_values(w, b, v, x, y)
    dw, db, dx = cnn_convolution(dafter, w, x)
    return dw, db, pooled.reshape(len(x), -1).T @ d, dx[:, :, 1:-1, 1:-1], None


@wrong("small cnn", "the images' gradient keeps its frame", "not_cropped")
def cnn_framed(dout, w, b, v, x, y):
    before, _, _, dafter = cnn_values(w, b, v, x, y)
    dw, db, dx = cnn_convolution(dafter * np.heaviside(before, 0), w, x)
    return dw, db, None, dx, None


@wrong("small cnn", "the biases' gradient is averaged, after the loss has been", "divided_by_batch_size")
def cnn_bias_averaged(dout, w, b, v, x, y):
    before, _, _, dafter = cnn_values(w, b, v, x, y)
    dbefore = np.where(before > 0, dafter, 0.0)
    return None, np.array([np.mean([image[f].sum() for image in dbefore]) for f in range(len(b))]), None, None, None


GRADIENTS += [
    GradientVariant("small cnn", "dv: keeps the axes of the maps", "other_shape",
                    lambda dout, *given: (
                        None, None,
                        np.tensordot(cnn_values(*given)[1], cnn_values(*given)[2], axes=(0, 0)), None, None)),
    GradientVariant("small cnn", "dv: the maps flattened with the filters last", "other_order",
                    lambda dout, *given: (
                        None, None,
                        np.moveaxis(cnn_values(*given)[1], 1, 3).reshape(3, -1).T @ cnn_values(*given)[2], None, None)),
]  # fmt: skip
