"""Convolves the plain image at stride 1 and leaves padding and stride out."""

import numpy as np

fails = ["conv2d_fast"]
hint = "Where does your function use `stride` and `padding`? Compare its shapes with those of conv2d_forward."


def conv2d_fast(x, w, b, stride=1, padding=0):
    KH, KW = w.shape[2:]
    OH, OW = x.shape[2] - KH + 1, x.shape[3] - KW + 1
    out = np.zeros((len(x), len(w), OH, OW)) + b[:, None, None]
    for u in range(KH):
        for v in range(KW):
            out += np.einsum("ncij,fc->nfij", x[:, :, u : u + OH, v : v + OW], w[:, :, u, v])
    return out
