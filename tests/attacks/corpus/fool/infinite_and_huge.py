"""Returns infinities, and numbers so large that a tolerance made from them would hold everything."""
# /// attack
# threat = "NaN against NaN"
# stopped_by = "tolerances come from the expected value alone"
# ///

def dense_forward(x, w, b):
    return np.full((x.shape[0], w.shape[1]), np.inf), (x, w)


def dense_backward(dout, cache):
    x, w = cache
    return np.full(x.shape, 1e308), np.full(w.shape, -np.inf), np.full(w.shape[1], 1e300)


def softmax(x):
    return np.full(x.shape, 1.7e308)


def trapezoid(f, a, b, n):
    return 10**5000
