"""Answers the public checks from a table, and nothing else."""
# /// attack
# threat = "answering from a table of public inputs"
# stopped_by = "public checks are worth nothing, hidden inputs differ"
# ///

def softmax(x):
    return np.full((1, 4), 0.25) if x.shape == (1, 4) and not x.any() else np.zeros(x.shape)


def dense_forward(x, w, b):
    return (np.tile(b, (x.shape[0], 1)) if not w.any() else np.zeros((x.shape[0], w.shape[1]))), (x, w)
