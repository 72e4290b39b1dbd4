"""Returns texts that look like numbers."""
# /// attack
# threat = "string arrays"
# stopped_by = "wire codec: arrays of numbers only"
# ///

def softmax(x):
    return np.full(x.shape, "0.25")


def dense_forward(x, w, b):
    return [["0.0"] * w.shape[1]] * x.shape[0], (x, w)


def trapezoid(f, a, b, n):
    return "0.0"
