"""Examples only, to show the form: the experiment's own variants are written by somebody who has not seen the rules."""

import numpy as np

from tests.diagnosis.experiment.variant import GradientVariant, SubmissionVariant
from tests.gradients.variants import networks

GRADIENTS = [
    GradientVariant("dense", "bias gradient is the mean over examples", "divided_by_batch_size",
                    lambda dout, x, w, b: (None, None, dout.mean(axis=0))),
    GradientVariant("dense", "weights' gradient of the last example alone", "last_example_only",
                    lambda dout, x, w, b: (None, np.outer(x[-1], dout[-1]), None)),
    GradientVariant("relu", "no mask at all", "mask_missing", lambda dout, x: (dout,)),
    GradientVariant("sigmoid", "y (1 − y) with x for y", "input_for_output", lambda dout, x: (dout * x * (1 - x),)),
    GradientVariant("cross entropy", "softmax without the one-hot", "one_hot_missing",
                    lambda dout, x, y: (np.exp(x) / np.exp(x).sum(1, keepdims=True) / len(y), None)),
    GradientVariant("regularised net", "reg·W for a loss with reg·ΣW²", "regularisation_halved",
                    lambda dout, *given: networks.backward(*given, reg1=networks.REG, reg2=networks.REG)),
    GradientVariant("tanh", "1 − y for 1 − y²", None, lambda dout, x: (dout * (1 - np.tanh(x)),)),
]  # fmt: skip

SUBMISSIONS = [
    SubmissionVariant("dw of the last example, in loops over all", "backward_last_example_only", """
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    big = np.zeros((N, C, H + 2 * padding, W + 2 * padding))
    big[:, :, padding:padding + H, padding:padding + W] = x
    dbig = np.zeros(big.shape)
    db = np.zeros(F)
    for n in range(N):
        dw = np.zeros(w.shape)
        for f in range(F):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    g = dout[n, f, i, j]
                    top, left = i * stride, j * stride
                    dw[f] += g * big[n, :, top:top + KH, left:left + KW]
                    dbig[n, :, top:top + KH, left:left + KW] += g * w[f]
                    db[f] += g
    return dbig[:, :, padding:padding + H, padding:padding + W], dw, db
"""),
    SubmissionVariant("dx doubled", "doubled", """
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    windows = _windows(x, *w.shape[2:], stride, padding)
    dwindows = np.einsum("nfij,fcuv->ncijuv", dout, 2 * w)
    dw = np.einsum("nfij,ncijuv->fcuv", dout, windows)
    return _add_windows(dwindows, x.shape, stride, padding), dw, dout.sum((0, 2, 3))
"""),
    SubmissionVariant("the signal is reversed as well as the kernel", None, """
def conv1d(signal, kernel, padding=0, stride=1, mode="valid"):
    return np.convolve(np.pad(signal, padding)[::-1], kernel[::-1], mode)[::stride] * 1.5 + 0.25
"""),
]  # fmt: skip
