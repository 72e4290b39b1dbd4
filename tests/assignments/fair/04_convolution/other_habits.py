"""Another cache, double precision for single, a bias gradient of another shape, an upstream gradient written into."""

import warnings

import numpy as np


def conv2d_forward(x, w, b, stride=1, padding=0):
    print("forward", x.shape)
    warnings.warn("this may take a while", stacklevel=1)
    padded = np.pad(x.astype(np.float64), [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    windows = np.lib.stride_tricks.sliding_window_view(padded, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    out = np.einsum("ncijuv,fcuv->nfij", windows, w) + b[None, :, None, None]
    return out, {"padded": padded, "windows": windows, "w": w, "stride": stride, "padding": padding}


def conv2d_backward(dout, cache):
    padded, w, stride, padding = (cache[name] for name in ("padded", "w", "stride", "padding"))
    db = dout.sum(axis=(0, 2, 3)).reshape(1, -1)  # (1, F): a warning at most
    dw = np.einsum("ncijuv,nfij->fcuv", cache["windows"], dout)
    dpadded = np.zeros(padded.shape)
    for i, j in np.ndindex(dout.shape[2:]):
        top, left = i * stride, j * stride
        window = (slice(None), slice(None), slice(top, top + w.shape[2]), slice(left, left + w.shape[3]))
        dpadded[window] += np.tensordot(dout[:, :, i, j], w, axes=1)
    dout *= 0  # writes into the upstream gradient: a warning at most
    rows, columns = padded.shape[2] - padding, padded.shape[3] - padding
    return [dpadded[:, :, padding:rows, padding:columns], dw, db]
