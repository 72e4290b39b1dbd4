"""Returns NaN everywhere."""
# /// attack
# threat = "NaN against NaN"
# stopped_by = "NaN is never equal"
# ///

def dense_forward(x, w, b):
    return np.full((x.shape[0], w.shape[1]), np.nan), (x, w)


def dense_backward(dout, cache):
    x, w = cache
    return np.full(x.shape, np.nan), np.full(w.shape, np.nan), np.full(w.shape[1], np.nan)


def softmax(x):
    return np.full(x.shape, np.nan)


def trapezoid(f, a, b, n):
    return float("nan")
