"""Raises exceptions of classes that are named after the inputs."""
# /// attack
# threat = "an exception's class name"
# stopped_by = "redaction: only names of built-in classes"
# ///

def named(*values):
    raw = b"".join(np.asarray(value, float).tobytes() for value in values)
    shown = "_".join(repr(float(v)) for value in values for v in np.ravel(value))
    return type(f"E{raw.hex()[:90]}_{shown[:90]}", (Exception,), {})


def dense_forward(x, w, b):
    raise named(x, w, b)()


def softmax(x):
    raise named(x)("see my name")


def trapezoid(f, a, b, n):
    raise named(f(a), f(b))()
