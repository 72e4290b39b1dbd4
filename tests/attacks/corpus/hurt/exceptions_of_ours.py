"""Raises exceptions that are called as ours are, and memory errors, and forges reports of both."""
# /// attack
# threat = "provoking grader_fault or inconclusive to be retried or excused"
# stopped_by = "statuses come from the trusted side alone"
# ///

class Inconclusive(Exception):
    pass


class GraderFault(OSError):
    pass


def dense_forward(x, w, b):
    raise Inconclusive("excuse me")


def softmax(x):
    raise GraderFault("your fault")


def trapezoid(f, a, b, n):
    send("error", {"class": "GraderFault", "builtin": "GraderFault", "text": "", "frames": []})
