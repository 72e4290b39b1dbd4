"""Uses the kernels of the first place everywhere: a convolution."""

import numpy as np

fails = ["locally_connected"]
hint = "How many of the kernels in w does your output depend on?"


def locally_connected_forward(x, w, b, stride=1):
    windows = _windows(x, *w.shape[4:], stride)
    out = np.einsum("ncijuv,ijfcuv->nfij", windows, np.broadcast_to(w[:1, :1], w.shape)) + b.transpose(2, 0, 1)
    return out, (x, w, stride)
