"""Is wrong in as many entries as an input is large."""
# /// attack
# threat = "timing"
# stopped_by = "redaction: the place holds no count"
# ///

def softmax(x):
    exponentials = np.exp(x - x.max(axis=-1, keepdims=True))
    shares = exponentials / exponentials.sum(axis=-1, keepdims=True)
    shares.ravel()[: 1 + int(abs(x.ravel()[0]) * 5) % x.size] += 1
    return shares
