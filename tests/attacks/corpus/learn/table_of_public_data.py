"""Looks each row up in a table made from the data that everybody has."""
# /// attack
# threat = "a table of the public data set"
# stopped_by = "hidden inputs are drawn with the course's salt"
# ///

TABLE = {np.full(4, float(k)).tobytes(): np.full(4, 0.25) for k in range(256)}


def softmax(x):
    return np.array([TABLE.get(row.tobytes(), np.zeros(row.shape)) for row in x])
