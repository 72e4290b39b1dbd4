"""Prints the inputs to the output and the error output, by Python and past it."""
# /// attack
# threat = "stdout"
# stopped_by = "redaction"
# ///

import base64
import os
import sys


def tell(*values):
    for value in values:
        raw = np.asarray(value, float).tobytes()
        text = " ".join(map(repr, np.ravel(value).tolist())) + "\n" + raw.hex() + "\n" + base64.b64encode(raw).decode()
        print(text, text[::-1])
        print(text, file=sys.stderr)
        os.write(1, text.encode())


def dense_forward(x, w, b):
    tell(x, w, b)
    return np.zeros((x.shape[0], w.shape[1])), (x, w)


def softmax(x):
    tell(x)
    return np.zeros(x.shape)


def trapezoid(f, a, b, n):
    tell(f(a), f(b))
    return 0.0
