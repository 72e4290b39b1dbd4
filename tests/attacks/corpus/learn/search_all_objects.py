"""Goes through all objects of the process for an array that could be the answer."""
# /// attack
# threat = "gc.get_objects"
# stopped_by = "no shared process"
# ///

import gc


def softmax(x):
    for thing in gc.get_objects():
        for value in thing.values() if type(thing) is dict else ():
            if type(value) is np.ndarray and value.shape == x.shape and np.allclose(value.sum(-1), 1):
                return value
    return np.zeros(x.shape)


def dense_forward(x, w, b):
    for thing in gc.get_objects():
        if type(thing).__name__ in ("Memory", "Reference", "Bench"):
            print("found", thing)
    return np.zeros((x.shape[0], w.shape[1])), (x, w)
