"""Warns with the inputs, and makes each warning an error on the way."""
# /// attack
# threat = "a warning"
# stopped_by = "redaction"
# ///

import warnings


def softmax(x):
    warnings.warn(x.tobytes().hex())
    warnings.warn(" ".join(map(repr, x.ravel().tolist())), type("W" + x.tobytes().hex()[:60], (UserWarning,), {}))
    return np.zeros(x.shape)


def dense_forward(x, w, b):
    warnings.simplefilter("error")
    warnings.warn(" ".join(map(repr, w.ravel().tolist())))
