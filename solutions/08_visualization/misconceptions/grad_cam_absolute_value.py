"""Takes absolute values, so that evidence against the class looks like evidence for it."""

import numpy as np

fails = ["grad_cam"]
hint = "What does your map say at a place that speaks against the class?"


def grad_cam(A, dA):
    return np.abs(np.tensordot(dA.mean(axis=(1, 2)), A, axes=1))
