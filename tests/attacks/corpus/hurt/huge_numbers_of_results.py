"""Numbers its results with integers of two megabytes, which the grader would have to send back."""
# /// attack
# threat = "provoking grader_fault or inconclusive to be retried or excused"
# stopped_by = "wire codec: numbers of results are small"
# ///

HUGE = 1 << (8 * 1_900_000)


def dense_forward(x, w, b):
    send("ok", [["items", HUGE, "tuple", [["items", HUGE + 1, "list", []], ["opaque", HUGE + 2, "cache"]]], []])


def softmax(x):
    send("ok", [["lazy", HUGE, "ndarray"], []])
