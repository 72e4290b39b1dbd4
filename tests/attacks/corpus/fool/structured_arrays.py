"""Returns arrays with named fields, dates and raw bytes."""
# /// attack
# threat = "structured arrays"
# stopped_by = "wire codec: arrays of numbers only"
# ///

def softmax(x):
    return np.zeros(x.shape, [("share", float), ("other", "U3")])


def dense_forward(x, w, b):
    return np.zeros((x.shape[0], w.shape[1]), "datetime64[s]"), (x, w)


def trapezoid(f, a, b, n):
    return np.void(b"12345678")
