"""Returns truth values, complex numbers and extended floats where floats are asked for."""
# /// attack
# threat = "object arrays"
# stopped_by = "kinds of numbers are compared"
# ///

def dense_forward(x, w, b):
    return np.ones((x.shape[0], w.shape[1]), bool), (x, w)


def softmax(x):
    return np.full(x.shape, 0.25 + 1j)


def trapezoid(f, a, b, n):
    return np.frombuffer(b"\xff" * 16, np.longdouble)[0]
