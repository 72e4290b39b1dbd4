"""Returns two gradients where three are asked for."""
# /// attack
# threat = "provoking grader_fault or inconclusive to be retried or excused"
# stopped_by = "how many gradients there are is the submission's doing"
# base = "right"
# score = 8
# ///

def dense_backward(dout, cache):
    inputs, weights = cache
    return dout @ weights.T, inputs.T @ dout
