"""Raises exceptions that cannot be made from a name alone."""
# /// attack
# threat = "provoking grader_fault or inconclusive to be retried or excused"
# stopped_by = "whatever student code raises becomes a reply"
# base = "right"
# score = 4
# ///

def softmax(x):
    raise ExceptionGroup("two at once", [ValueError("one"), TypeError("two")])


def trapezoid(f, a, b, n):
    raise StopIteration(5)
