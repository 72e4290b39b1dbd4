"""Returns dW with outputs in rows and inputs in columns."""

fails = ["linear_layer"]
hint = "dW[d, k] belongs to W[d, k]. What shape has W, and what shape has your dW?"


def linear_backward(dout, cache):
    x, W = cache
    return dout @ W.T, dout.T @ x, dout.sum(axis=0)
