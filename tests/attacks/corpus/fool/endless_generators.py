"""Returns generators without end, and one that counts its readers."""
# /// attack
# threat = "generators that never end"
# stopped_by = "iteration is bounded"
# ///

def endless():
    while True:
        yield np.zeros(3)


def dense_forward(x, w, b):
    return endless()


def dense_backward(dout, cache):
    return endless()


def softmax(x):
    return endless()


def trapezoid(f, a, b, n):
    return iter(int, 1)
