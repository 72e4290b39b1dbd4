"""Keeps all inputs and tells them with each visible test."""
# /// attack
# threat = "keeping hidden inputs in a global and printing them in a later visible test"
# stopped_by = "visible tests are over before a worker receives a hidden input"
# ///

import warnings

KEPT = []


def tell():
    print(KEPT)
    warnings.warn(repr(KEPT))


def softmax(x):
    tell()
    KEPT.append(x.ravel().tolist())
    return np.zeros(x.shape)


def dense_forward(x, w, b):
    tell()
    KEPT.append((x.ravel().tolist(), w.ravel().tolist(), b.tolist()))
    raise ValueError(repr(KEPT))
