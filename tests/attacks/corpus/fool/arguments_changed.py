"""Computes rightly and then overwrites the arguments: the test's own arrays stay as they are."""
# /// attack
# threat = "changing the arguments"
# stopped_by = "arguments travel as copies"
# base = "right"
# score = 10
# ///

right_forward, right_softmax = dense_forward, softmax


def dense_forward(x, w, b):
    out, _ = right_forward(x, w, b)
    cache = x.copy(), w.copy()
    x[...] = w[...] = b[...] = 7
    return out, cache


def softmax(x):
    out = right_softmax(x)
    x[...] = np.nan
    return out
