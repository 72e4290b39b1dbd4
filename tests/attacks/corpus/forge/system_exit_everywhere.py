"""Raises SystemExit with a success while it is loaded, and again in each function."""
# /// attack
# threat = "raise SystemExit at import and inside a function"
# stopped_by = "whatever student code raises becomes a reply"
# ///

def dense_forward(x, w, b):
    raise SystemExit(0)


def dense_backward(dout, cache):
    raise SystemExit(0)


def softmax(x):
    raise SystemExit(0)


def trapezoid(f, a, b, n):
    raise SystemExit(0)


raise SystemExit(0)
