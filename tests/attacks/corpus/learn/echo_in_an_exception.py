"""Raises exceptions whose messages hold the inputs in four encodings, with notes and causes."""
# /// attack
# threat = "putting inputs into an exception"
# stopped_by = "redaction"
# ///

import base64


def encodings(*values):
    for value in values:
        raw = np.asarray(value, float).tobytes()
        shown = " ".join(repr(float(v)) for v in np.ravel(value))
        yield from (shown, shown[::-1], raw.hex(), raw.hex()[::-1], base64.b64encode(raw).decode())


def dense_forward(x, w, b):
    raise ValueError("\n".join(encodings(x, w, b)))


def softmax(x):
    try:
        raise KeyError(*encodings(x))
    except KeyError as error:
        failure = RuntimeError(" ".join(encodings(x)))
        failure.add_note(" ".join(encodings(x)))
        raise failure from error


def trapezoid(f, a, b, n):
    raise OSError(5, " ".join(encodings(f(a), f(b))))
