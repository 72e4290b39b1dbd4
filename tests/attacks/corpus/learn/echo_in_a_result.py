"""Returns the inputs as text, as keys, and as objects whose class is named after them."""
# /// attack
# threat = "stdout"
# stopped_by = "redaction"
# ///

def dense_forward(x, w, b):
    return " ".join(map(repr, x.ravel().tolist())), x.tobytes().hex()


def dense_backward(dout, cache):
    return type("G" + dout.tobytes().hex(), (), {})()


def softmax(x):
    return {repr(float(v)): float(v).hex() for v in x.ravel()}


def trapezoid(f, a, b, n):
    return [repr(f(a)), repr(f(b))]
