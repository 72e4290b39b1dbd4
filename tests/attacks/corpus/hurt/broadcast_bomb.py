"""Returns a view of one number that claims to be 10¹² of them."""
# /// attack
# threat = "1e12-element broadcast"
# stopped_by = "rlimit, and the limit of a frame"
# base = "right"
# score = 7
# ///

def softmax(x):
    return np.broadcast_to(0.0, (10**6, 10**6))
