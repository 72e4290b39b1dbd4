"""Returns arrays without entries, of which everything is true."""
# /// attack
# threat = "broadcast scalars for arrays"
# stopped_by = "shapes are compared"
# ///

def dense_forward(x, w, b):
    return np.zeros((0, w.shape[1])), (x, w)


def dense_backward(dout, cache):
    return np.zeros((0,)), np.zeros((0, 0)), np.zeros((0,))


def softmax(x):
    return np.zeros((0, x.shape[1]))


def trapezoid(f, a, b, n):
    return np.zeros((0,))
