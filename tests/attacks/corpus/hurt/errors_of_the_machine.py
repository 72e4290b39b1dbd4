"""Raises what a failing machine would raise."""
# /// attack
# threat = "provoking grader_fault or inconclusive to be retried or excused"
# stopped_by = "whatever student code raises becomes a reply"
# ///

def dense_forward(x, w, b):
    raise OSError(28, "No space left on device")


def dense_backward(dout, cache):
    raise ConnectionResetError


def softmax(x):
    raise SystemError("the interpreter is broken")


def trapezoid(f, a, b, n):
    raise BrokenPipeError
