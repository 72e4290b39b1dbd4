"""Uses the biases of the first place everywhere."""

import numpy as np

fails = ["locally_connected"]
hint = "Of what shape is b? In which places of the output is b[1, 0] added?"


def locally_connected_forward(x, w, b, stride=1):
    windows = _windows(x, *w.shape[4:], stride)
    out = np.einsum("ncijuv,ijfcuv->nfij", windows, w) + np.broadcast_to(b[:1, :1], b.shape).transpose(2, 0, 1)
    return out, (x, w, stride)
