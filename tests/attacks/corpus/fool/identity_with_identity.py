"""Gives back what comes in, forward and backward: gradient and function agree with each other."""
# /// attack
# threat = "identity forward with identity backward"
# stopped_by = "gradients are those of the reference's forward"
# ///

def dense_forward(x, w, b):
    return x[:, : w.shape[1]], (x, w)


def dense_backward(dout, cache):
    x, w = cache
    dx = np.zeros(x.shape)
    dx[:, : w.shape[1]] = dout
    return dx, np.zeros(w.shape), np.zeros(w.shape[1])
