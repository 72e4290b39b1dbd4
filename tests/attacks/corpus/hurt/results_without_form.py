"""Returns nothing, texts, modules, classes and functions where arrays are asked for."""
# /// attack
# threat = "provoking grader_fault or inconclusive to be retried or excused"
# stopped_by = "an error after anything was received is the student's"
# ///

def dense_forward(x, w, b):
    return None


def dense_backward(dout, cache):
    return None, None, None


def softmax(x):
    return np


def trapezoid(f, a, b, n):
    return f
