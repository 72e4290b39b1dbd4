"""Says that a name of a megabyte is missing."""
# /// attack
# threat = "provoking grader_fault or inconclusive to be retried or excused"
# stopped_by = "wire codec, and messages are cut"
# ///

def softmax(x):
    send("missing", "softmax " * 200_000)
