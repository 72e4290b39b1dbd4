"""Returns one number, or arrays of length 1, where a whole array is asked for."""
# /// attack
# threat = "broadcast scalars for arrays"
# stopped_by = "shapes are compared"
# ///

def dense_forward(x, w, b):
    return 0.0, (x, w)


def dense_backward(dout, cache):
    return 0.0, np.zeros(1), np.zeros((1, 1))


def softmax(x):
    return 1 / x.shape[-1]
